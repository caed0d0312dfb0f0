using System.Text.Json;
using System.Text.Json.Nodes;
using Insight.Api.Requests;
using Insight.Indicators.Comparison;

namespace Insight.Api.Comparison;

/// <summary>Words for people beside the codes of answers, in fi, sv and en.</summary>
public static class ComparisonWords
{
    private static readonly Dictionary<string, Dictionary<string, string>> Texts = new(StringComparer.Ordinal)
    {
        [Code(Verdict.Clear)] = Text("selvä muutos", "tydlig förändring", "clear change"),
        [Code(Verdict.Possible)] = Text("mahdollinen muutos", "möjlig förändring", "possible change"),
        [Code(Verdict.UsualVariation)] = Text("tavanomaista vaihtelua", "vanlig variation", "usual variation"),
        ["revision"] = Text("tarkistus, ei muutos", "en revidering, ingen förändring", "a revision, not a change"),
        [Code(Verdict.NotAssessable)] = Text("ei arvioitavissa", "kan inte bedömas", "cannot be assessed"),
        [Code(TargetOutcome.Achieved)] = Text("saavutettu", "uppnått", "achieved"),
        [Code(TargetOutcome.OnTrack)] = Text("aikataulussa", "enligt tidtabell", "on track"),
        [Code(TargetOutcome.Behind)] = Text("jäljessä", "efter tidtabell", "behind"),
        [Code(TargetOutcome.WrongDirection)] = Text("suunta väärä", "fel riktning", "wrong direction"),
        [ComparisonCaveats.Synthetic] = Text(
            "Luvut ovat keksittyjä ja vain esittelyä varten.", "Siffrorna är påhittade och endast för demonstration.", "The figures are invented for demonstration."),
        [ComparisonCaveats.NotAgeStandardised] = Text(
            "Lukuja ei ole ikävakioitu: vanhempi väestö voi yksin selittää eron.",
            "Siffrorna är inte åldersstandardiserade: en äldre befolkning kan ensam förklara en skillnad.",
            "The figures are not standardised for age: an older population alone can explain a difference."),
        [ComparisonCaveats.DefinitionDiffers] = Text(
            "Luku on laskettu eri määritelmällä tai eri tehtäväkokonaisuudesta, eikä sitä verrata.",
            "Siffran bygger på en annan definition eller på andra uppgifter och jämförs inte.",
            "The figure follows another definition or covers other tasks and is not compared."),
        [ComparisonCaveats.SeriesBreak] = Text(
            "Aikasarjassa on katkos, eikä lukuja verrata sen yli.", "Tidsserien har ett brott, och siffror jämförs inte över det.", "The series has a break, and figures are not compared over it."),
        [ComparisonCaveats.MembersMissing] = Text(
            "Osalta kunnista luku puuttuu; ne on nimetty.", "Några kommuner saknar siffran; de är namngivna.", "Some municipalities lack the figure; they are named."),
        [ComparisonCaveats.Estimated] = Text(
            "Osa luvuista on arvioita tai ennakkotietoja.", "En del av siffrorna är uppskattade eller preliminära.", "Some figures are estimated or provisional."),
        [ComparisonCaveats.NonResponse] = Text(
            "Virhemarginaali kuvaa vain satunnaisvaihtelua; vastaamatta jättäminen voi vääristää.",
            "Felmarginalen beskriver bara slumpen; bortfall kan snedvrida.",
            "The margin of error describes chance only; those who did not answer may differ."),
        [ComparisonCaveats.PopulationUnknown] = Text(
            "Kyselyn kohdejoukon koko ei ole tiedossa.", "Hur många som kunde svara är inte känt.", "How many could have answered is not known."),
        [ComparisonCaveats.NearCensus] = Text(
            "Lähes kaikki vastasivat: virhemarginaalia ei ole.", "Nästan alla svarade: det finns ingen felmarginal.", "Nearly everybody answered: there is no margin of error."),
        [ComparisonCaveats.FeatureMissing] = Text(
            "Osa kaltaisten kuntien valinnan piirteistä jäi pois, koska niistä ei ole käyttökelpoisia tietoja; ne on nimetty.",
            "En del av egenskaperna användes inte, eftersom det inte finns användbara uppgifter om dem; de är namngivna.",
            "Some features of the nearest neighbours took no part, because there are no usable data on them; they are named."),
        [ComparisonCaveats.FeatureOfFew] = Text(
            "Tieto on liian harvasta kunnasta, jotta sen mukaan voisi valita kaltaisia kuntia.",
            "Uppgiften finns om för få kommuner för att liknande kommuner ska kunna väljas efter den.",
            "Too few municipalities have it to choose similar ones by it."),
        [ComparisonCaveats.FeatureFarOff] = Text(
            "Lähin tieto on yli kymmenen vuoden päässä vertailtavasta ajankohdasta.",
            "Den närmaste uppgiften ligger över tio år från den jämförda tidpunkten.",
            "The nearest figures are more than ten years from the compared period."),
        [ComparisonCaveats.FewerNeighbours] = Text(
            "Kaltaisia kuntia löytyi pyydettyä vähemmän: muilta kunnilta puuttuu jokin valinnan piirteistä.",
            "Färre liknande kommuner hittades än begärt: de övriga saknar någon av egenskaperna.",
            "Fewer similar municipalities were found than asked for: the others lack one of the features."),
        [ComparisonCaveats.CutAtBound] = Text(
            "Vaihteluväli on katkaistu rajaan (0 tai 100), jota luku ei voi ohittaa.",
            "Intervallet är avskuret vid en gräns (0 eller 100) som talet inte kan passera.",
            "The interval is cut off at a bound (0 or 100) that the figure cannot pass."),
        [ComparisonCaveats.NewestSkipped] = Text(
            "Uusin luku on ohitettu, koska sen osat tai vuotta aiempi luku puuttuvat. Eritelty on uusin pari, jonka molemmat luvut tunnetaan osineen.",
            "Den nyaste siffran har förbigåtts, eftersom dess delar eller siffran ett år tidigare saknas. Uppdelningen gäller det nyaste paret där båda är kända med sina delar.",
            "The newest figure was passed over, because its components or the figure of a year before are missing. Taken apart is the newest pair of which both are known with their components."),
        [ComparisonCaveats.NoRank] = Text(
            "Erot mahtuvat vaihteluun: sijalukua ei anneta.", "Skillnaderna ryms inom variationen: ingen rang anges.", "The differences are within the variation: no rank is given."),
        [ChangeReasons.NoValue] = Text("Luku puuttuu.", "Siffran saknas.", "The figure is missing."),
        [ChangeReasons.NoEarlierValue] = Text("Aiempi vertailukelpoinen luku puuttuu.", "En tidigare jämförbar siffra saknas.", "There is no earlier comparable figure."),
        [ChangeReasons.TooFewPoints] = Text(
            "Vertailukelpoisia havaintoja on alle viisi.", "Det finns färre än fem jämförbara observationer.", "There are fewer than five comparable points."),
        [ChangeReasons.NoCounts] = Text("Tapausten lukumäärä puuttuu.", "Antalet fall saknas.", "The number of events is missing."),
        [ChangeReasons.NoRespondents] = Text(
            "Vastaajien määrä puuttuu tai on alle viisi.", "Antalet svarande saknas eller är under fem.", "The number of respondents is missing or below five."),
        [ChangeReasons.NoSpread] = Text("Vastausten hajontaa ei tiedetä.", "Svarens spridning är inte känd.", "How much the answers differ is not known."),
        [TargetReasons.NoTrend] = Text(
            "Nykyvauhdilla ei saavuteta: kehityksellä ei ole varmaa suuntaa.",
            "Nås inte i nuvarande takt: utvecklingen har ingen säker riktning.",
            "Not reached at the present pace: the trend has no certain direction."),
        [TargetReasons.BeyondHorizon] = Text(
            "Saavutettaisiin niin kaukana, ettei vuotta voi nimetä.", "Nås så långt fram att inget år kan nämnas.", "It would be reached so far ahead that no year can be named."),
        [ContributionReasons.NotDecomposable] = Text(
            "Tunnusluvulla ei ole osia, joista muutos muodostuisi.", "Nyckeltalet har inga delar att dela upp.", "The indicator has no components to take apart."),
        [ContributionReasons.MembersDoNotAddUp] = Text(
            "Jäsenten luvut eivät muodosta alueen lukua; se on tuottajan oma.", "Medlemmarnas siffror utgör inte områdets; den är producentens egen.", "The members' figures do not make up the area's; it is the producer's own."),
    };

    /// <summary>A code with its words: a text in the asked language, else a map.</summary>
    public static WordAnswer Word(string code, string? language) => new(code, TextOf(code, language));

    /// <summary>Codes with their words.</summary>
    public static IReadOnlyList<WordAnswer> Words(IEnumerable<string> codes, string? language) => [.. codes.Select(code => Word(code, language))];

    /// <summary>A choice as code: not-assessable.</summary>
    public static string Code<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    private static JsonNode? TextOf(string code, string? language)
    {
        if (!Texts.TryGetValue(code, out var texts))
        {
            return JsonValue.Create(code);
        }

        return language is null
            ? new JsonObject(texts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value))))
            : JsonValue.Create(Languages.Pick(texts, language));
    }

    private static Dictionary<string, string> Text(string fi, string sv, string en) => new() { ["fi"] = fi, ["sv"] = sv, ["en"] = en };
}

/// <summary>A code with words for people.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">Its words: a text with <c>lang</c>, else a map of languages.</param>
public sealed record WordAnswer(string Code, object? Text);
