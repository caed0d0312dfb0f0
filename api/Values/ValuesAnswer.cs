using System.Buffers;
using System.IO.Compression;
using System.Text;
using Insight.Api.Answers;

namespace Insight.Api.Values;

/// <summary>
/// Writes the body of an answer with values. A short one goes out at once and with its length; a long one goes out buffer by buffer in
/// constant memory. Packed ones are packed on the way.
/// </summary>
internal sealed class ValuesAnswer(HttpContext context, ContentCoding coding) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private Stream? packed;
    private int filled;

    /// <summary>Writes text that is short against the buffer.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> text)
    {
        if (text.Length > buffer.Length - filled)
        {
            await FlushAsync();
        }

        if (text.Length > buffer.Length)
        {
            await SendAsync(text);
            return;
        }

        text.Span.CopyTo(buffer.AsSpan(filled));
        filled += text.Length;
    }

    /// <summary>Copies a finished file.</summary>
    public async ValueTask CopyAsync(Stream file)
    {
        await FlushAsync();
        for (int read; (read = await file.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            await SendAsync(buffer.AsMemory(0, read));
        }
    }

    /// <summary>Writes all rows of a selection.</summary>
    public async ValueTask WriteAsync(RowWriter rows, Selection selection)
    {
        rows.Begin(selection);
        var longest = rows.LongestRow(selection);
        if (longest > buffer.Length)
        {
            throw new InvalidOperationException(
                $"A row of {selection.Indicator} may take {longest} bytes, more than the buffer's {buffer.Length}; shorten its member names.");
        }

        var position = default(SelectionPosition);
        while (!Fill(rows, selection, ref position, longest))
        {
            await FlushAsync();
        }
    }

    /// <summary>Sends what is left. An answer of which nothing was sent before gets its Content-Length.</summary>
    public ValueTask CompleteAsync()
    {
        if (!context.Response.HasStarted && coding == ContentCoding.Identity)
        {
            context.Response.ContentLength = filled;
        }

        return HttpMethods.IsHead(context.Request.Method) ? ValueTask.CompletedTask : FlushAsync();
    }

    /// <summary>Ends the packing and gives the buffer back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (packed is not null)
        {
            await packed.DisposeAsync();
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private bool Fill(RowWriter rows, Selection selection, ref SelectionPosition position, int longest)
    {
        var cursor = new Utf8Cursor(buffer.AsSpan(filled));
        var isDone = rows.Write(ref cursor, selection, ref position, longest);
        filled += cursor.Written;
        return isDone;
    }

    private async ValueTask FlushAsync()
    {
        await SendAsync(buffer.AsMemory(0, filled));
        filled = 0;
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (coding != ContentCoding.Identity)
        {
            packed ??= ContentCodings.Pack(context.Response.Body, coding, CompressionLevel.Fastest);
            return packed.WriteAsync(bytes, context.RequestAborted);
        }

        // Asking for RequestAborted costs an allocation; an answer that goes out in one piece has nothing to abort.
        return context.Response.Body.WriteAsync(bytes, context.Response.HasStarted ? context.RequestAborted : CancellationToken.None);
    }
}
