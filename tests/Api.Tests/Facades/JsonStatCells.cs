using System.Globalization;
using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>Reads the cells of a JSON-stat 2.0 data set, by its own rules: row-major over id and size, index as an object.</summary>
internal static class JsonStatCells
{
    /// <summary>Codes by dimension → value and status (of our extension, else the symbol).</summary>
    public static IEnumerable<(Dictionary<string, string> Codes, double? Value, string Status, string Symbol)> Read(JsonNode dataset)
    {
        string[] ids = [.. dataset["id"]!.AsArray().Select(n => (string)n!)];
        int[] sizes = [.. dataset["size"]!.AsArray().Select(n => (int)n!)];
        string[][] codes = [.. ids.Select(id => dataset["dimension"]![id]!["category"]!["index"]!.AsObject().OrderBy(p => (int)p.Value!).Select(p => p.Key).ToArray())];
        Assert.That(codes.Select(c => c.Length), Is.EqualTo(sizes));
        var values = dataset["value"]!.AsArray();
        Assert.That(values, Has.Count.EqualTo(sizes.Aggregate(1, (a, b) => a * b)));
        for (var i = 0; i < values.Count; i++)
        {
            var at = new Dictionary<string, string>();
            for (var (d, rest) = (ids.Length - 1, i); d >= 0; rest /= sizes[d], d--)
            {
                at[ids[d]] = codes[d][rest % sizes[d]];
            }

            var key = i.ToString(CultureInfo.InvariantCulture);
            yield return (at, (double?)values[i], (string?)dataset["extension"]!["insight"]!["statuses"]![key] ?? "", (string?)dataset["status"]![key] ?? "");
        }
    }
}
