using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Observations;

/// <summary>
/// What one fact table holds: keys area, period and breakdowns, and measures with units. Declared in a source's <c>source.yml</c>.
/// </summary>
/// <param name="Id">Kebab-case id, unique among all sources; the table is <c>facts.&lt;id with underscores&gt;</c>.</param>
/// <param name="SourceId">The source that delivers it.</param>
/// <param name="Frequency">Frequency of its periods.</param>
/// <param name="Division">Which municipal division the producer's areas follow.</param>
/// <param name="Breakdowns">Names of further key columns (for example sex), in sorting order; empty when there are none.</param>
/// <param name="Measures">The numbers it holds.</param>
/// <param name="Synthetic">True when the figures are invented for demonstration; shown wherever they are shown.</param>
public sealed record DataSet(
    string Id,
    string SourceId,
    Frequency Frequency,
    Division Division,
    IReadOnlyList<Breakdown> Breakdowns,
    IReadOnlyList<Measure> Measures,
    bool Synthetic)
{
    /// <summary>
    /// Whether its producer has published the figures, so that nothing of them is hidden again. False for figures of one's own: exports of staff,
    /// cases, registers.
    /// </summary>
    public bool IsPublic { get; init; }

    /// <summary>What a delivery of it is complete for.</summary>
    public DeliveryScope Covers { get; init; } = DeliveryScope.Rows;

    /// <summary>How many per cent of the known rows that a delivery covers it may withdraw at once; a delivery that lacks more is taken for broken.</summary>
    public int MostWithdrawn { get; init; } = 10;

    /// <summary>Name of the fact table in schema <c>facts</c>.</summary>
    public string TableName => Id.Replace('-', '_');

    /// <summary>What a measure counts, by one name in all data sets that have it: for disclosure control.</summary>
    public string FigureOf(string measure) => FindMeasure(measure)?.SameAs ?? $"{Id}.{measure}";

    /// <summary>The measure with a name, or null.</summary>
    public Measure? FindMeasure(string name) => Measures.FirstOrDefault(m => m.Name == name);
}

/// <summary>One measure of a data set.</summary>
/// <param name="Name">Column name: lower case letters, digits, underscores.</param>
/// <param name="Unit">Unit as in the unit list of the formula language (persons, days, kt, GWh, km, EUR, percent …).</param>
/// <param name="Additive">Whether it may be summed over areas (counts, sums: true; rates, indices: false).</param>
public sealed record Measure(string Name, string Unit, bool Additive)
{
    /// <summary>The same figure of another data set, as <c>case-decisions.decided</c>: what is hidden of one is hidden of the other.</summary>
    public string? SameAs { get; init; }
}

/// <summary>A further key column of a data set, with the member that stands for the total.</summary>
/// <param name="Name">Column name, for example sex.</param>
/// <param name="Total">The member that is the total over all others (for example total), or null where the parts must be summed.</param>
public sealed record Breakdown(string Name, string? Total)
{
    /// <summary>Members that stand in no total (staff who were transferred, among reasons for leaving).</summary>
    public IReadOnlyList<string> Apart { get; init; } = [];
}

/// <summary>
/// A municipal division: either as it was in each period, or fixed to the division of one date.
/// Written <c>as-was</c>, <c>2015-01-01</c> or <c>current</c>.
/// </summary>
public readonly record struct Division(DateOnly? FixedTo)
{
    /// <summary>Each figure follows the division of its own period.</summary>
    public static readonly Division AsWas = new(null);

    /// <summary>The text form: <c>as-was</c> or the date.</summary>
    public override string ToString() => FixedTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "as-was";

    /// <summary>Reads <c>as-was</c>, a date, or <c>current</c>, which is the division of <paramref name="current"/>.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Division Parse(string text, DateOnly current) => text switch
    {
        "as-was" => AsWas,
        "current" => new Division(current),
        _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new Division(date)
            : throw new FormatException($"'{text}' is not a municipal division; write current, as-was or a date such as 2015-01-01."),
    };
}
