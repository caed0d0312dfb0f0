namespace Insight.Indicators.Forecasting.Documents;

/// <summary>What the engine says, told in three languages.</summary>
internal static class Notes
{
    private static readonly Dictionary<string, (string Fi, string Sv, string En)> Texts = new(StringComparer.Ordinal)
    {
        ["break"] = ("Sarjassa on katkos: sitä edeltäviä lukuja ei käytetty.", "Serien har ett avbrott: tal före det användes inte.", "The series has a break: figures before it were not used."),
        ["gap"] = ("Sarjassa on pitkä aukko: sitä edeltäviä lukuja ei käytetty.", "Serien har en lång lucka: tal före den användes inte.", "The series has a long gap: figures before it were not used."),
        ["missing"] = ("Sarjasta puuttuu lukuja.", "Det saknas tal i serien.", "Figures are missing in the series."),
        ["provisional"] = ("Viimeisimmät luvut ovat ennakkotietoja, jotka voivat tarkentua.", "De senaste talen är preliminära och kan ändras.", "The latest figures are provisional and may be revised."),
        ["step"] = ("Sarjassa on poikkeuksellisen suuri hyppäys. Jos aluejako tai määritelmä muuttui, merkitse katkos.", "Serien har ett ovanligt stort hopp. Om områdesindelningen eller definitionen ändrades, märk ut ett avbrott.", "The series has an unusually large step. If borders or the definition changed there, mark a break."),
        ["short"] = ("Sarja on lyhyt, joten ennuste on epävarmempi kuin sen väli näyttää.", "Serien är kort, så prognosen är osäkrare än intervallet visar.", "The series is short, so the forecast is less sure than its interval shows."),
        ["old-origin"] = ("Uudempia lukuja on liian vähän pitkän aukon jälkeen; ennuste alkaa sitä edeltävän jakson lopusta.", "Det finns för få nyare tal efter en lång lucka; prognosen börjar där serien före den slutar.", "There are too few newer figures after a long gap; the forecast starts where the series before it ends."),
        ["synthetic"] = ("Luvut on keksitty esittelyä varten.", "Talen är påhittade för demonstration.", "The figures are invented for demonstration."),
        ["scenario"] = ("Tämä on laskelma ehdolla, jonka kysyjä asetti, ei odotus.", "Detta är en beräkning under ett villkor som frågeställaren satte, ingen förväntan.", "This is a calculation under a condition set by whoever asked, not an expectation."),
        ["not-coherent"] = ("Alue ennustettiin omasta sarjastaan, joten se ei välttämättä ole jäsentensä summa.", "Området prognostiserades ur sin egen serie och är inte nödvändigtvis summan av sina medlemmar.", "The area was forecast from its own series and need not be the sum of its members."),
        ["asked"] = ("Menetelmä on se, jota pyydettiin.", "Metoden är den som begärdes.", "The method is the one asked for."),
        ["bottom-up"] = ("Alue on jäsentensä ennusteiden summa.", "Området är summan av medlemmarnas prognoser.", "The area is the sum of its members’ forecasts."),
        ["pooled"] = ("Menetelmien keskiarvo; monen alueen sarjat opettavat toisiaan.", "Ett medeltal av metoder; serier från många områden lär av varandra.", "A mean of methods; the series of many areas teach each other."),
        ["alone"] = ("Sarjan omien menetelmien keskiarvo; sarjoja on liian vähän opettamaan toisiaan.", "Ett medeltal av metoder för enskilda serier; serierna är för få för att lära av varandra.", "A mean of methods for single series; there are too few series to teach each other."),
        ["no-gain"] = ("Automaattinen valinta erehtyi menneisyydessä enemmän kuin viimeisimmän (tai viime vuoden) luvun toistaminen, joten luku toistetaan.", "Det automatiska valet avvek tidigare mer än om det senaste (eller fjolårets) talet upprepas, så talet upprepas.", "The automatic choice erred more in the past than repeating the last (or last year’s) figure, so that is repeated."),
        ["too-short"] = ("Sarja on liian lyhyt menetelmälle, joten viimeinen luku jatkuu.", "Serien är för kort för metoden, så det senaste talet fortsätter.", "The series is too short for the method, so the last figure carries on."),
        ["constant"] = ("Sarja ei vaihtele, joten viimeinen luku jatkuu.", "Serien varierar inte, så det senaste talet fortsätter.", "The series does not vary, so the last figure carries on."),
        ["out-of-range"] = ("Sarjan lukuja ei voi mallintaa, joten viimeinen luku jatkuu.", "Seriens tal kan inte modelleras, så det senaste talet fortsätter.", "The series cannot be modelled, so the last figure carries on."),
        ["no-values"] = ("Alueella ei ole lukuja, joista ennustaa.", "Området har inga tal att göra en prognos av.", "The area has no figures to forecast from."),
        ["few-rehearsals"] = ("Menneitä ennusteita on liian vähän todennäköisyyden arviointiin.", "Tidigare prognoser är för få för att bedöma sannolikheten.", "There are too few past forecasts to judge a probability by."),
        ["intervals-failed"] = ("Menneet ennustevälit eivät pitäneet, joten todennäköisyyttä ei anneta.", "Tidigare prognosintervall höll inte, så ingen sannolikhet ges.", "Past intervals did not hold, so no probability is given."),
        ["definition-differs"] = ("Tavoite on asetettu määritelmän toisella versiolla, joten todennäköisyyttä ei anneta.", "Målet har satts enligt en annan version av definitionen, så ingen sannolikhet ges.", "The target was set by another version of the definition, so no probability is given."),
        ["break-since-baseline"] = ("Sarja katkeaa tavoitteen lähtövuoden jälkeen, joten todennäköisyyttä ei anneta.", "Serien bryts efter målets utgångsår, så ingen sannolikhet ges.", "The series breaks after the target’s baseline, so no probability is given."),
        ["revised-values"] = ("Menneet ennusteet on laskettu luvuista, joita on voitu tarkentaa myöhemmin; asOf rajaa ne siihen, mitä silloin oli julkaistu.", "De tidigare prognoserna är beräknade på tal som kan ha reviderats senare; asOf begränsar dem till vad som då var publicerat.", "Past forecasts were made from figures that may have been revised since; asOf limits them to what had been published then."),
        ["too-far"] = ("Näin kaukaisia ennusteita ei ole voitu kokeilla menneisyydessä, joten todennäköisyyttä ei anneta.", "Prognoser så långt fram har inte kunnat prövas, så ingen sannolikhet ges.", "Forecasts this far ahead could not be tried on the past, so no probability is given."),
    };

    /// <summary>Reservation on every backtest of published values.</summary>
    public static ForecastNote Revised(string publication) => Of("revised-values", $"values as in publication {publication}");

    /// <summary>The note with a code.</summary>
    public static ForecastNote Of(string code, string? detail = null)
    {
        var (fi, sv, en) = Texts[code];
        return new ForecastNote(code, new Dictionary<string, string> { ["fi"] = fi, ["sv"] = sv, ["en"] = en }, detail);
    }

    /// <summary>A warning of the engine, whose code stands before a colon (after the member's id, for aggregates).</summary>
    public static ForecastNote OfWarning(string warning)
    {
        var code = warning.Split(": ").FirstOrDefault(Texts.ContainsKey);
        return Of(code ?? (warning.StartsWith("no value", StringComparison.Ordinal) ? "no-values" : "missing"), warning);
    }

    /// <summary>Why a method was used.</summary>
    public static ForecastNote OfReason(string method, string? reason) => reason switch
    {
        null => Of(method == "bottom-up" ? "bottom-up" : "asked"),
        _ when method == "none" => Of("no-values", reason),
        _ when reason.StartsWith("no gain", StringComparison.Ordinal) => Of("no-gain", reason),
        _ when method == "bottom-up" => Of("bottom-up", reason),
        _ when reason.Contains("too short", StringComparison.Ordinal) && method == "naive" => Of("too-short", reason),
        _ when (reason.Contains("constant:", StringComparison.Ordinal) || reason.Contains("zeros:", StringComparison.Ordinal)) && method == "naive" => Of("constant", reason),
        _ when reason.Contains("out of range", StringComparison.Ordinal) && method == "naive" => Of("out-of-range", reason),
        _ when reason.Contains("too few to share", StringComparison.Ordinal) => Of("alone", reason),
        _ when reason.Contains("share parameters", StringComparison.Ordinal) => Of("pooled", reason),
        _ => Of("asked", reason),
    };
}
