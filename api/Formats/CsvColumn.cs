using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>A column of the CSV.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Query">The question.</param>
/// <param name="Labels">Words.</param>
internal sealed record CsvColumn(string Name, ValuesQuery Query, Labels Labels)
{
    private bool IsNumber => Name is "value" or "numerator" or "denominator";

    private bool IsFlag => Name is "break" or "synthetic";

    /// <summary>Whether it tells rows apart. With names asked for, breakdowns hold names.</summary>
    public bool IsKey => Name is "indicator" or "area" or "period" || (Query.Breakdowns.Contains(Name) && Query.Indicators.All(i => i.Indicator.Breakdowns.Contains(Name)));

    /// <summary>Its type in CSV on the Web.</summary>
    public string WebType => IsNumber ? "double" : IsFlag ? "boolean" : "string";

    /// <summary>Its type in a Data Package.</summary>
    public string PackageType => IsNumber ? "number" : IsFlag ? "boolean" : "string";

    /// <summary>What it holds.</summary>
    public string Description => Name switch
    {
        "value" => string.Join("; ", Query.Indicators.Select(i => $"{Labels.Pick(i.Indicator.Names)} ({Labels.Pick(i.Indicator.Unit)})")),
        _ when Query.Breakdowns.Contains(Name) => Labels.Breakdown(Name),
        _ => Labels.Word(Name),
    };
}
