using Insight.Api.Values;
using Insight.Warehouse.Arrow;

namespace Insight.Api.Formats;

/// <summary>
/// Arrow IPC stream: indicators, areas, periods, members and statuses dictionary-encoded, metadata in the schema; columns as
/// <see cref="ValuesTables"/> says. One indicator after the other goes out, so that memory does not grow with the answer.
/// </summary>
internal sealed class ArrowFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "arrow";

    /// <inheritdoc/>
    public string MediaType => ArrowStreamWriter.MediaType;

    /// <inheritdoc/>
    public string ContentType => MediaType;

    /// <inheritdoc/>
    public string FileEnding => ".arrows";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var tables = new ValuesTables(reply, await reply.AllAsync());
        using var part = new MemoryStream();
        var writer = new ArrowStreamWriter(part, tables.Metadata(new Labels(reply, await reply.NotesAsync())));
        foreach (var table in tables.Tables)
        {
            writer.Write(table);
            await SendAsync(answer, part);
        }

        writer.Dispose();
        await SendAsync(answer, part);
    }

    private static async ValueTask SendAsync(ValuesAnswer answer, MemoryStream part)
    {
        await answer.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length));
        part.SetLength(0);
    }
}
