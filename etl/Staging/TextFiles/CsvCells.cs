using CsvHelper;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>A delimited text payload, read row by row with constant memory.</summary>
internal sealed class CsvCells : ICellReader
{
    private readonly CsvReader reader;
    private readonly int skipped;

    /// <summary>Finds out the encoding and reads the header.</summary>
    /// <exception cref="PayloadException">It is no text in an encoding that can be read.</exception>
    public CsvCells(LandedFile file, TextFormat format)
    {
        var encoding = DetectEncoding(file, format);
        Form = encoding.Name;
        skipped = format.HeaderLine - 1;
        var stream = file.OpenRead();
        SkipLines(stream, skipped);
        reader = CsvReader.Create(stream, Options(format, encoding), leaveOpen: false);
        reader.ReadHeader();
        Header = [.. reader.Headers];
    }

    /// <inheritdoc/>
    public string Form { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Header { get; }

    /// <inheritdoc/>
    public long Line => reader.LineNumber + skipped;

    /// <inheritdoc/>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public int FieldCount => reader.FieldCount;

    /// <inheritdoc/>
    public bool Read()
    {
        IsBroken = false;
        return reader.Read();
    }

    /// <inheritdoc/>
    public string Text(int column) => reader.GetString(column);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => reader.GetSpan(column);

    /// <inheritdoc/>
    public bool IsEmpty(int column) => reader.IsEmpty(column);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    /// <summary>A quotation mark that nobody closes ends with its line, so that it cannot swallow the rows behind it.</summary>
    private CsvReaderOptions Options(TextFormat format, TextEncoding encoding) => new()
    {
        Separator = format.Delimiter,
        Encoding = encoding.Name == "utf-8" ? null : encoding.Encoding,
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
        PoolStrings = true,
        OnMalformedRecord = _ => IsBroken = true,
    };

    /// <summary>Passes over the lines above the header: titles and notes, which are no rows.</summary>
    private static void SkipLines(Stream stream, int lines)
    {
        var one = new byte[1];
        for (var left = lines; left > 0 && stream.Read(one) == 1;)
        {
            left -= one[0] == (byte)'\n' ? 1 : 0;
        }
    }

    private static TextEncoding DetectEncoding(LandedFile file, TextFormat format)
    {
        using var bytes = file.OpenRead();
        return format.Encoding == "auto" ? TextEncoding.Detect(bytes, file.Name) : TextEncoding.Named(format.Encoding, bytes, file.Name);
    }
}
