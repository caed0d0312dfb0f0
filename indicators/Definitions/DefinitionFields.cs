namespace Insight.Indicators.Definitions;

/// <summary>
/// The fields that the loader knows, by the place of their mapping (a dot goes into a field, [] into a list, * into any key). The JSON
/// Schema names the same ones; a test compares them.
/// </summary>
public static class DefinitionFields
{
    /// <summary>Languages that every name and description has.</summary>
    public static readonly IReadOnlyList<string> Languages = ["fi", "sv", "en"];

    /// <summary>Fields of a definition.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Definition = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] =
        [
            "id", "version", "effective", "theme", "names", "descriptions", "unit", "decimals", "direction", "frequencies", "annual", "aggregation",
            "inputs", "formula", "breakdowns", "disclosure", "variation", "breaks", "owner", "sources", "lag_days", "notes",
        ],
        ["effective"] = ["from", "to"],
        ["names"] = Languages,
        ["descriptions"] = Languages,
        ["unit"] = ["id", .. Languages],
        ["inputs.*"] = ["dataset", "measure", "where", "except"],
        ["disclosure"] = ["min_numerator", "min_denominator", "min_group", "persons", "affected", "largest"],
        ["disclosure.persons"] = ["dataset", "measure"],
        ["disclosure.affected"] = ["dataset", "measure", "min", "min_others"],
        ["disclosure.largest"] = ["dataset", "measure", "of", "max_share"],
        ["variation"] = ["kind", "respondents", "population", "squares"],
        ["breaks[]"] = ["reform", "from", "areas", "where", "reason"],
        ["breaks[].reason"] = Languages,
    };

    /// <summary>Fields of a network.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Network = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = ["id", "names", "members", "languages", "indicators", "contact"],
        ["names"] = Languages,
        ["members[]"] = ["area", "valid_from", "valid_to"],
    };

    /// <summary>Fields of a reform in reforms.yml.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Reform = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = ["id", "from", "areas", "reason", "source"],
        ["reason"] = Languages,
    };

    /// <summary>Fields of an entry of withdrawn.yml.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Withdrawal = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = ["id", "announced", "date", "reason", "replaced_by"],
        ["reason"] = Languages,
    };

    /// <summary>Fields of a theme in themes.yml.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Theme = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = ["id", "names"],
        ["names"] = Languages,
    };
}
