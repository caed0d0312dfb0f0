using System.Buffers;
using System.Text.Json.Nodes;
using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// JSON-stat 2.0 (https://json-stat.org/full): one data set with the dimensions indicator (role metric), area (geo), the breakdowns and period
/// (time), values row by row with the last dimension fastest, statuses by position. Labels are in the language asked by lang, else English.
/// </summary>
internal sealed class JsonStatFormat : IValuesFormat
{
    private static readonly ReadOnlyMemory<byte> StatusOpen = "],\"status\":{"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> End = "}}"u8.ToArray();

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
        var (cube, notes) = (await reply.CubeAsync(), await reply.NotesAsync());
        var numbers = new CubeNumbers(reply.Texts);
        var frame = Frame(reply, cube, notes);
        await answer.WriteAsync(frame?.Part(0) ?? JsonStatHead.Of(reply, cube, new Labels(reply, notes)));
        foreach (var selection in cube.Selections)
        {
            await answer.WriteAsync(numbers, selection);
        }

        await (frame is null ? WriteTailAsync(answer, cube) : answer.WriteAsync(frame.Part(1)));
    }

    /// <summary>What stands before and behind the numbers, where it is asked for again; of one indicator only.</summary>
    private static ReadyText? Frame(ValuesReply reply, Cube cube, IReadOnlyList<JsonObject> notes) => cube.Selections is [{ Asked: { } asked } only]
        ? reply.Texts.Frame(asked.Frame, () => ReadyText.Of(JsonStatHead.Of(reply, cube, new Labels(reply, notes)), Tail(only)))
        : null;

    private static byte[] Tail(Selection selection)
    {
        var (statuses, tail, position) = (new CubeStatuses(), new ArrayBufferWriter<byte>(), default(SelectionPosition));
        tail.Write(StatusOpen.Span);
        for (var isDone = false; !isDone;)
        {
            var cursor = new Utf8Cursor(tail.GetSpan(2 * statuses.LongestRow(selection)));
            isDone = statuses.Write(ref cursor, selection, ref position, statuses.LongestRow(selection));
            tail.Advance(cursor.Written);
        }

        tail.Write(End.Span);
        return tail.WrittenSpan.ToArray();
    }

    private static async ValueTask WriteTailAsync(ValuesAnswer answer, Cube cube)
    {
        var statuses = new CubeStatuses();
        await answer.WriteAsync(StatusOpen);
        foreach (var selection in cube.Selections)
        {
            await answer.WriteAsync(statuses, selection);
        }

        await answer.WriteAsync(End);
    }
}
