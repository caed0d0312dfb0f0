using System.Text;
using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// JSON-stat 2.0 (https://json-stat.org/full): one data set with the dimensions indicator (role metric), area (geo), the breakdowns and period
/// (time), values row by row with the last dimension fastest, statuses by position. Labels are in the language asked by lang, else English.
/// </summary>
internal sealed class JsonStatFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "json-stat";

    /// <inheritdoc/>
    public string MediaType => "application/vnd.json-stat+json";

    /// <inheritdoc/>
    public string ContentType => "application/json; charset=utf-8; profile=\"https://json-stat.org/full\"";

    /// <inheritdoc/>
    public string? FileEnding => null;

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var cube = await reply.CubeAsync();
        var statuses = new CubeStatuses();
        var numbers = new CubeNumbers(reply.Texts);
        await answer.WriteAsync(JsonStatHead.Of(reply, cube, new Labels(reply, await reply.NotesAsync())));
        foreach (var selection in cube.Selections)
        {
            await answer.WriteAsync(numbers, selection);
        }

        await answer.WriteAsync("],\"status\":{"u8.ToArray());
        foreach (var selection in cube.Selections)
        {
            await answer.WriteAsync(statuses, selection);
        }

        await answer.WriteAsync(Encoding.UTF8.GetBytes("}}"));
    }
}
