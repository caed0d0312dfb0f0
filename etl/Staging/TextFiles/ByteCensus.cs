using System.Buffers;
using System.Text;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>Which bytes a file holds, and whether they are UTF-8; taken in one pass with constant memory.</summary>
internal sealed class ByteCensus
{
    private long line = 1;

    /// <summary>How often each byte value occurs.</summary>
    public long[] Count { get; } = new long[256];

    /// <summary>Whether the file begins with EF BB BF.</summary>
    public bool HasByteOrderMark { get; private set; }

    /// <summary>Line of the first byte that is not UTF-8, from 1; 0 when all are.</summary>
    public long FirstInvalidLine { get; private set; }

    /// <summary>That byte.</summary>
    public byte FirstInvalidByte { get; private set; }

    /// <summary>
    /// Line of the first letter that is certainly UTF-8, from 1; 0 when there is none. Only two-byte letters that begin with C3 (Latin
    /// letters such as ä) count: in a single-byte text that would be Ã followed by a sign, which no word has.
    /// </summary>
    public long FirstMultiByteLine { get; private set; }

    public static ByteCensus Take(Stream stream, int bufferSize)
    {
        var census = new ByteCensus();
        var buffer = new byte[bufferSize];
        var kept = 0;
        var first = true;
        int read;
        do
        {
            read = stream.Read(buffer, kept, buffer.Length - kept);
            var bytes = buffer.AsSpan(0, kept + read);
            if (first && bytes.StartsWith("\uFEFF"u8))
            {
                census.HasByteOrderMark = true;
                bytes = bytes[3..];
            }

            first = false;
            var used = census.Look(bytes, isLast: read == 0);
            kept = bytes.Length - used;
            bytes[used..].CopyTo(buffer);
        }
        while (read > 0);
        return census;
    }

    /// <summary>Counts bytes; returns how many it used: an unfinished letter at the end stays for the next round.</summary>
    private int Look(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var value = bytes[at];
            if (value < 0x80)
            {
                line += value == '\n' ? 1 : 0;
                Count[value]++;
                at++;
                continue;
            }

            var outcome = Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            if (outcome == OperationStatus.NeedMoreData && !isLast)
            {
                return at;
            }

            Note(outcome == OperationStatus.Done, bytes.Slice(at, length));
            at += length;
        }

        return at;
    }

    private void Note(bool valid, ReadOnlySpan<byte> letter)
    {
        foreach (var value in letter)
        {
            Count[value]++;
        }

        if (valid && letter[0] == 0xC3 && FirstMultiByteLine == 0)
        {
            FirstMultiByteLine = line;
        }

        if (!valid && FirstInvalidLine == 0)
        {
            FirstInvalidLine = line;
            FirstInvalidByte = letter[0];
        }
    }
}
