using System.Buffers;
using System.IO.Compression;
using System.Text;
using Insight.Api.Answers;

namespace Insight.Api.Values;

/// <summary>
/// Writes the body of an answer with values. A short one goes out at once and with its length; a long one goes out buffer by buffer in
/// constant memory, written where the server sends from. Packed ones are packed on the way.
/// </summary>
internal sealed class ValuesAnswer(HttpContext context, ContentCoding coding, AnswerRecorder? recorder = null) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] first = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private Memory<byte> buffer;
    private Stream? packed;
    private int filled;
    private bool isDirect;

    private Memory<byte> Buffer => buffer.IsEmpty ? buffer = first : buffer;

    /// <summary>Writes text that is short against the buffer.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> text)
    {
        if (text.Length > Buffer.Length - filled)
        {
            await FlushAsync();
        }

        for (; text.Length > Buffer.Length; text = text[Buffer.Length..])
        {
            text[..Buffer.Length].CopyTo(Buffer);
            filled = Buffer.Length;
            await FlushAsync();
        }

        text.CopyTo(Buffer[filled..]);
        filled += text.Length;
    }

    /// <summary>Copies a finished file.</summary>
    public async ValueTask CopyAsync(Stream file)
    {
        await FlushAsync();
        while ((filled = await file.ReadAsync(Buffer, context.RequestAborted)) > 0)
        {
            await FlushAsync();
        }
    }

    /// <summary>Writes all rows of a selection.</summary>
    public async ValueTask WriteAsync(RowWriter rows, Selection selection)
    {
        rows.Begin(selection);
        var longest = rows.LongestRow(selection);
        if (longest > Buffer.Length)
        {
            throw new InvalidOperationException(
                $"A row of {selection.Indicator} may take {longest} bytes, more than the buffer's {Buffer.Length}; shorten its member names.");
        }

        var position = default(SelectionPosition);
        while (!Fill(rows, selection, ref position, longest))
        {
            await FlushAsync();
        }
    }

    /// <summary>Sends what is left. An answer of which nothing was sent before gets its Content-Length.</summary>
    public async ValueTask CompleteAsync()
    {
        if (!context.Response.HasStarted && coding == ContentCoding.Identity)
        {
            context.Response.ContentLength = filled;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await SendAsync();
        }

        if (packed is not null)
        {
            await packed.DisposeAsync();
        }

        recorder?.Complete();
    }

    /// <summary>Gives the buffer back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (packed is not null)
        {
            await packed.DisposeAsync();
        }

        ArrayPool<byte>.Shared.Return(first);
    }

    private bool Fill(RowWriter rows, Selection selection, ref SelectionPosition position, int longest)
    {
        var cursor = new Utf8Cursor(Buffer.Span[filled..]);
        var isDone = rows.Write(ref cursor, selection, ref position, longest);
        filled += cursor.Written;
        return isDone;
    }

    /// <summary>Sends what is written and makes room. From the second buffer on, what is not packed is written straight into the server's own.</summary>
    private async ValueTask FlushAsync()
    {
        if (coding == ContentCoding.Identity && !context.Response.HasStarted)
        {
            await context.Response.StartAsync(context.RequestAborted);
        }

        await SendAsync();
        isDirect = coding == ContentCoding.Identity;
        buffer = isDirect ? context.Response.BodyWriter.GetMemory(BufferBytes)[..BufferBytes] : first;
    }

    private async ValueTask SendAsync()
    {
        var bytes = Buffer[..filled];
        filled = 0;
        if (coding != ContentCoding.Identity)
        {
            packed ??= ContentCodings.Pack(recorder is null ? context.Response.Body : new RecordedStream(context.Response.Body, recorder), coding, CompressionLevel.Fastest);
            await packed.WriteAsync(bytes, context.RequestAborted);
            return;
        }

        recorder?.Note(bytes.Span);
        if (isDirect)
        {
            context.Response.BodyWriter.Advance(bytes.Length);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            return;
        }

        // Asking for RequestAborted costs an allocation; an answer that goes out in one piece has nothing to abort.
        await context.Response.Body.WriteAsync(bytes, context.Response.HasStarted ? context.RequestAborted : CancellationToken.None);
    }
}
