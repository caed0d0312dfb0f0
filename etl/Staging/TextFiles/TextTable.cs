using System.Globalization;
using Insight.Etl.Landing;

namespace Insight.Etl.Staging.TextFiles;

/// <summary>
/// A payload that is a table (delimited text, a sheet of a workbook, records of JSON, Parquet), read row by row. Rows that cannot be taken apart
/// go to quarantine and are skipped; cells that are not what the caller asks for go to quarantine with file, line, column, value, reason and
/// remedy, and the caller decides what becomes of the row.
/// </summary>
public sealed class TextTable : IDisposable
{
    private readonly LandedFile file;
    private readonly TextFormat format;
    private readonly StagingArea staging;
    private readonly ICellReader reader;
    private readonly string[] header;
    private readonly int longestNull;
    private long rows;

    private TextTable(LandedFile file, TextFormat format, StagingArea staging)
    {
        (this.file, this.format, this.staging) = (file, format, staging);
        longestNull = format.Nulls.Select(text => text.Length).DefaultIfEmpty(-1).Max();
        reader = CellReaders.Open(file, format);
        header = ReadHeader();
        staging.Saw(file, header);
    }

    /// <summary>How the payload is written: its encoding, its sheet, JSON or Parquet.</summary>
    public string Form => reader.Form;

    /// <summary>Names of the columns as delivered.</summary>
    public IReadOnlyList<string> Columns => header;

    /// <summary>Line of the current row, from 1; a header without titles above it is line 1.</summary>
    public long Line => reader.Line;

    /// <summary>Opens a payload and reads its header.</summary>
    /// <param name="file">The payload.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="staging">Counts rows and keeps refused ones.</param>
    /// <param name="required">Columns that must be there (our names).</param>
    /// <exception cref="PayloadException">It is empty, no text, or lacks a column; the message names the columns that it has.</exception>
    public static TextTable Open(LandedFile file, TextFormat format, StagingArea staging, params ReadOnlySpan<string> required)
    {
        var table = new TextTable(file, format, staging);
        var missing = new List<string>();
        foreach (var name in required)
        {
            if (table.FindColumn(name) is null)
            {
                missing.Add(name);
            }
        }

        if (missing.Count == 0)
        {
            return table;
        }

        table.Dispose();
        throw table.MissingColumns(missing);
    }

    /// <summary>Position of a column.</summary>
    /// <param name="name">Our name; <see cref="TextFormat.ColumnNames"/> may say how the payload calls it.</param>
    /// <exception cref="PayloadException">The payload has no such column.</exception>
    public int Column(string name) => FindColumn(name) ?? throw MissingColumns([name]);

    /// <summary>Position of a column, or null where the payload does not have it.</summary>
    public int? FindColumn(string name) => Array.IndexOf(header, format.ColumnNames.GetValueOrDefault(name, name)) is >= 0 and var at ? at : null;

    /// <summary>Moves to the next row that can be taken apart; false at the end.</summary>
    public bool Read()
    {
        while (reader.Read())
        {
            staging.RowsRead++;
            rows++;
            if (!reader.IsBroken && HasAllFields())
            {
                return true;
            }

            RefuseRow();
        }

        return false;
    }

    /// <summary>
    /// Moves to the next row whether it can be taken apart or not, counting and refusing nothing: for what must see every cell of a payload.
    /// </summary>
    public bool ReadAsIs() => reader.Read();

    /// <summary>Number of fields of the current row; another than that of the columns only after <see cref="ReadAsIs"/>, or with empty fields at the end.</summary>
    public int FieldCount => reader.FieldCount;

    /// <summary>The text of a cell without surrounding blanks; what means "no value" becomes the empty text.</summary>
    public string Text(int column)
    {
        var text = Delivered(column).Trim();
        return text.Length <= longestNull && format.Nulls.Contains(text) ? "" : text;
    }

    /// <summary>The text of a cell as delivered.</summary>
    public string Delivered(int column) => reader.Text(column);

    /// <summary>The cell as UTF-8, for what looks at every cell; valid until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => reader.Bytes(column);

    /// <summary>A number; null where the cell says that there is none. False, and the row in quarantine, where it is no number.</summary>
    public bool TryNumber(int column, out double? value)
    {
        value = null;
        var text = Text(column);
        if (text.Length == 0)
        {
            return true;
        }

        value = NumberText.TryParse(text, format.DecimalMark, out var number) ? number : null;
        return value is not null || Refuse(column, $"not a number ({NumberText.Expectation(format.DecimalMark)})", "fix the number in the file");
    }

    /// <summary>A year as a whole number. False, and the row in quarantine, where the cell is empty or no year.</summary>
    public bool TryYear(int column, out int year)
    {
        var isYear = int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1900 and <= 2099;
        return isYear || Refuse(column, "not a year between 1900 and 2099", "fix the year in the file");
    }

    /// <summary>A day; null where the cell is empty. False, and the row in quarantine, where it is no date.</summary>
    public bool TryDay(int column, out DateOnly? value)
    {
        value = null;
        var text = Text(column);
        if (text.Length == 0)
        {
            return true;
        }

        value = DateText.TryParse(text, format.DateForms, out var day) ? day : null;
        return value is not null || Refuse(column, $"not a date ({DateText.ExpectationOf(format.DateForms)})", "fix the date in the file");
    }

    /// <summary>Yes or no. False, and the row in quarantine, where the cell says neither.</summary>
    public bool TryBoolean(int column, out bool value) =>
        BooleanText.TryParse(Text(column), out value) || Refuse(
            column, $"neither yes nor no ({BooleanText.Expectation})", "fix the cell in the file");

    /// <summary>Puts the current row into quarantine.</summary>
    /// <param name="column">The column at fault.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="shown">Shown instead of the delivered text, where that must not leave the payload (ids of persons).</param>
    /// <returns>False, so that a reading method can end with it.</returns>
    public bool Refuse(int column, string reason, string remedy, string? shown = null)
    {
        staging.Quarantine.Add(file, Line, header[column], shown ?? Delivered(column), reason, remedy);
        return false;
    }

    /// <summary>Puts the current row into quarantine for a fault that was found in it.</summary>
    public void Refuse(RowFault fault) => Refuse(fault.Column, fault.Reason, fault.Remedy);

    /// <inheritdoc/>
    public void Dispose()
    {
        staging.RowsOf[file.Name] = rows;
        reader.Dispose();
    }

    private string[] ReadHeader()
    {
        string[] names = [.. reader.Header.Select(name => name.Trim())];
        if (names.Length == 0)
        {
            throw new PayloadException($"{file.Name}: the file is empty; a header with the names of the columns is expected.");
        }

        var twice = names.Where(n => n.Length > 0).GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? names
            : throw new PayloadException(
                $"{file.Name}:{HeaderPlace}: column '{twice.Key}' stands {twice.Count()} times in the header; each name may stand once.");
    }

    private PayloadException MissingColumns(IReadOnlyList<string> names)
    {
        var wanted = names.Select(n => format.ColumnNames.TryGetValue(n, out var other) ? $"'{other}' (mapped from '{n}')" : $"'{n}'");
        var remedy = header.Length == 1
            ? $"the header is one column only, so that the delimiter is probably not '{format.Delimiter}'"
            : "map it under columns: in source.yml, or ask for the export with this column";
        return new PayloadException(
            $"{file.Name}:{HeaderPlace}: column {string.Join(", ", wanted)} is missing; the file ({Form}) has {string.Join(", ", header.Select(h => $"'{h}'"))}; {remedy}.");
    }

    private string HeaderPlace => format.HeaderLine.ToString(CultureInfo.InvariantCulture);

    /// <summary>As many fields as the header has; more are right only when they are empty.</summary>
    private bool HasAllFields() =>
        reader.FieldCount >= header.Length && Enumerable.Range(header.Length, reader.FieldCount - header.Length).All(i => reader.IsEmpty(i));

    private void RefuseRow()
    {
        var (value, reason, remedy) = reader.IsBroken
            ? ("(row)", "a quotation mark stands within a field or is not closed", "double marks within a field and put the field in quotation marks")
            : (string.Create(CultureInfo.InvariantCulture, $"{reader.FieldCount} fields"),
                string.Create(CultureInfo.InvariantCulture, $"the header has {header.Length} columns"),
                $"check for a line break or a '{format.Delimiter}' within a field");
        staging.Quarantine.Add(file, Line, "(row)", value, reason, remedy);
    }
}

/// <summary>Why a row cannot be used.</summary>
/// <param name="Column">Position of the column at fault.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RowFault(int Column, string Reason, string Remedy);
