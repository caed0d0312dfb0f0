using System.Globalization;
using CsvHelper;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Sources.Cubes;

/// <summary>
/// Rows of a CSV that a server made of a table: a title line may stand before the header, every row has as many fields as the header. A row
/// that has not is no bad row but a payload that was cut or is something else, so that nothing of it is loaded.
/// </summary>
internal static class CubeCsv
{
    private const string Separators = ",;\t";

    /// <summary>Header and rows; the first number of a row is its line.</summary>
    /// <exception cref="PayloadException">The payload is not such a CSV.</exception>
    public static (IReadOnlyList<string> Header, IReadOnlyList<(long Line, string[] Fields)> Rows) Read(LandedFile file)
    {
        using var bytes = file.OpenRead();
        var encoding = TextEncoding.Detect(bytes, file.Name);
        var rows = Rows(file, encoding, SeparatorOf(file, encoding));
        var header = rows.FindIndex(row => row.Fields.Length > 1);
        if (header < 0)
        {
            throw JsonPayload.Unexpected(file, "has no header with several columns");
        }

        var width = rows[header].Fields.Length;
        var uneven = rows.Skip(header).FirstOrDefault(row => row.Fields.Length != width);
        return uneven.Fields is null
            ? (rows[header].Fields, rows[(header + 1)..])
            : throw JsonPayload.Unexpected(file, string.Create(CultureInfo.InvariantCulture, $"has {uneven.Fields.Length} fields in line {uneven.Line}, while its header has {width}"));
    }

    private static List<(long Line, string[] Fields)> Rows(LandedFile file, TextEncoding encoding, char separator)
    {
        var broken = 0L;
        CsvReader? reader = null;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = separator,
            Encoding = encoding.Name == "utf-8" ? null : encoding.Encoding,
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = _ => broken = broken == 0 ? reader!.LineNumber : broken,
        };
        var rows = new List<(long, string[])>();
        using (reader = CsvReader.Create(file.OpenRead(), options, leaveOpen: false))
        {
            while (reader.Read())
            {
                rows.Add((reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]));
            }
        }

        return broken == 0
            ? rows
            : throw JsonPayload.Unexpected(file, string.Create(CultureInfo.InvariantCulture, $"has a quotation mark within a field, or one that is not closed, in line {broken}"));
    }

    /// <summary>The one of comma, semicolon and tab that stands most often in the first line that has any outside quotation marks.</summary>
    private static char SeparatorOf(LandedFile file, TextEncoding encoding)
    {
        using var reader = new StreamReader(file.OpenRead(), encoding.Encoding);
        while (reader.ReadLine() is { } line)
        {
            var outside = string.Concat(line.Split('"').Where((_, i) => i % 2 == 0));
            if (outside.AsSpan().ContainsAny(Separators))
            {
                return Separators.MaxBy(separator => outside.Count(c => c == separator));
            }
        }

        return ',';
    }
}
