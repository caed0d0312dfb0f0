using System.Text.Json.Nodes;
using Insight.Warehouse.Publications;

namespace Insight.Api.Lineage;

/// <summary>Reads the named figures of a formula from an indicator's published definition.</summary>
internal static class LineageInputs
{
    /// <summary>One entry for each name and data set. Data sets that the definition does not name are listed without a name.</summary>
    public static IReadOnlyList<LineageInput> Of(PublishedIndicator indicator)
    {
        var inputs = (indicator.Definition as JsonObject)?["inputs"] switch
        {
            JsonObject byName => byName.SelectMany(i => Of(i.Key, i.Value as JsonObject ?? [], indicator)),
            JsonArray list => list.OfType<JsonObject>().SelectMany(i => Of((string?)i["name"] ?? "", i, indicator)),
            _ => [],
        };
        var named = inputs.ToList();
        var others = indicator.Inputs.Keys.Except(named.Select(i => i.DataSet)).Select(
            set => new LineageInput("", set, null, NoLimits, indicator.Inputs[set]));
        return [.. named, .. others];
    }

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoLimits = new Dictionary<string, IReadOnlyList<string>>();

    private static IEnumerable<LineageInput> Of(string name, JsonObject input, PublishedIndicator indicator)
    {
        var where = (input["where"] as JsonObject ?? []).ToDictionary(w => w.Key, w => Texts(w.Value));
        return Texts(input["dataset"] ?? input["datasets"] ?? input["dataSets"] ?? input["dataSet"]).Select(set => new LineageInput(
            name, set, (string?)input["measure"], where, indicator.Inputs.TryGetValue(set, out var load) ? load : null));
    }

    private static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(n => (string)n!)],
        JsonValue one => [(string)one!],
        _ => [],
    };
}
