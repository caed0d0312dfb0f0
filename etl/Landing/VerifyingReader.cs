using System.Security.Cryptography;

namespace Insight.Etl.Landing;

/// <summary>
/// Reads a landed file from beginning to end and then compares its hash with that of the manifest, so that a damaged file is never loaded.
/// </summary>
internal sealed class VerifyingReader(string path, string sha256) : Stream
{
    private readonly FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool compared;

    public override bool CanRead => true;

    /// <summary>False: the hash needs every byte once and in order.</summary>
    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException("A landed file is read once, from beginning to end.");
    }

    public override int Read(Span<byte> buffer) => Hashed(buffer, file.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, cancellationToken);
        return Hashed(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A landed file is read once, from beginning to end.");

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Hashed(ReadOnlySpan<byte> buffer, int read)
    {
        if (read > 0)
        {
            hash.AppendData(buffer[..read]);
        }
        else if (!buffer.IsEmpty && !compared)
        {
            compared = true;
            Compare(Convert.ToHexStringLower(hash.GetCurrentHash()));
        }

        return read;
    }

    private void Compare(string found)
    {
        if (found != sha256)
        {
            throw new PayloadException(
                $"The landed file {sha256} now has the hash {found}: its bytes were damaged after it was landed. Fetch the source again; landing the right bytes mends the file.");
        }
    }
}
