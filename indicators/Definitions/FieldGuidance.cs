using System.Text.Json.Nodes;

namespace Insight.Indicators.Definitions;

/// <summary>What the fields of a definition mean: the texts of the JSON Schema that guides authors in their editors.</summary>
public static class FieldGuidance
{
    /// <summary>Field → what it means; a dot goes into a field: <c>disclosure.min_group</c>.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = Read();

    private static SortedDictionary<string, string> Read()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var schema = typeof(FieldGuidance).Assembly.GetManifestResourceStream("catalog.schema.json")
            ?? throw new InvalidOperationException("The program was built without catalog.schema.json.");
        Add(texts, "", JsonNode.Parse(schema)!);
        return texts;
    }

    private static void Add(SortedDictionary<string, string> texts, string place, JsonNode node)
    {
        foreach (var (field, inner) in node["properties"] as JsonObject ?? [])
        {
            var path = place.Length == 0 ? field : $"{place}.{field}";
            if (inner!["description"] is { } text)
            {
                texts[path] = (string)text!;
            }

            Add(texts, path, inner["items"] ?? inner["additionalProperties"] as JsonObject ?? inner);
        }
    }
}
