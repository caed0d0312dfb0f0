using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>Periods and days in words: tammikuussa 2026, vuoden 2025 ensimmäiseltä neljännekseltä, för december 2018, 15 January 2026.</summary>
/// <param name="In">When: vuonna 2018, år 2018, in 2018.</param>
/// <param name="For">Of when, said of a figure: vuodelta 2018, för år 2018, for 2018.</param>
/// <param name="Of">Genitive before a noun; in Swedish and English the same as <paramref name="For"/>.</param>
/// <param name="Name">As a heading: 2018, joulukuu 2018, December 2018.</param>
public sealed record PeriodWords(string In, string For, string Of, string Name)
{
    private static readonly string[] FinnishMonths =
        ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"];

    private static readonly string[] FinnishOrdinals = ["ensimmäise", "toise", "kolmanne", "neljänne"];

    private static readonly string[] SwedishMonths =
        ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

    private static readonly string[] SwedishOrdinals = ["första", "andra", "tredje", "fjärde"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] EnglishOrdinals = ["first", "second", "third", "fourth"];

    /// <summary>A period in the words of a language.</summary>
    public static PeriodWords Write(Period period, NarrativeLanguage language)
    {
        var year = period.CalendarYear.ToString(CultureInfo.InvariantCulture);
        var part = period.PositionInYear - 1;
        return language.Id switch
        {
            "fi" => Finnish(period.Frequency, year, part),
            "sv" => Swedish(period.Frequency, year, part),
            _ => English(period.Frequency, year, part),
        };
    }

    /// <summary>A day: 15.1.2026 in Finnish and Swedish, 15 January 2026 in English.</summary>
    public static string Day(DateOnly day, NarrativeLanguage language) => language == NarrativeLanguage.English
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Day}{NarrativeLanguage.NoBreakSpace}{EnglishMonths[day.Month - 1]} {day.Year}")
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day}.{day.Month}.{day.Year}");

    private static PeriodWords Finnish(Frequency frequency, string year, int part)
    {
        if (frequency == Frequency.Annual)
        {
            return new($"vuonna {year}", $"vuodelta {year}", $"vuoden {year}", year);
        }

        if (frequency == Frequency.Quarterly)
        {
            var (ordinal, vowel) = (FinnishOrdinals[part], part is 0 or 3 ? 'ä' : 'a');
            return new(
                $"vuoden {year} {ordinal}ll{vowel} neljänneksellä",
                $"vuoden {year} {ordinal}lt{vowel} neljännekseltä",
                $"vuoden {year} {ordinal}n neljänneksen",
                $"vuoden {year} {part + 1}. neljännes");
        }

        var month = FinnishMonths[part] + "kuu";
        return new($"{month}ssa {year}", $"{month}lta {year}", $"{month}n {year}", $"{month} {year}");
    }

    private static PeriodWords Swedish(Frequency frequency, string year, int part) => frequency switch
    {
        Frequency.Annual => new($"år {year}", $"för år {year}", $"för år {year}", year),
        Frequency.Quarterly => new(
            $"under {SwedishOrdinals[part]} kvartalet {year}", $"för {SwedishOrdinals[part]} kvartalet {year}",
            $"för {SwedishOrdinals[part]} kvartalet {year}", $"{SwedishOrdinals[part]} kvartalet {year}"),
        _ => new($"i {SwedishMonths[part]} {year}", $"för {SwedishMonths[part]} {year}", $"för {SwedishMonths[part]} {year}", $"{SwedishMonths[part]} {year}"),
    };

    private static PeriodWords English(Frequency frequency, string year, int part)
    {
        var name = frequency switch
        {
            Frequency.Annual => year,
            Frequency.Quarterly => $"the {EnglishOrdinals[part]} quarter of {year}",
            _ => $"{EnglishMonths[part]} {year}",
        };
        return new($"in {name}", $"for {name}", $"for {name}", name);
    }
}
