namespace Insight.Indicators.Explanations;

/// <summary>Sentences in Finnish.</summary>
internal static class Finnish
{
    public static readonly Phrases Phrases = new()
    {
        Language = "fi",
        Numbers = Explanations.Phrases.Format(",", "\u00a0"),
        Value = "Arvo = {0}.",
        Published = "Arvo on tuottajan julkaisema luku sellaisenaan: {0}.",
        Weighted = "Arvo on tuottajan julkaisema suhdeluku: {0}.",
        Median = "Arvo on mediaani: puolet tapauksista jää tähän tai sen alle ({0}).",
        Percentile = "Arvo on raja, johon tai jonka alle jää {1}\u00a0% tapauksista ({0}).",
        RollingSum = "Jokainen luku on {0} summa; jos yksikin jakso puuttuu, arvoa ei ole.",
        RollingMean = "Jokainen luku on {0} keskiarvo; jos yksikin jakso puuttuu, arvoa ei ole.",
        RollingCases = "Mukana ovat {0} tapaukset; jos yksikin jakso puuttuu, arvoa ei ole.",
        CumulativeSum = "Luvut lasketaan yhteen vuoden alusta alkaen; jos yksikin jakso puuttuu, arvoa ei ole.",
        CumulativeMean = "Luvut ovat keskiarvoja vuoden alusta alkaen; jos yksikin jakso puuttuu, arvoa ei ole.",
        Lag = "Luku on aiemmalta jaksolta: {0}.",
        ChangeFromSpan = "Tästä vähennetään vastaava arvo {0}.",
        ChangeFromBase = "Tästä vähennetään jakson {0} arvo.",
        InPercent = "Erotus ilmoitetaan prosentteina aiemmasta arvosta.",
        Index = "Arvo on indeksi: jakson {0} arvo on 100.",
        SumOfMembers = "Kuntaryhmän luku on jäsenkuntien lukujen summa.",
        RatioOfMembers = "Kuntaryhmässä jäsenkuntien luvut lasketaan ensin yhteen ja jaetaan vasta sitten; osuuksista ei oteta keskiarvoa.",
        WeightedMembers = "Kuntaryhmän luku on arvio: jäsenkuntien suhdeluvut painotetaan (paino: {0}).",
        PooledCases = "Kuntaryhmän luku lasketaan kaikkien jäsenkuntien tapauksista yhdessä.",
        PooledRates = "Kuntaryhmän muutos lasketaan ryhmän omista luvuista, ei jäsenten muutosten keskiarvona.",
        NotAggregable = "Kuntaryhmällä on luku vain, jos tuottaja julkaisee sen; kuntien luvuista sitä ei voi laskea.",
        AllMembers = "Jos yhdeltäkin jäsenkunnalta puuttuu tieto, ryhmällä ei ole lukua.",
        YearSum = "Vuosiluku on vuoden jaksojen summa; kaikki jaksot tarvitaan.",
        YearMean = "Vuosiluku on vuoden jaksojen keskiarvo; kaikki jaksot tarvitaan.",
        YearMeanOfRatio = "Vuosiluvussa jaettava ja jakaja ovat kumpikin vuoden jaksojen keskiarvoja; kaikki jaksot tarvitaan.",
        YearOfCases = "Vuosiluku lasketaan koko vuoden tapauksista; kaikki jaksot tarvitaan.",
        Except = "paitsi",
        Before = span => Explanations.Phrases.Spelt(span, "vuotta aiemmin", "{0} vuotta aiemmin", "kuukautta aiemmin", "{0} kuukautta aiemmin"),
        Last = span => Explanations.Phrases.Spelt(span, "viimeisen vuoden", "viimeisten {0} vuoden", "viimeisen kuukauden", "viimeisten {0} kuukauden"),
    };
}
