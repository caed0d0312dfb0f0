using System.Buffers;
using System.Text.Json;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Api.Formats;

/// <summary>What stands before the numbers of a JSON-stat data set: label, source, notes, dimensions with their labels, units.</summary>
internal static class JsonStatHead
{
    /// <summary><c>{"version":"2.0",…,"value":[</c></summary>
    public static byte[] Of(ValuesReply reply, Cube cube, Labels words)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Answers.Json.Options.Encoder, SkipValidation = true });
        json.WriteStartObject();
        WriteAbout(json, reply, words);
        WriteShape(json, cube);
        WriteDimensions(json, reply, cube, words);
        WriteExtension(json, reply, words);
        json.WriteStartArray("value");
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAbout(Utf8JsonWriter json, ValuesReply reply, Labels words)
    {
        json.WriteString("version", "2.0");
        json.WriteString("class", "dataset");
        json.WriteString("label", words.Title);
        json.WriteString("source", words.Source);
        json.WriteString("updated", reply.Query.Publication.Manifest.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("href", reply.Address.AbsoluteUri);
        json.WriteStartArray("note");
        foreach (var note in words.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    }

    private static void WriteShape(Utf8JsonWriter json, Cube cube)
    {
        WriteTexts(json, "id", ["indicator", "area", .. cube.Breakdowns, "period"]);
        json.WriteStartArray("size");
        foreach (var size in (int[])[cube.Selections.Count, cube.Areas.Length, .. cube.Members.Select(m => m.Length), cube.Periods.Length])
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartObject("role");
        WriteTexts(json, "metric", ["indicator"]);
        WriteTexts(json, "geo", ["area"]);
        WriteTexts(json, "time", ["period"]);
        json.WriteEndObject();
    }

    private static void WriteDimensions(Utf8JsonWriter json, ValuesReply reply, Cube cube, Labels words)
    {
        var indicators = reply.Query.Indicators.Select(i => i.Indicator).ToList();
        json.WriteStartObject("dimension");
        WriteDimension(json, "indicator", words.Word("indicator"), [.. indicators.Select(i => (i.Id, words.Pick(i.Names)))], () => WriteUnits(json, indicators, words));
        WriteAreas(json, words.Word("area"), cube.AreaTexts(number => reply.AreaText(number, words.Language)));
        foreach (var (b, name) in cube.Breakdowns.Index())
        {
            WriteDimension(json, name, words.Breakdown(name), [.. cube.Members[b].Select(m => (m, words.Member(name, m)))]);
        }

        WriteDimension(json, "period", words.Word("period"), [.. cube.Periods.Select(p => (p.Period.ToString(), p.Period.ToString()))]);
        json.WriteEndObject();
    }

    /// <summary>The dimension of areas, put together from ready texts: an answer may have hundreds of them and few numbers.</summary>
    private static void WriteAreas(Utf8JsonWriter json, string label, AreaText[] areas)
    {
        json.WriteStartObject("area");
        json.WriteString("label", label);
        json.WriteStartObject("category");
        json.WritePropertyName("index");
        json.WriteRawValue(Joined((byte)'[', areas, a => a.Id, (byte)']'), skipInputValidation: true);
        json.WritePropertyName("label");
        json.WriteRawValue(Joined((byte)'{', areas, a => a.IdAndName, (byte)'}'), skipInputValidation: true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Joined(byte open, AreaText[] areas, Func<AreaText, byte[]> text, byte close)
    {
        var joined = new byte[Math.Max(areas.Length, 1) + 1 + areas.Sum(a => text(a).Length)];
        joined[0] = open;
        var end = 1;
        foreach (var area in areas)
        {
            text(area).CopyTo(joined, end);
            end += text(area).Length;
            joined[end++] = (byte)',';
        }

        joined[^1] = close;
        return joined;
    }

    private static void WriteDimension(Utf8JsonWriter json, string id, string label, (string Id, string Label)[] members, Action? more = null)
    {
        json.WriteStartObject(id);
        json.WriteString("label", label);
        json.WriteStartObject("category");
        WriteTexts(json, "index", members.Select(m => m.Id));
        json.WriteStartObject("label");
        foreach (var member in members)
        {
            json.WriteString(member.Id, member.Label);
        }

        json.WriteEndObject();
        more?.Invoke();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteUnits(Utf8JsonWriter json, List<PublishedIndicator> indicators, Labels words)
    {
        json.WriteStartObject("unit");
        foreach (var indicator in indicators)
        {
            json.WriteStartObject(indicator.Id);
            json.WriteString("label", words.Pick(indicator.Unit));
            json.WriteNumber("decimals", indicator.Decimals);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json, ValuesReply reply, Labels words)
    {
        var query = reply.Query;
        json.WriteStartObject("extension");
        json.WriteString("publication", query.Publication.Id);
        json.WriteString("edition", query.Publication.Manifest.Edition);
        json.WriteString("frequency", Publication.Word(query.Frequency));
        json.WriteString("division", query.Division.Label);
        json.WriteBoolean("synthetic", query.Indicators.Any(i => i.Indicator.Synthetic));
        json.WriteString("licence", words.Licence);
        reply.Citation.Write(json, words.Language);
        json.WriteStartObject("obsStatus");
        foreach (var status in ObservationStatus.All.Where(s => s.Code.Length > 0))
        {
            json.WriteString(status.Code, status.ObsStatus.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
