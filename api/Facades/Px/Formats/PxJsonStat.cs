using System.Globalization;
using System.Text.Json;
using Insight.Warehouse.Observations;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>
/// JSON-stat 2.0 as PxWebApi writes it, for data and, with null in place of the values, for metadata. A cell without a number has its symbol in
/// <c>status</c>; the exact statuses stand in <c>extension.insight.statuses</c> by position.
/// </summary>
internal static class PxJsonStat
{
    private const int CellsBetweenFlushes = 4096;

    /// <summary>Writes the data.</summary>
    public static async Task WriteDataAsync(Stream stream, PxAnswer answer)
    {
        await using var json = Open(stream);
        WriteHead(json, answer);
        json.WriteStartArray("value");
        var (statuses, count) = (new List<(int Index, byte Status)>(), 0);
        foreach (var cell in answer.Cube.Cells())
        {
            WriteNumber(json, cell.Number);
            if (cell.Status != 0)
            {
                statuses.Add((count, cell.Status));
            }

            if (++count % CellsBetweenFlushes == 0)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("status");
        var missing = statuses.Where(s => ObservationStatus.All[s.Status].IsMissing);
        foreach (var (index, status) in missing)
        {
            json.WriteString(index.ToString(CultureInfo.InvariantCulture), PxSymbol.Of(status));
        }

        json.WriteEndObject();
        PxJsonStatAbout.WriteExtension(json, answer, statuses);
        json.WriteEndObject();
    }

    /// <summary>Writes the metadata of a whole table.</summary>
    public static async Task WriteMetadataAsync(Stream stream, PxAnswer answer)
    {
        await using var json = Open(stream);
        WriteHead(json, answer);
        json.WriteNull("value");
        PxJsonStatAbout.WriteExtension(json, answer, []);
        json.WriteEndObject();
    }

    /// <summary>A number, or null where there is none.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsNaN(number))
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteNumberValue(number);
        }
    }

    private static Utf8JsonWriter Open(Stream stream) => new(stream, new JsonWriterOptions { Encoder = Answers.Json.Options.Encoder });

    private static void WriteHead(Utf8JsonWriter json, PxAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("class", "dataset");
        json.WriteString("href", answer.Address.AbsoluteUri);
        json.WriteString("label", answer.Words.Title(answer.Table));
        json.WriteString("source", answer.Words.Source(answer.Table));
        json.WriteString("updated", PxText.Time(answer.Table.Updated));
        WriteTexts(json, "note", answer.NotesIn(answer.Language));
        json.WriteStartObject("role");
        WriteRole(json, answer, "time", PxRole.Time);
        WriteRole(json, answer, "geo", PxRole.Area);
        WriteRole(json, answer, "metric", PxRole.Measure);
        json.WriteEndObject();
        WriteTexts(json, "id", answer.Cube.Axes.Select(a => a.Dimension.Code));
        json.WriteStartArray("size");
        foreach (var axis in answer.Cube.Axes)
        {
            json.WriteNumberValue(axis.Chosen.Count);
        }

        json.WriteEndArray();
        json.WriteStartObject("dimension");
        foreach (var axis in answer.Cube.Axes)
        {
            PxJsonStatAbout.WriteDimension(json, answer, axis);
        }

        json.WriteEndObject();
    }

    private static void WriteRole(Utf8JsonWriter json, PxAnswer answer, string name, PxRole role)
    {
        if (answer.Cube.Axes.Any(a => a.Dimension.Role == role))
        {
            WriteTexts(json, name, answer.Cube.Axes.Where(a => a.Dimension.Role == role).Select(a => a.Dimension.Code));
        }
    }

    /// <summary>A list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
