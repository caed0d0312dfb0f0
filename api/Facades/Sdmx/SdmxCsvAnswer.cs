using System.Text;
using Insight.Api.Facades.Px.Formats;
using Insight.Api.Values;

namespace Insight.Api.Facades.Sdmx;

/// <summary>SDMX-CSV 2.0: one line an observation, in constant memory. A dimension that a flow does not have stays empty.</summary>
internal static class SdmxCsvAnswer
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(Stream stream, SdmxQuestion question, IAsyncEnumerable<SdmxObservation> observations)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        List<string> dimensions = [.. question.Flows.SelectMany(f => f.Dimensions).Distinct()];
        await text.WriteLineAsync(string.Join(',', (string[])
        [
            "STRUCTURE", "STRUCTURE_ID", "ACTION", .. dimensions, SdmxFlow.TimePeriod, .. question.WithValue ? [SdmxFlow.ObsValue] : Array.Empty<string>(), .. question.Attributes,
        ]));
        await foreach (var observation in observations)
        {
            await text.WriteLineAsync(string.Join(',', Fields(question, observation, dimensions)));
        }
    }

    private static IEnumerable<string> Fields(SdmxQuestion question, SdmxObservation observation, List<string> dimensions)
    {
        var flow = observation.Series.Flow;
        yield return "dataflow";
        yield return flow.Reference;
        yield return observation.IsGone ? "D" : question.Earlier is null ? "I" : "M";
        foreach (var dimension in dimensions)
        {
            var position = flow.Position(dimension);
            yield return position < 0 ? "" : observation.Series.Codes[position];
        }

        yield return observation.Period.ToString();
        if (question.WithValue)
        {
            yield return double.IsNaN(observation.Value) ? "" : PxAnswer.Digits(observation.Value);
        }

        foreach (var attribute in question.Attributes)
        {
            yield return observation.IsGone ? "" : CsvRows.Field(observation.Attribute(attribute));
        }
    }
}
