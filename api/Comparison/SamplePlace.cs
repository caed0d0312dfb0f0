namespace Insight.Api.Comparison;

/// <summary>
/// Where a number of a sample stands: <c>denominator</c> of the indicator itself, <c>survey-response-rate.denominator</c> of another one, or that with members of its
/// breakdowns, <c>survey-response-rate.denominator[survey=work-wellbeing]</c>.
/// </summary>
/// <param name="Indicator">Id of the other indicator; null for the indicator itself.</param>
/// <param name="IsNumerator">Whether it is above the line.</param>
/// <param name="Members">Members by breakdown.</param>
internal sealed record SamplePlace(string? Indicator, bool IsNumerator, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>Reads what the check of definitions has let pass.</summary>
    public static SamplePlace Read(string text)
    {
        var parts = text.TrimEnd(']').Split('[');
        var names = parts[0].Split('.');
        var members = parts.Length == 1 ? [] : parts[1].Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new(names.Length == 1 ? null : names[0], names[^1] == Insight.Indicators.Definitions.Variation.Numerator, members);
    }
}
