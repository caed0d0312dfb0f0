using System.Globalization;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>Reads dates as 2.1.2025, 02.01.2025 or 2025-01-02.</summary>
public static class DateText
{
    /// <summary>What a date should look like, for messages.</summary>
    public const string Expectation = "a day between 1900 and 2099 as 31.12.2025 or 2025-12-31 expected";

    private static readonly string[] Forms = ["d.M.yyyy", "yyyy-MM-dd"];

    /// <summary>The day that the text is; false where it is none, does not exist in the calendar, or lies outside 1900–2099.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1900 and <= 2099;
}
