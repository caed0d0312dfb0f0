using System.Buffers;
using System.Globalization;
using System.Text;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>How the bytes of a text payload become letters.</summary>
/// <param name="Name">IANA name: utf-8, windows-1252 or iso-8859-15.</param>
/// <param name="Encoding">Decodes strictly: a byte without meaning throws, it never becomes a question mark.</param>
/// <param name="HasByteOrderMark">Whether the first bytes are the mark of UTF-8, to be skipped.</param>
public sealed record TextEncoding(string Name, Encoding Encoding, bool HasByteOrderMark)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Bytes that Windows-1252 leaves without a letter.</summary>
    private static readonly SearchValues<byte> UnassignedInWindows = SearchValues.Create([0x81, 0x8D, 0x8F, 0x90, 0x9D]);

    /// <summary>
    /// Bytes that are €, Š, š and ž in ISO-8859-15 but ¤, ¦, ¨ and ¸ in Windows-1252, where no Finnish text uses them.
    /// (´ ¼ ½ ¾ differ too, but do occur in text, so that they prove nothing.)
    /// </summary>
    private static readonly byte[] LettersOnlyInLatin9 = [0xA4, 0xA6, 0xA8, 0xB8];

    static TextEncoding() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// Finds out how a payload is encoded by reading all its bytes once: UTF-8 when they are valid UTF-8; else Windows-1252 or ISO-8859-15
    /// by the bytes that mean something in one of them only. Where both give the same letters it says Windows-1252.
    /// </summary>
    /// <param name="payload">The bytes; read to the end.</param>
    /// <param name="fileName">For messages.</param>
    /// <exception cref="PayloadException">It is no text in any of the three, or two encodings are mixed; the message says
    /// where.</exception>
    public static TextEncoding Detect(Stream payload, string fileName)
    {
        var seen = ByteCensus.Take(payload, BufferSize);
        if (seen.Count[0] > 0)
        {
            throw new PayloadException(
                $"{fileName}: the file holds NUL bytes, so it is not a text file in UTF-8, Windows-1252 or ISO-8859-15; export it as CSV (UTF-16 is not read).");
        }

        if (seen.FirstInvalidLine == 0)
        {
            return new("utf-8", new UTF8Encoding(false, true), seen.HasByteOrderMark);
        }

        RefuseMixture(seen, fileName);
        return SingleByte(seen, fileName);
    }

    /// <summary>The encoding that a mapping profile names: utf-8, windows-1252 or iso-8859-15. A file that begins with the mark of UTF-8 is UTF-8, whatever the profile says.</summary>
    /// <exception cref="PayloadException">The name is none of these, or the bytes do not fit it.</exception>
    public static TextEncoding Named(string name, Stream payload, string fileName)
    {
        var seen = ByteCensus.Take(payload, BufferSize);
        if (name == "utf-8" && seen.FirstInvalidLine > 0)
        {
            throw new PayloadException(string.Create(CultureInfo.InvariantCulture,
                $"{fileName}:{seen.FirstInvalidLine}: byte 0x{seen.FirstInvalidByte:X2} is not UTF-8, which the settings say; write 'encoding: auto' or the encoding of the export."));
        }

        return name switch
        {
            "windows-1252" or "iso-8859-15" when seen.HasByteOrderMark && seen.FirstInvalidLine == 0 => new("utf-8", new UTF8Encoding(false, true), true),
            "utf-8" => new(name, new UTF8Encoding(false, true), seen.HasByteOrderMark),
            "windows-1252" or "iso-8859-15" => new(name, Strict(name), false),
            _ => throw new PayloadException($"{fileName}: 'encoding: {name}' is not known; write auto, utf-8, windows-1252 or iso-8859-15."),
        };
    }

    private static TextEncoding SingleByte(ByteCensus seen, string fileName)
    {
        var windowsOnly = Enumerable.Range(0x80, 0x20).Where(b => seen.Count[b] > 0).ToList();
        var unassigned = windowsOnly.FindIndex(b => UnassignedInWindows.Contains((byte)b));
        if (unassigned >= 0)
        {
            throw new PayloadException(string.Create(CultureInfo.InvariantCulture,
                $"{fileName}: byte 0x{windowsOnly[unassigned]:X2} has no letter in Windows-1252 and the file is not UTF-8 either (line {seen.FirstInvalidLine}); export it again as UTF-8."));
        }

        var latin9 = windowsOnly.Count == 0 && LettersOnlyInLatin9.Any(b => seen.Count[b] > 0);
        var name = latin9 ? "iso-8859-15" : "windows-1252";
        return new(name, Strict(name), false);
    }

    private static void RefuseMixture(ByteCensus seen, string fileName)
    {
        if (seen.FirstMultiByteLine > 0)
        {
            throw new PayloadException(string.Create(CultureInfo.InvariantCulture,
                $"{fileName}: two encodings are mixed: line {seen.FirstMultiByteLine} is UTF-8 but byte 0x{seen.FirstInvalidByte:X2} in line {seen.FirstInvalidLine} is not; export the whole file in one encoding."));
        }
    }

    private static Encoding Strict(string name) => System.Text.Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
