using System.Text.Json;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>PxWeb's own JSON (<c>json</c> in version 1, <c>json-px</c> in version 2): rows with a key of codes and the values of the chosen measures as texts.</summary>
internal static class PxJson
{
    private const int RowsBetweenFlushes = 2048;

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(Stream stream, PxAnswer answer)
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Answers.Json.Options.Encoder });
        var cube = ByMeasure(answer.Cube);
        json.WriteStartObject();
        WriteColumns(json, answer, cube);
        PxJsonStat.WriteTexts(json, "comments", answer.NotesIn(answer.Language));
        json.WriteStartArray("data");
        var measures = cube.Measures.Count();
        using var cells = cube.Cells().GetEnumerator();
        foreach (var (row, key) in PxCube.Positions(cube.Stub).Index())
        {
            WriteRow(json, cube, key, cells, measures);
            if (row % RowsBetweenFlushes == 0)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("metadata");
        json.WriteStartObject();
        json.WriteString("updated", PxText.Time(answer.Table.Updated));
        json.WriteString("label", answer.Words.Title(answer.Table));
        json.WriteString("source", answer.Words.Source(answer.Table));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The same cells with the measures as the only columns.</summary>
    private static PxCube ByMeasure(PxCube cube) => new(
        cube.Shape, [.. cube.Axes.Where(a => a.Dimension.Role != PxRole.Measure)], [.. cube.Axes.Where(a => a.Dimension.Role == PxRole.Measure)]) { Components = cube.Components };

    private static void WriteColumns(Utf8JsonWriter json, PxAnswer answer, PxCube cube)
    {
        json.WriteStartArray("columns");
        foreach (var axis in cube.Stub)
        {
            WriteColumn(json, axis.Dimension.Code, answer.Words.Dimension(answer.Table, axis.Dimension), axis.Dimension.Role == PxRole.Time ? "t" : "d");
        }

        var measures = answer.Cube.Shape.Dimensions[^2];
        var texts = answer.Words.Values(answer.Table, measures);
        foreach (var measure in cube.Measures)
        {
            WriteColumn(json, measure, texts[measures.IndexOf(measure)], "c");
        }

        json.WriteEndArray();
    }

    private static void WriteColumn(Utf8JsonWriter json, string code, string text, string type)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("text", text);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, PxCube cube, int[] key, IEnumerator<PxCell> cells, int measures)
    {
        json.WriteStartObject();
        PxJsonStat.WriteTexts(json, "key", key.Index().Select(k => cube.Stub[k.Index].Dimension.Values[cube.Stub[k.Index].Chosen[k.Item]]));
        json.WriteStartArray("values");
        for (var i = 0; i < measures && cells.MoveNext(); i++)
        {
            json.WriteStringValue(double.IsNaN(cells.Current.Number) ? PxSymbol.Of(cells.Current.Status) : PxAnswer.Digits(cells.Current.Number));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
