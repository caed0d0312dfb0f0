using System.Security.Cryptography;

namespace Insight.Etl.Landing;

/// <summary>A write-only stream that hashes and counts what passes through it, and refuses more than a limit.</summary>
internal sealed class HashingWriter(Stream target, long maxBytes, string what) : Stream
{
    /// <summary>What Linux calls EFBIG.</summary>
    public const int TooLargeForDisk = 27;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    /// <summary>Bytes written so far.</summary>
    public override long Length => count;

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of what was written, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Measure(buffer);
        target.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Measure(buffer.Span);
        try
        {
            await target.WriteAsync(buffer, cancellationToken);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // The library's word for EFBIG: a file that may not grow further.
            throw new IOException("The file may not grow further, by a limit of the file system or of this process.", TooLargeForDisk) { Source = e.Source };
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }

    private void Measure(ReadOnlySpan<byte> buffer)
    {
        count += buffer.Length;
        if (count > maxBytes)
        {
            throw new PayloadException(
                $"{what} is larger than {maxBytes} bytes (unpacked) and was refused; ask for less, or raise limits.max_bytes in source.yml if it is meant to be this large.");
        }

        hash.AppendData(buffer);
    }
}
