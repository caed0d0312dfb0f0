namespace Insight.Indicators.Forecasting.Questions;

/// <summary>The request cannot be met as it stands: the caller's error, with the place and the remedy.</summary>
/// <param name="code">Stable kebab-case code, such as unknown-indicator or bad-parameter.</param>
/// <param name="place">Field of the request that is at fault.</param>
/// <param name="value">What it held.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="suggestions">Values that would work, best first.</param>
public sealed class ForecastRefusal(string code, string place, string? value, string message, IReadOnlyList<string>? suggestions = null)
    : FormatException(message)
{
    /// <summary>Stable kebab-case code.</summary>
    public string Code => code;

    /// <summary>Field of the request that is at fault.</summary>
    public string Place => place;

    /// <summary>What it held.</summary>
    public string? Value => value;

    /// <summary>Values that would work, best first.</summary>
    public IReadOnlyList<string> Suggestions => suggestions ?? [];
}
