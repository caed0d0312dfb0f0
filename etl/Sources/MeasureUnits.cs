namespace Insight.Etl.Sources;

/// <summary>Units that a measure may have, and which of them never add up over areas.</summary>
public static class MeasureUnits
{
    /// <summary>All units, by the words that source.yml uses.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "persons", "days", "person-years", "spells", "vacancies", "kt", "t", "kg", "GWh", "MWh", "million-km", "km", "EUR",
        "percent", "per-1000", "index", "points", "items", "hours",
    ];

    /// <summary>Units of rates and scores: a sum over areas means nothing.</summary>
    public static readonly IReadOnlyList<string> NeverAdditive = ["percent", "per-1000", "index", "points"];
}
