using System.Globalization;
using Insight.Indicators.Formulas;

namespace Insight.Indicators.Explanations;

/// <summary>The sentences of one language from which an explanation is put together. Places in braces take words of the formula.</summary>
internal sealed record Phrases
{
    public required string Language { get; init; }

    /// <summary>Culture of numbers: 1 000 or 1,000; 0,5 or 0.5.</summary>
    public required NumberFormatInfo Numbers { get; init; }

    public required string Value { get; init; }

    public required string Published { get; init; }

    public required string Weighted { get; init; }

    public required string Median { get; init; }

    public required string Percentile { get; init; }

    public required string RollingSum { get; init; }

    public required string RollingMean { get; init; }

    public required string RollingCases { get; init; }

    public required string CumulativeSum { get; init; }

    public required string CumulativeMean { get; init; }

    public required string Lag { get; init; }

    public required string ChangeFromSpan { get; init; }

    public required string ChangeFromBase { get; init; }

    public required string InPercent { get; init; }

    public required string Index { get; init; }

    public required string SumOfMembers { get; init; }

    public required string RatioOfMembers { get; init; }

    public required string WeightedMembers { get; init; }

    public required string PooledCases { get; init; }

    public required string PooledRates { get; init; }

    public required string NotAggregable { get; init; }

    public required string AllMembers { get; init; }

    public required string YearSum { get; init; }

    public required string YearMean { get; init; }

    public required string YearMeanOfRatio { get; init; }

    public required string YearOfCases { get; init; }

    public required string Except { get; init; }

    /// <summary>A figure a span before, after the figure's name.</summary>
    public required Func<PeriodSpan, string> Before { get; init; }

    /// <summary>The last so many periods, as they stand in the sentences on windows.</summary>
    public required Func<PeriodSpan, string> Last { get; init; }

    /// <summary>All languages.</summary>
    public static readonly IReadOnlyList<Phrases> All = [Finnish.Phrases, Swedish.Phrases, English.Phrases];

    /// <summary>A span in whole years where it has them, else in months, in the words of a language for one and for several.</summary>
    public static string Spelt(PeriodSpan span, string year, string years, string month, string months)
    {
        var (count, one, several) = span.Months % 12 == 0 ? (span.Months / 12, year, years) : (span.Months, month, months);
        return count == 1 ? one : string.Format(CultureInfo.InvariantCulture, several, count);
    }

    /// <summary>A number format with its separators.</summary>
    public static NumberFormatInfo Format(string decimals, string groups) =>
        new() { NumberDecimalSeparator = decimals, NumberGroupSeparator = groups, NegativeSign = "−" };
}
