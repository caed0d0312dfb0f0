using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Facades.Px;

/// <summary>
/// An indicator by one length of period, as programs of statistical offices know tables. Its id is the indicator's; by another length than the first
/// it is <c>unemployment-rate_month</c>.
/// </summary>
/// <param name="Publication">What it belongs to.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Frequency">Length of its periods.</param>
/// <param name="Division">Its municipal division: the current one where there are values in it.</param>
/// <param name="File">Its values.</param>
internal sealed record PxTable(Publication Publication, PublishedIndicator Indicator, Frequency Frequency, DivisionQuery Division, PublishedSlice File)
{
    /// <summary>The measure that every table has.</summary>
    public const string Value = "value";

    private static readonly string[] Measured = [Value, "numerator", "denominator"];

    /// <summary>Its id.</summary>
    public string Id => Publication.FrequenciesOf(Indicator)[0] == Frequency ? Indicator.Id : $"{Indicator.Id}_{Publication.Word(Frequency)}";

    /// <summary>What it tells of each area and period: the value and, where it is a share, its two parts.</summary>
    public IReadOnlyList<string> Measures => Indicator.Aggregation is "RATIO" or "WEIGHTED" or "POOLED" ? Measured : Measured[..1];

    /// <summary>Number of periods in a year: 1, 4 or 12.</summary>
    public string TimeUnit => Frequency switch { Frequency.Annual => "Annual", Frequency.Quarterly => "Quarterly", _ => "Monthly" };

    /// <summary>When its figures last changed.</summary>
    public DateTimeOffset Updated => Indicator.Inputs.Values.Select(Publication.Load).Max(l => l?.LoadedAt) ?? Publication.Manifest.CreatedAt;

    /// <summary>All tables of a publication; an indicator that awaits its data has none.</summary>
    public static IEnumerable<PxTable> Of(Publication publication) => publication.Manifest.Indicators.SelectMany(indicator => Of(publication, indicator));

    /// <summary>The table with an id, in any case; null when there is none.</summary>
    public static PxTable? Find(Publication publication, string id)
    {
        var mark = id.LastIndexOf('_');
        var indicator = publication.Indicator(id.ToLowerInvariant()) ?? (mark > 0 ? publication.Indicator(id[..mark].ToLowerInvariant()) : null);
        return indicator is null
            ? null
            : Of(publication, indicator).FirstOrDefault(t => t.Id.Equals(id, StringComparison.OrdinalIgnoreCase) || $"{indicator.Id}_{Publication.Word(t.Frequency)}".Equals(id, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A period as tables write it: 2018, 2018Q4, 2018M12.</summary>
    public static string PeriodCode(Period period) => period.Frequency switch
    {
        Frequency.Monthly => period.ToString().Replace('-', 'M'),
        _ => period.ToString().Replace("-", "", StringComparison.Ordinal),
    };

    /// <summary>The table in another municipal division.</summary>
    /// <exception cref="Problems.ProblemException">It has no values in it.</exception>
    public PxTable In(DivisionQuery? division) => division is null ? this : this with { Division = division, File = division.SliceOf(Publication, Indicator, Frequency)! };

    /// <summary>The tables of one indicator.</summary>
    public static IEnumerable<PxTable> Of(Publication publication, PublishedIndicator indicator)
    {
        foreach (var frequency in Publication.FrequenciesOf(indicator))
        {
            var division = DivisionQuery.DefaultOf(indicator, frequency);
            if (division.SliceOf(publication, indicator, frequency) is { } file)
            {
                yield return new PxTable(publication, indicator, frequency, division, file);
            }
        }
    }
}
