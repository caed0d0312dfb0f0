using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Dashboard.Tests;

/// <summary>
/// Canned values and lineage. A canned row is [area, period, value, status, numerator, denominator, members, members present, sex];
/// what is missing at the end does not apply.
/// </summary>
internal static class CannedValues
{
    public static IResult Answer(IQueryCollection query)
    {
        var rows = Rows(query["indicator"]!, query["frequency"]!);
        var asked = new JsonArray([.. query["area"].ToString().Split(',').SelectMany(area => OfArea(rows, area, query["sex"]))]);
        return query["format"] == "csv" ? Csv(query["indicator"]!, asked) : CannedApi.Json(new JsonObject
        {
            ["publication"] = "canned",
            ["publishedAt"] = "2026-11-21T12:06:00Z",
            ["edition"] = "public",
            ["frequency"] = query["frequency"].ToString(),
            ["division"] = "current",
            ["rows"] = asked,
            ["notes"] = new JsonArray(),
            ["citation"] = Citation($"/v1/values?indicator={query["indicator"]}&asOf=canned"),
        });
    }

    private static JsonObject Citation(string link) => new()
    {
        ["link"] = link,
        ["text"] = new JsonObject(new[] { ("fi", "Lähde"), ("sv", "Källa"), ("en", "Source") }.Select(text => KeyValuePair.Create(text.Item1, (JsonNode?)$"{text.Item2}: canned. {link}"))),
    };

    public static IResult Lineage(IQueryCollection query)
    {
        var indicator = CannedApi.Find("indicators.json", "indicators", query["indicator"]!)!;
        var ofPeriod = Rows(query["indicator"]!, query["period"].ToString().Length > 4 ? "month" : "year")
            .Where(row => (string?)row[1] == query["period"] && SexOf(row) == (query["sex"].Count > 0 ? query["sex"].ToString() : SexOf(row))).ToList();
        var cell = Components(ofPeriod.First(row => (string?)row[0] == query["area"]));
        var members = ofPeriod.Where(row => query["area"].ToString().StartsWith("network:", StringComparison.Ordinal) && !((string)row[0]!).StartsWith("network:", StringComparison.Ordinal));
        foreach (var (name, value) in new JsonObject
        {
            ["indicator"] = query["indicator"].ToString(), ["version"] = 1, ["period"] = query["period"].ToString(), ["multiplier"] = 100,
            ["formula"] = indicator["formula"]!.DeepClone(), ["aggregation"] = indicator["aggregation"]!.DeepClone(), ["publication"] = "canned", ["sql"] = "SELECT 1",
            ["inputs"] = new JsonArray(Input("unemployed"), Input("labour_force")),
            ["members"] = new JsonArray([.. members.Select(Components)]),
            ["loads"] = new JsonArray(new JsonObject
            {
                ["number"] = 3, ["sourceId"] = indicator["sources"]![0]!.DeepClone(), ["file"] = "1001.json", ["sha256"] = new string('a', 64),
                ["url"] = "https://pxdata.stat.fi/PXWeb/api/v1/fi/StatFin_Passiivi/tyonv/1001.px", ["fetchedAt"] = "2026-11-21T12:04:10Z", ["loadedAt"] = "2026-11-21T12:05:00Z",
            }),
        })
        {
            cell[name] = value?.DeepClone();
        }

        return CannedApi.Json(cell);
    }

    private static List<JsonArray> Rows(string indicator, string frequency)
    {
        var file = $"{indicator}.{frequency}.json";
        return File.Exists(Path.Combine(Tree.Canned, file)) ? [.. CannedApi.Read(file)["rows"]!.AsArray().Select(row => row!.AsArray())] : [];
    }

    /// <summary>The rows of an area; an area without data has a row without a value for each period, as the API has.</summary>
    private static IEnumerable<JsonObject> OfArea(List<JsonArray> rows, string area, string? sex)
    {
        var sexes = (sex ?? "total").Split(',');
        var own = rows.Where(row => (string?)row[0] == area && (SexOf(row) is not { } one || sexes.Contains(one))).Select(AsAnswered).ToList();
        return own.Count > 0 ? own : rows.Select(row => (string)row[1]!).Distinct().Select(period => AsAnswered(new JsonArray(area, period, null, "unknown")));
    }

    private static JsonObject AsAnswered(JsonArray row)
    {
        var answered = new JsonObject { ["area"] = row[0]!.DeepClone(), ["period"] = row[1]!.DeepClone(), ["value"] = row[2]?.DeepClone() };
        if (At(row, 3) is { } status)
        {
            answered["status"] = status.DeepClone();
        }

        if (At(row, 6) is { } of)
        {
            answered["members"] = new JsonObject { ["of"] = of.DeepClone(), ["present"] = row[7]!.DeepClone() };
        }

        if (SexOf(row) is { } sex)
        {
            answered["sex"] = sex;
        }

        return answered;
    }

    private static JsonObject Components(JsonArray row) => new()
    {
        ["area"] = row[0]!.DeepClone(),
        ["value"] = row[2]?.DeepClone(),
        ["status"] = At(row, 3)?.DeepClone(),
        ["numerator"] = At(row, 4)?.DeepClone(),
        ["denominator"] = At(row, 5)?.DeepClone(),
    };

    private static JsonObject Input(string measure) => new() { ["name"] = measure, ["dataSet"] = "unemployment-2006-2018", ["measure"] = measure };

    private static JsonNode? At(JsonArray row, int index) => index < row.Count ? row[index] : null;

    private static string? SexOf(JsonArray row) => (string?)At(row, 8);

    private static IResult Csv(string indicator, JsonArray rows) => Results.Text(
        "indicator,area,period,value,status\r\n" + string.Concat(rows.Select(row => $"{indicator},{row!["area"]},{row["period"]},{row["value"]},{row["status"]}\r\n")), "text/csv");
}
