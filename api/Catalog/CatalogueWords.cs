namespace Insight.Api.Catalog;

/// <summary>The words of the catalogue's page, in fi, sv and en.</summary>
internal static class CatalogueWords
{
    private static readonly Dictionary<string, (string Fi, string Sv, string En)> Texts = new(StringComparer.Ordinal)
    {
        ["title"] = ("Tunnuslukujen luettelo", "Katalog över nyckeltal", "Catalogue of indicators"),
        ["languages"] = ("Muut kielet ja sivut", "Andra språk och sidor", "Other languages and pages"),
        ["dashboard"] = ("Tunnusluvut", "Nyckeltal", "Figures"),
        ["loads"] = ("Lataukset", "Laddningar", "Loads"),
        ["count"] = ("{0} tunnuslukua: {1} näyttää lukuja, {2} odottaa tietoja.", "{0} nyckeltal: {1} visar siffror, {2} väntar på uppgifter.", "{0} indicators: {1} show values, {2} await data."),
        ["synthetic"] = (
            "* Luvut ovat keksittyjä ja vain esittelyä varten.", "* Siffrorna är påhittade och endast för demonstration.", "* The figures are invented for demonstration."),
        ["caption"] = ("mistä tunnusluvut on tehty", "vad nyckeltalen består av", "what the indicators are made of"),
        ["indicator"] = ("Tunnusluku", "Nyckeltal", "Indicator"),
        ["made"] = ("Kaava ja sen selitys", "Formel och förklaring", "Formula and what it says"),
        ["explained"] = ("selitys", "förklaring", "in words"),
        ["unit"] = ("Yksikkö, suunta, tiheys", "Enhet, riktning, frekvens", "Unit, direction, frequency"),
        ["source"] = ("Lähde ja omistaja", "Källa och ägare", "Source and owner"),
        ["owner"] = ("omistaja", "ägare", "owner"),
        ["state"] = ("Tila", "Läge", "State"),
        ["awaiting"] = ("odottaa tietoja (awaiting-data)", "väntar på uppgifter (awaiting-data)", "awaiting data (awaiting-data)"),
        ["version"] = ("määritelmän versio {0}", "definitionens version {0}", "definition version {0}"),
        ["lower"] = ("pienempi on parempi", "lägre är bättre", "lower is better"),
        ["higher"] = ("suurempi on parempi", "högre är bättre", "higher is better"),
        ["neutral"] = ("ei hyvää eikä huonoa suuntaa", "ingen riktning är bättre", "neither way is better"),
        ["year"] = ("vuosi", "år", "year"),
        ["quarter"] = ("neljännes", "kvartal", "quarter"),
        ["month"] = ("kuukausi", "månad", "month"),
        ["fields"] = ("Määritelmän kentät", "Definitionens fält", "The fields of a definition"),
        ["fields.caption"] = ("Fields of catalog/<theme>/<id>.yml", "Fields of catalog/<theme>/<id>.yml", "Fields of catalog/<theme>/<id>.yml"),
        ["field"] = ("Field", "Field", "Field"),
        ["meaning"] = ("Meaning", "Meaning", "Meaning"),
        ["editor"] = (
            "Samat tekstit täydentävät ja selittävät kentät YAML-editorissa, kun määritelmän ensimmäinen rivi on seuraava; ne ovat myös kohdassa guidance osoitteessa /v1/indicators/{id}. Tekstit ovat englanniksi.",
            "Samma texter kompletterar och förklarar fälten i en YAML-redigerare när definitionens första rad är följande; de finns också under guidance på /v1/indicators/{id}. Texterna är på engelska.",
            "The same texts complete and explain the fields in a YAML editor when the first line of a definition is the following; they are also under guidance at /v1/indicators/{id}."),
    };

    /// <summary>The words in a language.</summary>
    public static IReadOnlyDictionary<string, string> In(string language) => Texts.ToDictionary(
        text => text.Key, text => language switch { "fi" => text.Value.Fi, "sv" => text.Value.Sv, _ => text.Value.En }, StringComparer.Ordinal);
}
