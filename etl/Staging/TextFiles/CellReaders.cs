using Insight.Etl.Landing;
using Insight.Etl.Staging.JsonFiles;
using Insight.Etl.Staging.ParquetFiles;
using Insight.Etl.Staging.Workbooks;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>Opens a payload by its format: the one that the settings name, else the one that its first bytes show.</summary>
internal static class CellReaders
{
    /// <summary>The formats that settings can name.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["auto", "csv", "xlsx", "json", "parquet"];

    private const int Longest = 64;

    /// <summary>Opens a payload and reads its header.</summary>
    /// <exception cref="PayloadException">It is not in that format, or in none that can be read.</exception>
    public static ICellReader Open(LandedFile file, TextFormat format) => (format.Kind == "auto" ? KindOf(file) : format.Kind) switch
    {
        "xlsx" => SheetCells.Open(file, format),
        "json" => new JsonCells(file, format),
        "parquet" => new ParquetCells(file, format),
        _ => new CsvCells(file, format),
    };

    /// <summary>The format that the first bytes of a payload show; delimited text where they show no other.</summary>
    /// <exception cref="PayloadException">It is an old workbook (.xls).</exception>
    public static string KindOf(LandedFile file)
    {
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Span<byte> buffer = stackalloc byte[Longest];
        var head = buffer[..stream.ReadAtLeast(buffer, Longest, throwOnEndOfStream: false)];
        return KindOf(head) ?? throw new PayloadException(
            $"'{file.Name}' is a workbook in the old format (.xls), or one with a password; save it as an Excel workbook (.xlsx) without a password, or as CSV UTF-8, and deliver it again.");
    }

    private static string? KindOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return "xlsx";
        }

        if (head.StartsWith("PAR1"u8))
        {
            return "parquet";
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return null;
        }

        var text = (head.StartsWith("\uFEFF"u8) ? head[3..] : head).TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'[' or (byte)'{' ? "json" : "csv";
    }
}
