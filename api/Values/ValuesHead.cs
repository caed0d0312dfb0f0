using System.Buffers;
using System.Text.Json;
using Insight.Api.Citations;
using Insight.Api.Publications;

namespace Insight.Api.Values;

/// <summary>What stands before the rows of a JSON answer: what they were answered from and what was asked.</summary>
internal static class ValuesHead
{
    /// <summary><c>{"publication":…,"rows":[</c>, or with another name of the array that follows.</summary>
    /// <param name="query">The question.</param>
    /// <param name="citation">How the answer is cited.</param>
    /// <param name="updated">The newest date that the producers give the selected figures; null unless all do.</param>
    /// <param name="array">Name of the array that follows.</param>
    public static byte[] Of(ValuesQuery query, Citation citation, DateTimeOffset? updated, string array = "rows")
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = Answers.Json.Options.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("publication", query.Publication.Id);
        json.WritePropertyName("publishedAt");
        JsonSerializer.Serialize(json, query.Publication.Manifest.CreatedAt, Answers.Json.Options);
        json.WriteString("edition", query.Publication.Manifest.Edition);
        WriteIndicators(json, query);
        json.WriteString("frequency", Publication.Word(query.Frequency));
        json.WriteString("division", query.Division.Label);
        json.WriteString("membership", query.Division.Membership);
        json.WriteBoolean("synthetic", query.Indicators.Any(i => i.Indicator.Synthetic));
        json.WritePropertyName("dataUpdated");
        JsonSerializer.Serialize(json, updated, Answers.Json.Options);
        citation.Write(json, query.Language);
        json.WriteStartArray(array);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteIndicators(Utf8JsonWriter json, ValuesQuery query)
    {
        if (query.Indicators.Count == 1)
        {
            json.WriteString("indicator", query.Indicators[0].Indicator.Id);
            return;
        }

        json.WriteStartArray("indicators");
        foreach (var indicator in query.Indicators)
        {
            json.WriteStringValue(indicator.Indicator.Id);
        }

        json.WriteEndArray();
    }
}
