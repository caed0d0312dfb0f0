using System.Text.Json.Nodes;

namespace Insight.Indicators.Definitions;

/// <summary>
/// What makes an indicator mean something else: its numerator, denominator, scope, code list, formula, unit and how areas and years are put together. A change of any of them
/// needs a new version; a change of names, descriptions, decimals, limits or reservations does not.
/// </summary>
public static class DefinitionMeaning
{
    private static readonly string[] Fields = ["formula", "aggregation", "annual"];

    /// <summary>The fields, as paths of the YAML file, in which two definitions (<see cref="DefinitionJson"/>) mean something else, in the order of the file; empty where they mean the same.</summary>
    public static IReadOnlyList<string> Differences(JsonNode before, JsonNode after) =>
    [
        .. Fields.Where(field => Text(before[field]) != Text(after[field])),
        .. Text(before["unit"]?["id"]) != Text(after["unit"]?["id"]) ? ["unit.id"] : Array.Empty<string>(),
        .. Inputs(before["inputs"] as JsonObject ?? [], after["inputs"] as JsonObject ?? []),
    ];

    private static IEnumerable<string> Inputs(JsonObject before, JsonObject after)
    {
        foreach (var name in before.Select(input => input.Key).Union(after.Select(input => input.Key)))
        {
            if (before[name] is not JsonObject old || after[name] is not JsonObject now)
            {
                yield return $"inputs.{name}";
                continue;
            }

            foreach (var field in old.Select(pair => pair.Key).Union(now.Select(pair => pair.Key)).Where(field => Text(old[field]) != Text(now[field])))
            {
                yield return $"inputs.{name}.{field}";
            }
        }
    }

    /// <summary>Blanks mean nothing in a formula.</summary>
    private static string Text(JsonNode? node) => node is null ? "" : string.Concat(node.ToJsonString().Where(sign => !char.IsWhiteSpace(sign)));
}
