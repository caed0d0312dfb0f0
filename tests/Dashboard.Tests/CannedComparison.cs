using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Dashboard.Tests;

/// <summary>Canned answers of /v1/comparison: the canned values of one period with intervals of one unit, and reservations that the page must show.</summary>
internal static class CannedComparison
{
    public static IResult Answer(IQueryCollection query)
    {
        var own = query["area"].ToString();
        var values = Values(query["indicator"]!, query["period"]!);
        var members = values.Keys.Append(own).Distinct().Where(area => area.StartsWith("KU", StringComparison.Ordinal)).ToList();
        var valued = members.Where(area => values.GetValueOrDefault(area) is not null).OrderBy(area => values[area]).ToList();
        var place = valued.IndexOf(own) + 1;
        return CannedApi.Json(new JsonObject
        {
            ["publication"] = "canned",
            ["direction"] = "lower",
            ["area"] = own,
            ["period"] = query["period"].ToString(),
            ["peers"] = new JsonObject { ["kind"] = query["peers"].ToString(), ["names"] = null, ["count"] = members.Count - 1, ["features"] = Features(query) },
            ["position"] = new JsonObject
            {
                ["value"] = values.GetValueOrDefault(own), ["interval"] = place == 0 ? null : Interval(values[own]!.Value), ["place"] = place == 0 ? null : place, ["compared"] = valued.Count,
                ["better"] = place == 0 ? null : place - 1, ["worse"] = place == 0 ? null : valued.Count - place, ["same"] = place == 0 ? null : 0,
                ["rank"] = null, ["rankBest"] = place == 0 ? null : 1, ["rankWorst"] = place == 0 ? null : valued.Count,
            },
            ["statistics"] = Statistics([.. valued.Select(area => values[area]!.Value)]),
            ["members"] = new JsonArray([.. valued.Concat(members.Except(valued)).Select(area => Member(area, values.GetValueOrDefault(area), area == own))]),
            ["missing"] = new JsonArray([.. members.Except(valued).Select(area => JsonValue.Create(area))]),
            ["caveats"] = new JsonArray(new JsonObject { ["code"] = "estimated", ["text"] = new JsonObject { ["fi"] = "Osa luvuista on arvioita.", ["sv"] = "En del är uppskattade.", ["en"] = "Some are estimated." } }),
        });
    }

    /// <summary>Value by area; of several members of a breakdown the first.</summary>
    private static Dictionary<string, double?> Values(string indicator, string period)
    {
        var file = $"{indicator}.{(period.Length > 4 ? "month" : "year")}.json";
        return File.Exists(Path.Combine(Tree.Canned, file))
            ? CannedApi.Read(file)["rows"]!.AsArray().Where(row => (string?)row![1] == period).GroupBy(row => (string)row![0]!)
                .ToDictionary(group => group.Key, group => (double?)group.First()![2])
            : [];
    }

    private static JsonObject Statistics(double[] values) => new()
    {
        ["lowest"] = values.FirstOrDefault(), ["lowerQuartile"] = values.Length < 3 ? null : values[values.Length / 4], ["median"] = values.Length < 3 ? null : values[values.Length / 2],
        ["upperQuartile"] = values.Length < 3 ? null : values[values.Length * 3 / 4], ["highest"] = values.LastOrDefault(),
        ["unweightedMean"] = values.Length == 0 ? null : values.Average(), ["weightedMean"] = null,
    };

    private static JsonNode Member(string area, double? value, bool asked) => new JsonObject
    {
        ["area"] = area, ["names"] = CannedApi.Find("areas.json", "areas", area)?["names"]?.DeepClone() ?? new JsonObject(), ["asked"] = asked,
        ["value"] = value, ["status"] = value is null ? "confidential" : null, ["interval"] = value is null ? null : Interval(value.Value),
    };

    private static JsonArray Features(IQueryCollection query)
    {
        var weights = query["features"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split(':')).ToDictionary(item => item[0], item => item[1]);
        return query["peers"] == "neighbours"
            ? new JsonArray([.. new[] { "population", "unemployment-rate" }.Where(id => weights.Count == 0 || weights.ContainsKey(id)).Select(id => new JsonObject
            {
                ["indicator"] = id, ["names"] = new JsonObject { ["fi"] = id, ["sv"] = id, ["en"] = id }, ["period"] = id == "population" ? "2018" : null,
                ["weight"] = double.Parse(weights.GetValueOrDefault(id, "1"), System.Globalization.CultureInfo.InvariantCulture),
            })])
            : [];
    }

    private static JsonObject Interval(double value) => new() { ["low"] = value - 1, ["high"] = value + 1 };
}
