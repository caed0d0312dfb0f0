using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.StatFin;

/// <summary>
/// Reads PxWeb's own <c>json</c>: columns of type <c>d</c> (variable), <c>t</c> (time) or <c>c</c> (content), and rows with a key and values,
/// all of them texts. The order of columns differs from table to table.
/// </summary>
internal static class PxJsonFormat
{
    /// <summary>The answer in a document that must stay open while its rows are read.</summary>
    /// <exception cref="PayloadException">The payload is not in this format.</exception>
    public static Cube Read(JsonElement root, LandedFile file)
    {
        var columns = root.Get("columns", file).Items("columns", file)
            .Select(column => (Code: column.Get("code", file).Word("a code", file), Type: column.Get("type", file).Word("a type", file)))
            .ToList();
        var keys = columns.Where(column => column.Type is "d" or "t").ToList();
        var contents = columns.Where(column => column.Type == "c").Select(column => column.Code).ToList();
        var rows = root.Get("data", file).Items("rows ('data')", file).Select((row, i) => Row(row, i + 1, keys.Count, contents.Count, file)).ToList();
        var axes = keys.Select((key, i) => new CubeAxis(key.Code, [.. rows.Select(row => row.Key[i]).Distinct()], key.Type == "t", false));
        return new Cube([.. axes, new CubeAxis("contents", contents, false, false)], chosen => chosen.Code == "contents"
            ? rows
            : throw JsonPayload.Unexpected(file, $"has the contents in variable '{chosen.Code}', while its columns of type c are {string.Join(", ", contents)}"))
        {
            Updated = Updated(root),
        };
    }

    /// <summary><c>"metadata": [{"updated": …}]</c>, which older servers do not send.</summary>
    private static DateTimeOffset? Updated(JsonElement root) =>
        root.Find("metadata") is { ValueKind: JsonValueKind.Array } metadata && metadata.EnumerateArray().FirstOrDefault().Find("updated").TextOrNull() is { } updated
            ? ProducersDate.Read(updated)
            : null;

    private static CubeRow Row(JsonElement row, int position, int keys, int contents, LandedFile file)
    {
        var key = row.Get("key", file).Items("key codes", file).Select(code => code.Word("a key", file)).ToArray();
        var figures = row.Get("values", file).Items("values", file).Select(value => CubeFigure.Of(value, file)).ToArray();
        return key.Length == keys && figures.Length == contents
            ? new CubeRow(position, key, figures)
            : throw JsonPayload.Unexpected(
                file, $"has {key.Length} keys and {figures.Length} values in row {position}, while its columns say {keys} and {contents}");
    }
}
