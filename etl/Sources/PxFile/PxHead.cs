using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.PxFile;

/// <summary>
/// The head of a PX file (PC-Axis, format of 2013): statements up to <c>DATA=</c>. Keywords are ASCII, texts are in the file's code page.
/// </summary>
internal sealed class PxHead
{
    private readonly LandedFile file;
    private readonly List<PxStatement> statements = [];

    private PxHead(LandedFile file, byte[] bytes)
    {
        this.file = file;
        Encoding = EncodingOf(file, bytes);
        var scanner = new PxScanner(bytes, Encoding, file);
        while (scanner.ReadStatement() is { } statement)
        {
            statements.Add(statement);
        }

        DataStart = scanner.Position;
    }

    /// <summary>Where the cells begin.</summary>
    public int DataStart { get; }

    /// <summary>How texts are encoded.</summary>
    public Encoding Encoding { get; }

    /// <summary>Reads the head.</summary>
    /// <exception cref="PayloadException">This is no PX file, or only the beginning of one.</exception>
    public static PxHead Read(LandedFile file, byte[] bytes) => new(file, bytes);

    /// <summary>The values of a keyword of the whole table or of one variable; null where it does not stand there.</summary>
    public IReadOnlyList<string>? Find(string keyword, string? of = null, string? language = null) => statements.Find(s =>
        s.Keyword == keyword && s.Language == language && (of is null ? s.Of.Count == 0 : s.Of.Count == 1 && s.Of[0] == of))?.Values;

    /// <summary>The first value of a keyword, or null.</summary>
    public string? Text(string keyword, string? of = null, string? language = null) => Find(keyword, of, language) is { Count: > 0 } values ? values[0] : null;

    /// <summary>Whether a keyword is there for any variable.</summary>
    public bool Has(string keyword) => statements.Exists(s => s.Keyword == keyword);

    /// <summary>The languages other than the file's own.</summary>
    public IReadOnlyList<string> OtherLanguages => [.. (Find("LANGUAGES") ?? []).Where(language => language != Text("LANGUAGE"))];

    /// <summary>The values of a keyword that must be there.</summary>
    /// <exception cref="PayloadException">It is not there.</exception>
    public IReadOnlyList<string> Needed(string keyword, string of) => Find(keyword, of)
        ?? throw JsonPayload.Unexpected(file, $"has no {keyword}(\"{of}\"), which every variable of a PX file has");

    /// <summary>
    /// How texts are encoded: UTF-8 where the bytes are, whatever the file says of itself (some files are rewritten without changing CODEPAGE);
    /// else the CODEPAGE, else what the bytes tell.
    /// </summary>
    private static Encoding EncodingOf(LandedFile file, byte[] bytes)
    {
        var declared = Declared(bytes);
        using var stream = new MemoryStream(bytes, writable: false);
        if (declared is null || declared.StartsWith("utf", StringComparison.OrdinalIgnoreCase))
        {
            return declared is null ? TextEncoding.Detect(stream, file.Name).Encoding : TextEncoding.Named("utf-8", stream, file.Name).Encoding;
        }

        return IsUtf8(bytes) ? new UTF8Encoding(false, true) : ByName(declared, file);
    }

    private static Encoding ByName(string name, LandedFile file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException e)
        {
            throw new PayloadException($"'{file.Name}' says CODEPAGE=\"{name}\", which is no encoding that this program knows; ask the producer for a file in UTF-8, Windows-1252 or ISO-8859-15.", e);
        }
    }

    /// <summary>Whether there are letters beyond ASCII and all of them are UTF-8.</summary>
    private static bool IsUtf8(byte[] bytes) => bytes.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)0x7F) && System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>What stands after CODEPAGE=, looked for before anything is decoded; null where the file says none.</summary>
    private static string? Declared(byte[] bytes)
    {
        var head = bytes.AsSpan(0, Math.Max(0, bytes.AsSpan().IndexOf("DATA="u8)));
        var at = head.IndexOf("CODEPAGE="u8);
        if (at < 0)
        {
            return null;
        }

        var rest = head[(at + "CODEPAGE=".Length)..];
        var end = rest.IndexOf((byte)';');
        return end < 0 ? null : Encoding.ASCII.GetString(rest[..end]).Trim(' ', '"', '\r', '\n');
    }
}
