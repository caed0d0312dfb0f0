using System.Globalization;
using System.Text;
using ExcelDataReader;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Staging.Workbooks;

/// <summary>The rows of one sheet as text. Numbers come with the decimal mark of the format, days as 2025-12-31, years that are texts as they are.</summary>
internal sealed class SheetCells : ICellReader
{
    private readonly Workbook workbook;
    private readonly char decimalMark;
    private readonly string[] cells;

    private SheetCells(Workbook workbook, TextFormat format, IReadOnlyList<string> header)
    {
        (this.workbook, decimalMark, Header) = (workbook, format.DecimalMark, header);
        cells = new string[Math.Max(workbook.Columns, header.Count)];
    }

    /// <inheritdoc/>
    public string Form => $"sheet '{workbook.Sheet}'";

    /// <inheritdoc/>
    public IReadOnlyList<string> Header { get; }

    /// <inheritdoc/>
    public long Line => workbook.Row;

    /// <inheritdoc/>
    public bool IsBroken => false;

    /// <inheritdoc/>
    public int FieldCount => cells.Length;

    /// <summary>Opens the sheet and reads its header.</summary>
    /// <exception cref="PayloadException">The workbook cannot be read, or cells of its header are merged.</exception>
    public static ICellReader Open(LandedFile file, TextFormat format)
    {
        var workbook = Workbook.Open(file, format.Sheet);
        try
        {
            return new SheetCells(workbook, format, HeaderOf(file, workbook, format));
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next row that is not empty.</summary>
    public bool Read()
    {
        while (workbook.Read())
        {
            var isEmpty = true;
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = i < workbook.Columns ? TextOf(workbook.Value(i), decimalMark) : "";
                isEmpty &= cells[i].Length == 0;
            }

            if (!isEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public string Text(int column) => cells[column];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => Encoding.UTF8.GetBytes(cells[column]);

    /// <inheritdoc/>
    public bool IsEmpty(int column) => cells[column].Length == 0;

    /// <inheritdoc/>
    public void Dispose() => workbook.Dispose();

    /// <summary>What a cell holds as text.</summary>
    internal static string TextOf(object? value, char decimalMark) => value switch
    {
        null => "",
        string text => text,
        double number => Marked(number.ToString("R", CultureInfo.InvariantCulture), decimalMark),
        DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable other => Marked(other.ToString(null, CultureInfo.InvariantCulture), decimalMark),
        _ => value.ToString() ?? "",
    };

    /// <summary>A number in invariant form with another decimal mark.</summary>
    internal static string Marked(string number, char decimalMark) => decimalMark == '.' ? number : number.Replace('.', decimalMark);

    private static List<string> HeaderOf(LandedFile file, Workbook workbook, TextFormat format)
    {
        for (var row = 1; row <= format.HeaderLine; row++)
        {
            if (!workbook.Read())
            {
                return [];
            }
        }

        var names = Enumerable.Range(0, workbook.Columns).Select(i => TextOf(workbook.Value(i), '.')).ToList();
        RefuseMerged(file, workbook, format);
        while (names.Count > 0 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        return names;
    }

    /// <summary>A head over several columns names none of them.</summary>
    private static void RefuseMerged(LandedFile file, Workbook workbook, TextFormat format)
    {
        var row = format.HeaderLine - 1;
        if (workbook.Merged.FirstOrDefault(r => r.FromRow <= row && row <= r.ToRow && r.ToColumn > r.FromColumn) is { } range)
        {
            throw new PayloadException(FormattableString.Invariant(
                $"{file.Name}:{format.HeaderLine}: cells {Letters(range.FromColumn)}{range.FromRow + 1}:{Letters(range.ToColumn)}{range.ToRow + 1} of sheet '{workbook.Sheet}' are merged, so that columns have no names of their own; say under header: in which row each column has its name, or undo the merging."));
        }
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}
