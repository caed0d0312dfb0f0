using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.Workbooks;

/// <summary>A landed workbook (.xlsx), opened at one of its sheets. Rows are read one after the other; texts are held in memory.</summary>
internal sealed class Workbook : IDisposable
{
    private readonly LandedFile file;
    private readonly IExcelDataReader reader;
    private IReadOnlyDictionary<(long Row, int Column), string> failed = new Dictionary<(long, int), string>();

    private Workbook(LandedFile file, IExcelDataReader reader) => (this.file, this.reader) = (file, reader);

    /// <summary>Name of the sheet.</summary>
    public string Sheet => reader.Name;

    /// <summary>Row of the sheet at which the reading stands, from 1.</summary>
    public long Row => reader.Depth + 1;

    /// <summary>Number of columns of the sheet.</summary>
    public int Columns => reader.FieldCount;

    /// <summary>Ranges of merged cells.</summary>
    public IReadOnlyList<CellRange> Merged => reader.MergeCells ?? [];

    /// <summary>Opens a workbook whose bytes are those that landed.</summary>
    /// <param name="file">The payload.</param>
    /// <param name="sheet">The sheet; empty for the only one, or the only one that is not hidden.</param>
    /// <exception cref="PayloadException">It is damaged, no workbook, a bomb, or has no such sheet; the message names those that it has.</exception>
    public static Workbook Open(LandedFile file, string sheet)
    {
        Verify(file);
        WorkbookGate.Check(file);
        var workbook = new Workbook(file, ReaderOf(file));
        try
        {
            workbook.GoTo(sheet);
            return workbook;
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next row; false at the end. Rows that the sheet leaves out are there, empty.</summary>
    public bool Read() => Guarded(file, reader.Read);

    /// <summary>What a cell holds: a text, a number, a moment, a truth value; null where it is empty. What a failed formula shows is its text (<c>#DIV/0!</c>).</summary>
    public object? Value(int column) => reader.GetValue(column) ?? (failed.Count > 0 ? failed.GetValueOrDefault((Row, column)) : null);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    /// <summary>The library's reader, which closes the file with itself.</summary>
    private static IExcelDataReader ReaderOf(LandedFile file)
    {
        var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Guarded(file, () => ExcelReaderFactory.CreateOpenXmlReader(stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static void Verify(LandedFile file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var bytes = file.OpenRead();
        bytes.CopyTo(Stream.Null);
    }

    private void GoTo(string sheet)
    {
        var (names, shown) = Guarded(file, Names);
        var at = sheet.Length > 0 ? names.IndexOf(sheet) : names.Count == 1 ? 0 : shown.Count == 1 ? names.IndexOf(shown[0]) : -1;
        if (at < 0)
        {
            var wanted = sheet.Length > 0 ? $"has no sheet '{sheet}'" : "has several sheets";
            throw new PayloadException($"'{file.Name}' {wanted}; it has {string.Join(", ", names.Select(n => $"'{n}'"))}. Say which under sheet: in source.yml.");
        }

        reader.Reset();
        for (var i = 0; i < at; i++)
        {
            reader.NextResult();
        }

        failed = Guarded(file, () => FailedFormulas.Find(file.Path, reader.Name));
    }

    private (List<string> Names, List<string> Shown) Names()
    {
        var (names, shown) = (new List<string>(), new List<string>());
        do
        {
            names.Add(reader.Name);
            if (reader.VisibleState == "visible")
            {
                shown.Add(reader.Name);
            }
        }
        while (reader.NextResult());
        return (names, shown);
    }

    private static T Guarded<T>(LandedFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is ExcelReaderException or XmlException or InvalidDataException or FormatException or OverflowException)
        {
            throw new PayloadException($"'{file.Name}' cannot be read as a workbook: {e.Message} Open it, save it again as .xlsx and deliver it once more.", e);
        }
    }
}
