using System.Text.Json;
using System.Text.Json.Nodes;

namespace Api.Tests.OpenApi;

/// <summary>Compares an answer with its schema: types, required members, members that no schema names. Covers what our document uses.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    public IEnumerable<string> Differences(JsonNode? value, JsonNode schema, string place)
    {
        schema = Resolve(schema);
        if (schema["oneOf"] is JsonArray choices)
        {
            var found = choices.Select(c => Differences(value, c!, place).ToList()).ToList();
            return found.Any(f => f.Count == 0) ? [] : found[^1];
        }

        var types = schema["type"] switch
        {
            JsonArray several => several.Select(t => (string)t!).ToList(),
            JsonNode one => [(string)one!],
            _ => [],
        };
        if (types.Count > 0 && !types.Contains(TypeOf(value)) && !(types.Contains("number") && TypeOf(value) == "integer"))
        {
            return [$"{place} is {TypeOf(value)}, and the document says {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonObject members => DifferencesOfObject(members, schema, place),
            JsonArray items when schema["items"] is { } item => items.Take(20).SelectMany((v, i) => Differences(v, item, $"{place}[{i}]")),
            _ => [],
        };
    }

    private IEnumerable<string> DifferencesOfObject(JsonObject members, JsonNode schema, string place)
    {
        var known = schema["properties"] as JsonObject ?? [];
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(n => (string)n!).Where(n => !members.ContainsKey(n)))
        {
            yield return $"{place} lacks {name}";
        }

        foreach (var (name, value) in members)
        {
            if ((known[name] ?? schema["additionalProperties"] as JsonObject) is { } member)
            {
                foreach (var difference in Differences(value, member, $"{place}.{name}"))
                {
                    yield return difference;
                }
            }
            else if (known.Count > 0)
            {
                yield return $"{place}.{name} is not in the document";
            }
        }
    }

    private JsonNode Resolve(JsonNode schema) => (string?)schema["$ref"] is { } reference
        ? Resolve(document["components"]!["schemas"]![reference.Split('/')[^1]]!)
        : schema;

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().AsSpan().IndexOfAny(".eE") < 0 ? "integer" : "number",
        _ => "boolean",
    };
}
