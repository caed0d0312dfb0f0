using Insight.Indicators.Definitions;
using Insight.Indicators.Disclosure;
using Insight.Warehouse.Periods;

namespace Insight.Benchmarks.Computing;

/// <summary>How much is computed.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Catalog">The definitions with the frequencies and breakdowns that are measured.</param>
/// <param name="HasMembers">Whether facts are generated for members of breakdowns, or for what the totals need alone.</param>
internal sealed record Volume(string Name, Catalog Catalog, bool HasMembers)
{
    /// <summary>
    /// All indicators × all municipalities × 24 years: years where a definition has them, else its own frequency; totals of breakdowns. The facts
    /// come as the data sets deliver them, by month where they do.
    /// </summary>
    public static Volume Named(Catalog catalog) =>
        new("years", catalog with { Definitions = [.. catalog.Definitions.Select(d => Yearly(d) with { Earlier = [.. d.Earlier.Select(Yearly)] })] }, HasMembers: false);

    /// <summary>Everything that the definitions ask for: months and years, every breakdown and its combinations.</summary>
    public static Volume Whole(Catalog catalog) => new("all frequencies and breakdowns", catalog, HasMembers: true);

    /// <summary>The same without limits of disclosure: figures that a statement by hand, which hides nothing, can be compared with.</summary>
    public Catalog Unprotected => Catalog with
    {
        Definitions = [.. Catalog.Definitions.Select(d => Shown(d) with { Earlier = [.. d.Earlier.Select(Shown)] })],
    };

    private static IndicatorDefinition Shown(IndicatorDefinition definition) => definition with { Disclosure = DisclosureLimits.None };

    private static IndicatorDefinition Yearly(IndicatorDefinition definition) => definition with
    {
        Frequencies = definition.Frequencies.Contains(Frequency.Annual) ? [Frequency.Annual] : definition.Frequencies,
        Breakdowns = [],
        Breaks = [.. definition.Breaks.Where(item => item.Where is null)],
    };
}
