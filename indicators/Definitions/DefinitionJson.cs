using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Insight.Indicators.Disclosure;

namespace Insight.Indicators.Definitions;

/// <summary>
/// A definition as JSON with the field names of the YAML file in fixed order: what the catalogue page shows, and what the hash is made of.
/// </summary>
public static class DefinitionJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 of the JSON, of other indicators that the formula takes and of older versions, in lower-case hexadecimal.</summary>
    public static string Hash(IndicatorDefinition definition)
    {
        var others = definition.Calculation.References.Select(reference => reference.Hash).Concat(definition.Earlier.Concat(definition.EarlierParts).Select(Hash));
        var text = string.Join('\n', others.Prepend(ToJson(definition).ToJsonString(Options)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The whole definition.</summary>
    public static JsonObject ToJson(IndicatorDefinition definition) => new()
    {
        ["id"] = definition.Id,
        ["version"] = definition.Version,
        ["effective"] = new JsonObject { ["from"] = Day(definition.Effective.From), ["to"] = Day(definition.Effective.To) },
        ["theme"] = definition.Theme,
        ["names"] = Texts(definition.Names),
        ["descriptions"] = Texts(definition.Descriptions),
        ["unit"] = Unit(definition.Unit),
        ["decimals"] = definition.Decimals,
        ["direction"] = DefinitionWords.Directions.WordFor(definition.Direction),
        ["frequencies"] = List(definition.Frequencies.Select(frequency => DefinitionWords.Frequencies.WordFor(frequency))),
        ["annual"] = definition.Annual is { } annual ? DefinitionWords.AnnualRules.WordFor(annual) : null,
        ["aggregation"] = DefinitionWords.Aggregations.WordFor(definition.Aggregation),
        ["inputs"] = new JsonObject(definition.Inputs.Select(input => KeyValuePair.Create(input.Name, (JsonNode?)Input(input)))),
        ["formula"] = definition.Formula,
        ["breakdowns"] = List(definition.Breakdowns),
        ["disclosure"] = Limits(definition.Disclosure),
        ["variation"] = new JsonObject
        {
            ["kind"] = DefinitionWords.Variations.WordFor(definition.Variation.Kind),
            ["respondents"] = definition.Variation.Respondents,
            ["population"] = definition.Variation.Population,
            ["squares"] = definition.Variation.Squares,
        },
        ["breaks"] = new JsonArray([.. definition.Breaks.Select(Break)]),
        ["owner"] = definition.Owner,
        ["sources"] = List(definition.Sources),
        ["lag_days"] = definition.LagDays,
        ["notes"] = definition.Notes,
    };

    private static JsonObject Unit(DisplayUnit unit)
    {
        var json = new JsonObject { ["id"] = unit.Id };
        foreach (var (language, text) in unit.Names)
        {
            json[language] = text;
        }

        return json;
    }

    private static JsonObject Limits(DisclosureLimits limits)
    {
        var json = new JsonObject { ["min_numerator"] = limits.MinNumerator, ["min_denominator"] = limits.MinDenominator, ["min_group"] = limits.MinGroup };
        if (limits.Persons is { } persons)
        {
            json["persons"] = Counted(persons);
        }

        if (limits.Affected is { } affected)
        {
            json["affected"] = Counted(affected.Counted);
            json["affected"]!["min"] = affected.Min;
            json["affected"]!["min_others"] = affected.MinOthers;
        }

        if (limits.Largest is { } largest)
        {
            json["largest"] = Counted(largest.Amount);
            json["largest"]!["of"] = largest.Of.Measure;
            json["largest"]!["max_share"] = largest.MaxShare;
        }

        return json;
    }

    private static JsonObject Counted(IndicatorInput counted) => new() { ["dataset"] = counted.DataSets[0], ["measure"] = counted.Measure };

    private static JsonObject Input(IndicatorInput input) => new()
    {
        ["dataset"] = List(input.DataSets),
        ["measure"] = input.Measure,
        ["where"] = Members(input.Where),
        ["except"] = Members(input.Except),
    };

    private static JsonObject Members(IReadOnlyDictionary<string, IReadOnlyList<string>> filter) =>
        new(filter.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)List(pair.Value))));

    private static JsonObject Break(SeriesBreak item)
    {
        var json = new JsonObject { ["reform"] = item.Reform, ["from"] = Day(item.From), ["areas"] = List(item.Areas), ["reason"] = Texts(item.Reason) };
        if (item.Where is { } where)
        {
            json["where"] = Members(where);
        }

        return json;
    }

    private static JsonObject Texts(IReadOnlyDictionary<string, string> texts) =>
        new(texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static JsonArray List(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode?)item)]);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
