using System.Buffers.Binary;
using System.IO.Compression;

namespace Insight.Etl.Landing;

/// <summary>
/// Unpacks a gzip body and makes sure that all of it came: the library takes a body that was cut for one that has ended, and half a CSV file
/// looks like a whole one. The last four bytes of gzip say how long the unpacked body is (RFC 1952, ISIZE).
/// </summary>
internal sealed class PackedBody : IAsyncDisposable
{
    private readonly Tail tail;

    /// <summary>A body as it comes from the server.</summary>
    public PackedBody(Stream packed)
    {
        tail = new Tail(packed);
        Unpacked = new GZipStream(tail, CompressionMode.Decompress);
    }

    /// <summary>What was packed.</summary>
    public Stream Unpacked { get; }

    /// <summary>Whether a body that was read to its end and was so long is whole.</summary>
    public async Task<bool> IsWholeAsync(long unpacked, CancellationToken cancellationToken)
    {
        await tail.CopyToAsync(Stream.Null, cancellationToken);
        return tail.LastNumber == unchecked((uint)unpacked);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Unpacked.DisposeAsync();

    /// <summary>Reads on and remembers the last four bytes.</summary>
    private sealed class Tail(Stream inner) : Stream
    {
        private readonly byte[] last = new byte[sizeof(uint)];

        public uint LastNumber => BinaryPrimitives.ReadUInt32LittleEndian(last);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Seen(buffer.AsSpan(offset, count), inner.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Seen(buffer.Span, read);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Seen(ReadOnlySpan<byte> buffer, int read)
        {
            var end = buffer[Math.Max(0, read - last.Length)..read];
            last.AsSpan(end.Length).CopyTo(last);
            end.CopyTo(last.AsSpan(last.Length - end.Length));
            return read;
        }
    }
}
