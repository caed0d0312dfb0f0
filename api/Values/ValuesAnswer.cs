using System.Buffers;
using System.IO.Compression;
using System.Text;
using Insight.Api.Answers;

namespace Insight.Api.Values;

/// <summary>
/// Writes the body of an answer with values. One whose length is known is written where the server sends from; another short one goes out at
/// once and with its length, and a long one buffer by buffer in constant memory. Packed ones are packed on the way.
/// </summary>
internal sealed class ValuesAnswer(HttpContext context, ContentCoding coding, AnswerRecorder? recorder = null) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The server's buffer is asked for this much more than is left, so that the last rows do not need another one.</summary>
    private const int Spare = 4 * 1024;

    private byte[]? first;
    private Memory<byte> buffer;
    private Stream? packed;
    private int filled;
    private bool isDirect;

    private Memory<byte> Buffer => buffer.IsEmpty ? buffer = first ??= ArrayPool<byte>.Shared.Rent(BufferBytes) : buffer;

    /// <summary>Bytes so far, before packing.</summary>
    public long Length { get; private set; }

    /// <summary>Begins an answer that is known to have so many bytes, which are not packed.</summary>
    public async ValueTask BeginAsync(long length)
    {
        context.Response.ContentLength = length;
        await context.Response.StartAsync(CancellationToken.None);
        isDirect = true;
        buffer = context.Response.BodyWriter.GetMemory((int)Math.Min(length, Answer.LongestPiece) + Spare);
    }

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
            // Asking for RequestAborted costs an allocation; the last piece has nothing left to abort.
            await SendAsync(CancellationToken.None);
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

        if (first is not null)
        {
            ArrayPool<byte>.Shared.Return(first);
        }
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

        await SendAsync(context.RequestAborted);
        isDirect = coding == ContentCoding.Identity;
        buffer = isDirect ? context.Response.BodyWriter.GetMemory(BufferBytes) : first;
    }

    private async ValueTask SendAsync(CancellationToken stop)
    {
        var bytes = Buffer[..filled];
        Length += filled;
        filled = 0;
        if (coding != ContentCoding.Identity)
        {
            packed ??= ContentCodings.Pack(recorder is null ? context.Response.Body : new RecordedStream(context.Response.Body, recorder), coding, CompressionLevel.Fastest);
            await packed.WriteAsync(bytes, stop);
            return;
        }

        recorder?.Note(bytes.Span);
        if (isDirect)
        {
            context.Response.BodyWriter.Advance(bytes.Length);
            await context.Response.BodyWriter.FlushAsync(stop);
            return;
        }

        await context.Response.Body.WriteAsync(bytes, stop);
    }
}
