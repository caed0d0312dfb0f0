using System.Globalization;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Forecasting.Documents;

/// <summary>What is expected, how sure that is and how good past forecasts were: plain sentences, numbers written as the language does.</summary>
internal static class ForecastWords
{
    private const string Minus = "−";

    /// <summary>Sentences by language; empty where there is no forecast.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(
        ForecastQuestion question, Area area, IReadOnlyList<ForecastRow> rows, LastValue? last, PoolDocument? past, double? usualError, TargetDocument? target)
    {
        string[] languages = ["fi", "sv", "en"];
        return languages.ToDictionary(
            language => language,
            language => (IReadOnlyList<string>)(rows.Count == 0 ? [] : [.. Sentences(language, new Facts(question, area, rows, last, past, usualError), target)]));
    }

    private static IEnumerable<string> Sentences(string language, Facts facts, TargetDocument? target)
    {
        yield return Expected(language, facts);
        yield return Sure(language, facts);
        yield return Past(language, facts);
        if (target is not null)
        {
            yield return TargetWords.Of(language, target, value => facts.Number(value, language));
        }
    }

    private static string Expected(string language, Facts facts)
    {
        var (end, unit) = (facts.Rows[^1], facts.Question.Indicator.Unit[language]);
        var (value, period, name) = (facts.Number(end.Value, language), Period(end.Period, language), facts.Area.Name(language));
        var known = facts.Last is { } last ? (facts.Number(last.Value, language), Period(last.Period, language)) : ((string, string)?)null;
        return language switch
        {
            "fi" => $"{name}: odotettu luku {period} on {value} {unit}" + (known is { } k ? $"; viimeisin julkaistu luku on {k.Item1} ({k.Item2})." : "."),
            "sv" => $"{name}: det väntade talet {period} är {value} {unit}" + (known is { } k ? $"; det senast publicerade talet är {k.Item1} ({k.Item2})." : "."),
            _ => $"{name}: the expected figure in {period} is {value} {unit}" + (known is { } k ? $"; the last published one is {k.Item1} ({k.Item2})." : "."),
        };
    }

    private static string Sure(string language, Facts facts)
    {
        var interval = facts.Rows[^1].Intervals[0];
        var (cases, low, high) = (Math.Round(interval.Level * 100), facts.Number(interval.Lower, language), facts.Number(interval.Upper, language));
        var level = cases.ToString(CultureInfo.InvariantCulture);
        return language switch
        {
            "fi" => $"Luku on silloin {level} tapauksessa sadasta välillä {low} – {high}, jos tulevat vuodet poikkeavat ennusteista niin kuin menneet.",
            "sv" => $"Talet ligger då i {level} fall av hundra mellan {low} och {high}, om kommande år avviker från prognoserna så som tidigare.",
            _ => $"It then lies between {low} and {high} in {level} cases of a hundred, if the coming years differ from forecasts as past ones did.",
        };
    }

    private static string Past(string language, Facts facts)
    {
        if (facts.Past is not { Horizons.Count: > 0, Skill: { } skill } || facts.UsualError is not { } usual)
        {
            return language switch
            {
                "fi" => "Menneitä ennusteita ei voitu kokeilla, joten osuvuutta ei tiedetä.",
                "sv" => "Tidigare prognoser kunde inte prövas, så träffsäkerheten är okänd.",
                _ => "Past forecasts could not be tried, so it is not known how good they are.",
            };
        }

        var (error, share) = (facts.Number(usual, language), Percent(Math.Abs(skill), language));
        if (Math.Round(skill * 100) == 0.0)
        {
            return language switch
            {
                "fi" => $"Näin pitkät ennusteet erehtyivät menneisyydessä keskimäärin noin {error}, yhtä paljon kuin {(facts.IsSeasonal ? "viime vuoden" : "viimeisen")} luvun toistaminen.",
                "sv" => $"Så långa prognoser avvek tidigare i medeltal ungefär {error}, lika mycket som om {(facts.IsSeasonal ? "fjolårets" : "det senaste")} talet upprepas.",
                _ => $"Forecasts this far ahead were wrong by about {error} on average, as much as repeating {(facts.IsSeasonal ? "last year’s" : "the last")} figure.",
            };
        }

        var better = skill >= 0.0;
        return language switch
        {
            "fi" => $"Näin pitkät ennusteet erehtyivät menneisyydessä keskimäärin noin {error}; virhe oli kaikkiaan {share} {(better ? "pienempi" : "suurempi")} kuin {(facts.IsSeasonal ? "viime vuoden" : "viimeisen")} luvun toistamalla.",
            "sv" => $"Så långa prognoser avvek tidigare i medeltal ungefär {error}; felet var totalt {share} {(better ? "mindre" : "större")} än om {(facts.IsSeasonal ? "fjolårets" : "det senaste")} talet upprepas.",
            _ => $"Forecasts this far ahead were wrong by about {error} on average; over all horizons the error was {share} {(better ? "smaller" : "larger")} than that of repeating {(facts.IsSeasonal ? "last year’s" : "the last")} figure.",
        };
    }

    private static string Percent(double share, string language) =>
        Math.Round(share * 100).ToString(CultureInfo.InvariantCulture) + (language == "en" ? "%" : "\u00a0%");

    /// <summary>2025; 12/2019 in Finnish and Swedish, 2019-12 in English; quarters as they are.</summary>
    private static string Period(string period, string language) =>
        language != "en" && period.Length == 7 && period[5] != 'Q' ? $"{period[5..].TrimStart('0')}/{period[..4]}" : period;

    private sealed record Facts(ForecastQuestion Question, Area Area, IReadOnlyList<ForecastRow> Rows, LastValue? Last, PoolDocument? Past, double? UsualError)
    {
        public bool IsSeasonal => Question.Slice.Frequency != Warehouse.Periods.Frequency.Annual;

        /// <summary>With the indicator’s decimals.</summary>
        public string Number(double value, string language)
        {
            var text = Math.Abs(value).ToString("N" + Question.Indicator.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var sign = value < 0 && text.Any(c => c is >= '1' and <= '9') ? Minus : "";
            return sign + (language == "en" ? text : text.Replace(',', '\u00a0').Replace('.', ','));
        }
    }
}
