namespace Insight.Api.Forecasts;

/// <summary>The texts of the page of a backtest.</summary>
internal sealed record BacktestWords(
    string Title, string Lead, string Error, string ErrorLead, string Ahead, string Count, string Method, string Naive, string PoolError, string AreaError, string Skill,
    string Coverage, string CoverageLead, string Nominal, string Fan, string FanLead, string Period, string Came, string Expected, string Interval, string Residuals,
    string ResidualLead, string Noise, string NoNoise, string Lag, string Correlation, string Downloads, string Synthetic, string NoFan, string Publication)
{
    /// <summary>The texts in a language.</summary>
    public static BacktestWords In(string language) => language switch
    {
        "sv" => Swedish,
        "en" => English,
        _ => Finnish,
    };

    private static readonly BacktestWords Finnish = new(
        "Miten ennusteet olisivat osuneet", "Ennusteet on tehty uudelleen niin kuin aiemmat jaksot olisivat olleet viimeiset tunnetut, ja niitä on verrattu siihen, mitä tuli.",
        "Virhe ennustematkan mukaan", "Keskivirhe alueen luvuissa; vertailukohtana (viime vuoden) viimeisen luvun toistaminen.", "Jaksoja eteenpäin", "Vertailuja", "Menetelmä",
        "Toisto", "Kaikkien alueiden virhe (tavanomaisina muutoksina)", "Alueen virhe", "Hyöty toistoon nähden", "Ennustevälien osuvuus", "Kuinka moni toteutunut luku sadasta osui väliin, joka laskettiin ilman niitä.",
        "Luvattu", "Aiemmat ennusteet ja mitä tuli", "Varjostus: 80 ja 95 tapausta sadasta.", "Jakso", "Toteutui", "Ennuste", "Väli", "Jääkö virheisiin säännöllisyyttä",
        "Yhden jakson päähän tehtyjen ennusteiden virheiden autokorrelaatiot alueen omasta sarjasta.", "Virheet näyttävät kohinalta.", "Virheet riippuvat toisistaan: sarjasta voisi vielä oppia jotakin.",
        "Viive", "Autokorrelaatio", "Lataa", "Luvut on keksitty esittelyä varten.", "Menneitä ennusteita on liian vähän kuvaan.", "Julkaisu");

    private static readonly BacktestWords Swedish = new(
        "Hur prognoserna hade träffat", "Prognoserna har gjorts på nytt som om tidigare perioder hade varit de senast kända, och jämförts med det som kom.",
        "Fel efter prognosens längd", "Medelfel i områdets tal; jämförs med att upprepa det senaste (fjolårets) talet.", "Perioder framåt", "Jämförelser", "Metod",
        "Upprepning", "Alla områdens fel (i vanliga förändringar)", "Områdets fel", "Nytta mot upprepning", "Hur intervallen höll", "Hur många av hundra utfall som låg i intervall som beräknades utan dem.",
        "Utlovat", "Tidigare prognoser och vad som kom", "Skuggning: 80 och 95 fall av hundra.", "Period", "Utfall", "Prognos", "Intervall", "Finns det regelbundenhet kvar i felen",
        "Autokorrelationer för fel i prognoser en period framåt ur områdets egen serie.", "Felen ser ut som brus.", "Felen hänger ihop: serien kunde ännu lära något.",
        "Fördröjning", "Autokorrelation", "Ladda ner", "Talen är påhittade för demonstration.", "Tidigare prognoser är för få för en bild.", "Publicering");

    private static readonly BacktestWords English = new(
        "How forecasts would have done", "Forecasts were made again as if earlier periods had been the last known ones, and compared with what came.",
        "Error by periods ahead", "Mean error in the area’s figures, against repeating the last (or last year’s) figure.", "Periods ahead", "Compared", "Method",
        "Repeating", "Error of all areas (in usual changes)", "Error of the area", "Gain over repeating", "How often intervals held", "How many of a hundred outcomes lay within intervals that were computed without them.",
        "Promised", "Past forecasts and what came", "Shading: 80 and 95 cases of a hundred.", "Period", "Came", "Forecast", "Interval", "Is there any regularity left in the errors",
        "Autocorrelations of the errors of forecasts one period ahead, from the area’s own series.", "The errors look like noise.", "The errors hang together: something could still be learnt from the series.",
        "Lag", "Autocorrelation", "Download", "The figures are invented for demonstration.", "There are too few past forecasts for a picture.", "Publication");
}
