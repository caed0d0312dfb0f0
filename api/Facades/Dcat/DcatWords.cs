namespace Insight.Api.Facades.Dcat;

/// <summary>The catalogue's own texts.</summary>
internal static class DcatWords
{
    /// <summary>Its title.</summary>
    public static IReadOnlyDictionary<string, string> Title { get; } = Texts("Insight: kuntien yhteiset tunnusluvut", "Insight: kommunernas gemensamma nyckeltal", "Insight: shared indicators of municipalities");

    /// <summary>What it holds.</summary>
    public static IReadOnlyDictionary<string, string> Description { get; } = Texts(
        "Ilmasto, työllisyys, henkilöstön työkyky ja asukkaiden hyvinvointi kunnittain, kaikille kunnille samalla tavalla laskettuna.",
        "Klimat, sysselsättning, personalens arbetsförmåga och invånarnas välfärd per kommun, beräknade på samma sätt för alla kommuner.",
        "Climate, employment, wellbeing of staff and of residents by municipality, computed in the same way for all municipalities.");

    /// <summary>Who publishes it.</summary>
    public static IReadOnlyDictionary<string, string> Publisher { get; } = Texts("Insight-kuntaverkosto", "Kommunnätverket Insight", "Insight network of municipalities");

    /// <summary>A keyword of all data sets.</summary>
    public static IReadOnlyDictionary<string, string> Municipalities { get; } = Texts("kunnat", "kommuner", "municipalities");

    /// <summary>A keyword of invented figures.</summary>
    public static IReadOnlyDictionary<string, string> Synthetic { get; } = Texts("keksityt luvut", "påhittade siffror", "invented figures");

    /// <summary>The kind of publisher.</summary>
    public static IReadOnlyDictionary<string, string> LocalAuthority { get; } = Texts("Paikallisviranomainen", "Lokal myndighet", "Local authority");

    /// <summary>How long the distributions are meant to be available.</summary>
    public static IReadOnlyDictionary<string, string> Stable { get; } = Texts("Vakaa", "Stabil", "Stable");

    /// <summary>The EU's theme of one of ours.</summary>
    public static (string Code, string Label) EuTheme(string theme) => theme switch
    {
        "climate" => ("ENVI", "Environment"),
        "employment" => ("ECON", "Economy and finance"),
        "workforce" or "digital" => ("GOVE", "Government and public sector"),
        _ => ("SOCI", "Population and society"),
    };

    private static Dictionary<string, string> Texts(string fi, string sv, string en) => new() { ["fi"] = fi, ["sv"] = sv, ["en"] = en };
}
