using System.Text.RegularExpressions;

namespace Insight.Etl.Sources.Cases;

/// <summary>
/// The number of a case in a register: <c>427/00.01.02.01/2023</c> (running number, task class, year; Dynasty) or <c>HOLDno-2020-655</c> (abbreviation of the
/// municipality, year, running number; CaseM), which has no class.
/// </summary>
/// <param name="TaskClass">Class of the task plan within the number, or null.</param>
/// <param name="Year">Year in which the case was opened.</param>
internal sealed partial record DiaryNumber(string? TaskClass, int Year)
{
    /// <summary>What a number should look like, for messages.</summary>
    public const string Expectation = "427/00.01.02.01/2023 or HOLDno-2020-655 expected";

    /// <summary>Reads a number; null where it has neither form.</summary>
    public static DiaryNumber? Parse(string text)
    {
        if (Dynasty().Match(text) is { Success: true } dynasty)
        {
            return new(dynasty.Groups["class"].Value, YearOf(dynasty));
        }

        return CaseM().Match(text) is { Success: true } caseM ? new(null, YearOf(caseM)) : null;
    }

    private static int YearOf(Match match) => int.Parse(match.Groups["year"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{1,6}/(?<class>[0-9]{2}(?:\.[0-9]{2}){1,4})/(?<year>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Dynasty();

    /// <summary>The abbreviation ends in a D of its own or not: HOLDno is written so, and HOLdno too.</summary>
    [GeneratedRegex("^[A-ZÅÄÖ]{2,6}[Dd]no-(?<year>[0-9]{4})-[0-9]{1,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex CaseM();
}
