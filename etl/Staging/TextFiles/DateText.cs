using System.Globalization;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>Reads dates as 2.1.2025, 02.01.2025 or 2025-01-02.</summary>
public static class DateText
{
    /// <summary>What a date should look like, for messages.</summary>
    public const string Expectation = "a day between 1900 and 2099 as 31.12.2025 or 2025-12-31 expected";

    private const string Iso = "yyyy-MM-dd";

    /// <summary>How Finnish systems write days, beside 2025-12-31.</summary>
    public static readonly IReadOnlyList<string> Usual = ["d.M.yyyy"];

    /// <summary>What a date of given forms should look like, for messages.</summary>
    public static string ExpectationOf(IReadOnlyList<string> forms) =>
        ReferenceEquals(forms, Usual) ? Expectation : $"a day between 1900 and 2099 as {string.Join(" or ", forms)} or 2025-12-31 expected";

    /// <summary>The day that the text is; false where it is none, does not exist in the calendar, or lies outside 1900–2099.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly day) => TryParse(text, Usual, out day);

    /// <summary>The day that the text is, in one of the forms or as 2025-12-31; false where it is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, IReadOnlyList<string> forms, out DateOnly day)
    {
        text = text.Trim();
        day = default;
        var isDay = false;
        for (var i = -1; i < forms.Count && !isDay; i++)
        {
            isDay = DateOnly.TryParseExact(text, i < 0 ? Iso : forms[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        }

        return isDay && day.Year is >= 1900 and <= 2099;
    }
}
