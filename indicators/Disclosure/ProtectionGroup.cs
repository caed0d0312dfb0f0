using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Versions of indicators that share figures which are not public (a measure of a data set), directly or through others: what one of them hides
/// another could give back, so that the same places are hidden in all of them.
/// </summary>
/// <param name="Versions">The versions, by id and number.</param>
internal sealed record ProtectionGroup(IReadOnlyList<IndicatorDefinition> Versions)
{
    /// <summary>All breakdowns of any of them.</summary>
    public IReadOnlyList<string> Breakdowns { get; } = [.. Versions.SelectMany(version => version.Breakdowns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether any of them has limits.</summary>
    public bool Protects => Versions.Any(version => version.Disclosure.Protects);

    /// <summary>The data sets that decide what is hidden, those that count persons among them.</summary>
    public IReadOnlyList<string> DataSets { get; } =
    [
        .. Versions.SelectMany(version => version.AllReads.Concat(version.Disclosure.Counts)).SelectMany(input => input.DataSets).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The groups of a catalogue; indicators of public figures are in none.</summary>
    public static IReadOnlyList<ProtectionGroup> Of(Catalog catalog, Func<string, DataSet> find)
    {
        var groups = new List<(HashSet<string> Figures, List<IndicatorDefinition> Versions)>();
        foreach (var version in catalog.Definitions.OrderBy(definition => definition.Id, StringComparer.Ordinal).SelectMany(definition => definition.Versions))
        {
            var figures = version.AllReads.SelectMany(input => input.DataSets.Select(find).Where(set => !set.IsPublic).Select(set => set.FigureOf(input.Measure))).Append($"={version.Id}").ToHashSet(StringComparer.Ordinal);
            if (figures.Count > 1)
            {
                var same = groups.Where(group => group.Figures.Overlaps(figures)).ToList();
                groups.RemoveAll(same.Contains);
                groups.Add(([.. figures, .. same.SelectMany(group => group.Figures)], [.. same.SelectMany(group => group.Versions), version]));
            }
        }

        return [.. groups.Select(group => new ProtectionGroup(group.Versions)).Where(group => group.Protects)];
    }

    /// <summary>A figure by which the cells of a version are counted as a definition of its own, with what the version filters.</summary>
    /// <param name="version">The version.</param>
    /// <param name="counted">The figure.</param>
    /// <param name="annual">What a year has of its periods.</param>
    public static IndicatorDefinition CountOf(IndicatorDefinition version, IndicatorInput counted, AnnualRule annual)
    {
        var own = version.FindInput((version.Calculation.Denominator ?? version.Calculation.Numerator).Terms[0].Input)!;
        var formula = new CheckedFormula(FormulaKind.Sum, new([new LinearTerm(1, counted.Name)]), null, 1, new("persons", "persons", 1, "", 1)) { Window = version.Calculation.Window };
        return version with
        {
            Inputs = [counted with { Where = own.Where, Except = own.Except }],
            Calculation = formula,
            Aggregation = formula.Aggregation,
            Annual = annual,
            Earlier = [],
            EarlierParts = [],
        };
    }
}
