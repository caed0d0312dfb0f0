using System.Globalization;
using System.Text.Json;
using Insight.Api.Facades.Px.Formats;

namespace Insight.Api.Facades.Sdmx;

/// <summary>SDMX-JSON 2.0 of data: a structure and a data set for each dataflow, and of changes one more for what is gone.</summary>
internal sealed class SdmxJsonAnswer(SdmxQuestion question, string id)
{
    private readonly SdmxNames names = new(question.Publication);

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream stream, IReadOnlyList<SdmxObservation> observations)
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Answers.Json.Options.Encoder });
        var sets = observations.GroupBy(o => (o.Series.Flow.Id, o.IsGone)).Select(g => new SdmxDataSet(question, [.. g])).ToList();
        json.WriteStartObject();
        WriteMeta(json);
        json.WriteStartObject("data");
        json.WriteStartArray("structures");
        foreach (var (index, set) in sets.Index())
        {
            WriteStructure(json, set, index);
        }

        json.WriteEndArray();
        json.WriteStartArray("dataSets");
        foreach (var (index, set) in sets.Index())
        {
            await WriteDataSetAsync(json, set, index);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteMeta(Utf8JsonWriter json)
    {
        json.WriteStartObject("meta");
        json.WriteString("schema", "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json");
        json.WriteString("id", id);
        json.WriteBoolean("test", false);
        json.WriteString("prepared", PxText.Time(question.Publication.Manifest.CreatedAt));
        PxJsonStat.WriteTexts(json, "contentLanguages", [question.Language, .. Requests.Languages.All.Where(l => l != question.Language)]);
        json.WriteStartObject("sender");
        json.WriteString("id", SdmxFlow.Agency);
        json.WriteString("name", "Insight");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteStructure(Utf8JsonWriter json, SdmxDataSet set, int index)
    {
        var flow = set.Flow;
        json.WriteStartObject();
        WriteNames(json, flow.Indicator.Names);
        json.WriteStartArray("dataSets");
        json.WriteNumberValue(index);
        json.WriteEndArray();
        json.WriteStartArray("links");
        WriteLink(json, "dataflow", SdmxFlow.Urn("datastructure.Dataflow", flow.Id, flow.Version));
        WriteLink(json, "datastructure", SdmxFlow.Urn("datastructure.DataStructure", flow.StructureId, flow.Version));
        json.WriteEndArray();
        json.WriteStartObject("dimensions");
        WriteComponents(json, set, "dataSet", []);
        WriteComponents(json, set, "series", set.SeriesDimensions);
        WriteComponents(json, set, "observation", set.ObservationDimensions);
        json.WriteEndObject();
        json.WriteStartObject("measures");
        WriteComponents(json, set, "observation", question.WithValue ? [SdmxFlow.ObsValue] : []);
        json.WriteEndObject();
        json.WriteStartObject("attributes");
        WriteComponents(json, set, "dataSet", set.DataSetAttributes);
        WriteComponents(json, set, "series", []);
        WriteComponents(json, set, "observation", set.ObservationAttributes);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteComponents(Utf8JsonWriter json, SdmxDataSet set, string level, IReadOnlyList<string> components)
    {
        json.WriteStartArray(level);
        foreach (var component in components)
        {
            json.WriteStartObject();
            json.WriteString("id", component);
            WriteNames(json, names.Component(set.Flow, component));
            if (set.KeyPosition(component) is var position and >= 0)
            {
                json.WriteNumber("keyPosition", position);
            }

            if (component == SdmxFlow.ObsValue)
            {
                json.WriteStartObject("format");
                json.WriteString("dataType", "Double");
                json.WriteEndObject();
            }
            else
            {
                WriteValues(json, set, component);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteValues(Utf8JsonWriter json, SdmxDataSet set, string component)
    {
        json.WriteStartArray("values");
        foreach (var code in set.Codes(component))
        {
            json.WriteStartObject();
            json.WriteString("id", code);
            WriteNames(json, names.Code(set.Flow, component, code, set.AreaOf(component, code)));
            if (component == SdmxFlow.TimePeriod)
            {
                var period = Warehouse.Periods.Period.Parse(code);
                json.WriteString("start", string.Create(CultureInfo.InvariantCulture, $"{period.FirstDay:yyyy-MM-dd}T00:00:00"));
                json.WriteString("end", string.Create(CultureInfo.InvariantCulture, $"{period.LastDay:yyyy-MM-dd}T23:59:59"));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task WriteDataSetAsync(Utf8JsonWriter json, SdmxDataSet set, int index)
    {
        json.WriteStartObject();
        json.WriteNumber("structure", index);
        json.WriteString("action", set.IsGone ? "Delete" : question.Earlier is null ? "Information" : "Merge");
        WriteIndexes(json, "attributes", set.DataSetAttributes.Select(_ => 0));
        if (set.SeriesDimensions.Count == 0)
        {
            WriteObservations(json, set, set.Observations);
        }
        else
        {
            json.WriteStartObject("series");
            foreach (var series in set.Observations.GroupBy(o => set.KeyOf(o, set.SeriesDimensions)))
            {
                json.WriteStartObject(series.Key);
                WriteIndexes(json, "attributes", []);
                WriteObservations(json, set, series);
                json.WriteEndObject();
                await json.FlushAsync();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteObservations(Utf8JsonWriter json, SdmxDataSet set, IEnumerable<SdmxObservation> observations)
    {
        json.WriteStartObject("observations");
        foreach (var observation in observations)
        {
            json.WriteStartArray(set.KeyOf(observation, set.ObservationDimensions));
            if (question.WithValue)
            {
                PxJsonStat.WriteNumber(json, observation.Value);
            }

            foreach (var attribute in set.ObservationAttributes)
            {
                json.WriteNumberValue(set.IndexOf(attribute, observation.Attribute(attribute)));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteIndexes(Utf8JsonWriter json, string name, IEnumerable<int> indexes)
    {
        json.WriteStartArray(name);
        foreach (var index in indexes)
        {
            json.WriteNumberValue(index);
        }

        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, string rel, string urn)
    {
        json.WriteStartObject();
        json.WriteString("rel", rel);
        json.WriteString("urn", urn);
        json.WriteEndObject();
    }

    private void WriteNames(Utf8JsonWriter json, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteString("name", Requests.Languages.Pick(texts, question.Language));
        json.WriteStartObject("names");
        foreach (var (language, text) in texts)
        {
            json.WriteString(language, text);
        }

        json.WriteEndObject();
    }
}
