using Insight.Warehouse.Publications;

namespace Insight.Api.Formats;

/// <summary>The words of one language for what a publication speaks of: our own words, breakdowns and their members, texts by language.</summary>
internal sealed class Vocabulary(PublicationManifest manifest, string language)
{
    /// <summary>Words of the answers' own: dimensions, columns, headings.</summary>
    private static readonly Dictionary<string, (string Fi, string Sv, string En)> Words = new(StringComparer.Ordinal)
    {
        ["indicator"] = ("Tunnusluku", "Nyckeltal", "Indicator"),
        ["area"] = ("Alue", "Område", "Area"),
        ["period"] = ("Ajanjakso", "Period", "Period"),
        ["value"] = ("Arvo", "Värde", "Value"),
        ["numerator"] = ("Osoittaja", "Täljare", "Numerator"),
        ["denominator"] = ("Nimittäjä", "Nämnare", "Denominator"),
        ["status"] = ("Tila", "Status", "Status"),
        ["unit"] = ("Yksikkö", "Enhet", "Unit"),
        ["values"] = ("Arvot", "Värden", "Values"),
        ["about"] = ("Tietoja", "Om", "About"),
        ["description"] = ("Kuvaus", "Beskrivning", "Description"),
        ["source"] = ("Lähde", "Källa", "Source"),
        ["licence"] = ("Lisenssi", "Licens", "Licence"),
        ["publication"] = ("Julkaisu", "Publicering", "Publication"),
        ["published"] = ("Julkaistu", "Publicerad", "Published"),
        ["division"] = ("Kuntajako", "Kommunindelning", "Municipal division"),
        ["note"] = ("Huomautus", "Anmärkning", "Note"),
        ["year"] = ("Vuosi", "År", "Year"),
        ["quarter"] = ("Vuosineljännes", "Kvartal", "Quarter"),
        ["month"] = ("Kuukausi", "Månad", "Month"),
        ["measure"] = ("Tiedot", "Uppgifter", "Information"),
        ["address"] = ("Osoite", "Adress", "Address"),
        ["citation"] = ("Viittaus", "Hänvisning", "Citation"),
    };

    /// <summary>The language.</summary>
    public string Language => language;

    /// <summary>A word of ours; an unknown one stays as it is.</summary>
    public string Word(string word) => Words.TryGetValue(word, out var texts)
        ? language switch { "fi" => texts.Fi, "sv" => texts.Sv, _ => texts.En }
        : word;

    /// <summary>The name of a breakdown.</summary>
    public string Breakdown(string name) => Find(name) is { } breakdown ? Pick(breakdown.Names) : name;

    /// <summary>The name of a member of a breakdown.</summary>
    public string Member(string breakdown, string member) =>
        Find(breakdown)?.Members.FirstOrDefault(m => m.Id == member) is { } known ? Pick(known.Names) : member;

    /// <summary>A text by language.</summary>
    public string Pick(IReadOnlyDictionary<string, string> texts) => Requests.Languages.Pick(texts, language)!;

    private PublishedBreakdown? Find(string breakdown) => manifest.Breakdowns.FirstOrDefault(b => b.Id == breakdown);
}
