using Insight.Api.Formats;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Tables;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>Formats whose writers need a file: workbooks and Parquet.</summary>
internal static class PxTables
{
    private const int MostRows = 1_048_575;
    private const int MostColumns = 16_384;

    /// <summary>Refuses what does not fit into a sheet.</summary>
    public static void CheckSheet(PxCube cube)
    {
        var rows = PxCube.CountOf(cube.Stub);
        if (rows > MostRows || cube.Columns + cube.Stub.Count > MostColumns)
        {
            throw PxProblems.BadFormat("outputFormat", "xlsx", $"{rows} rows and {cube.Columns} columns do not fit into a sheet; choose fewer values, or csv or parquet.", ["csv", "parquet"]);
        }
    }

    /// <summary>A workbook: the table as it is placed, numbers as numbers, and a sheet about it.</summary>
    public static async Task WriteWorkbookAsync(Stream stream, PxAnswer answer)
    {
        using var file = new TemporaryFile(".xlsx");
        await Task.Run(() => WriteWorkbook(file.Path, answer));
        await using var written = file.Open();
        await written.CopyToAsync(stream);
    }

    /// <summary>Parquet: a row for each cell, a column for each variable with its codes, the number, the status.</summary>
    public static async Task WriteParquetAsync(Stream stream, PxAnswer answer)
    {
        using var file = new TemporaryFile(".parquet");
        await Task.Run(() => ParquetFile.Write(file.Path, [TableOf(answer.Cube)], Metadata(answer)));
        await using var written = file.Open();
        await written.CopyToAsync(stream);
    }

    private static Dictionary<string, string> Metadata(PxAnswer answer) => new()
    {
        ["title"] = answer.Words.Title(answer.Table),
        ["table"] = answer.Table.Id,
        ["publication"] = answer.Table.Publication.Id,
        ["source"] = answer.Words.Source(answer.Table),
        ["licence"] = answer.Words.Licence(answer.Table),
        ["synthetic"] = answer.Table.Indicator.Synthetic ? "true" : "false",
        ["notes"] = string.Join(' ', answer.NotesIn(answer.Language)),
        ["address"] = answer.Address.AbsoluteUri,
    };

    private static Table TableOf(PxCube cube)
    {
        var count = checked((int)cube.Count);
        var (numbers, statuses) = (new double?[count], new int[count]);
        foreach (var (i, cell) in cube.Cells().Index())
        {
            (numbers[i], statuses[i]) = (double.IsNaN(cell.Number) ? null : cell.Number, cell.Status == 0 ? -1 : cell.Status);
        }

        return new Table(
        [
            .. cube.Axes.Select((axis, a) => new CodedColumn(axis.Dimension.Code, Codes(cube, a, count), [.. axis.Codes])),
            new NumberColumn("value", numbers),
            new CodedColumn("status", statuses, [.. ObservationStatus.All.Select(s => s.Code)]),
        ]);
    }

    private static int[] Codes(PxCube cube, int axis, int count)
    {
        var length = cube.Axes[axis].Chosen.Count;
        var step = (int)PxCube.CountOf(cube.Axes.Skip(axis + 1));
        var codes = new int[count];
        for (var i = 0; i < count; i++)
        {
            codes[i] = i / step % length;
        }

        return codes;
    }

    private static void WriteWorkbook(string path, PxAnswer answer)
    {
        using var stream = File.Create(path);
        using var workbook = new Workbook(stream, answer.Words.Title(answer.Table), answer.Words.Source(answer.Table), answer.Table.Publication.Manifest.CreatedAt);
        WriteSheet(workbook, answer);
        using var about = workbook.AddSheet(answer.Words.Vocabulary.Word("about"), [22, 100], hasHeading: false);
        foreach (var (label, text) in About(answer))
        {
            about.BeginRow();
            about.Text(answer.Words.Vocabulary.Word(label), WorkbookSheet.Heading);
            about.Text(text, WorkbookSheet.Prose);
            about.EndRow();
        }
    }

    private static IEnumerable<(string Label, string Text)> About(PxAnswer answer) =>
    [
        ("indicator", answer.Words.Title(answer.Table)), ("description", answer.Words.Vocabulary.Pick(answer.Table.Indicator.Descriptions)),
        ("unit", answer.Words.Unit(answer.Table, PxTable.Value)), ("source", answer.Words.Source(answer.Table)), ("licence", answer.Words.Licence(answer.Table)),
        .. answer.NotesIn(answer.Language).Select(note => ("note", note)),
        .. Enumerable.Range(1, PxSymbol.Count).Select(points => ("status", $"{new string('.', points)} {answer.Words.Symbol(points)}")),
        ("publication", answer.Table.Publication.Id), ("address", answer.Address.AbsoluteUri),
    ];

    private static void WriteSheet(Workbook workbook, PxAnswer answer)
    {
        string[] headings = [.. answer.Cube.Stub.Select(a => answer.Label(a.Dimension)), .. answer.ColumnLabels()];
        using var sheet = workbook.AddSheet(answer.Words.Vocabulary.Word("values"), [.. headings.Select(_ => 18.0)], hasHeading: true);
        sheet.BeginRow();
        foreach (var heading in headings)
        {
            sheet.Text(heading, WorkbookSheet.Heading);
        }

        sheet.EndRow();
        var style = workbook.NumberStyle(answer.Table.Indicator.Decimals);
        using var cells = answer.Cube.Cells().GetEnumerator();
        foreach (var row in answer.RowLabels())
        {
            sheet.BeginRow();
            foreach (var label in row)
            {
                sheet.Text(label);
            }

            for (var column = 0; column < answer.Cube.Columns && cells.MoveNext(); column++)
            {
                WriteCell(sheet, cells.Current, style);
            }

            sheet.EndRow();
        }
    }

    private static void WriteCell(WorkbookSheet sheet, PxCell cell, int style)
    {
        if (double.IsNaN(cell.Number))
        {
            sheet.Text(PxSymbol.Of(cell.Status));
        }
        else
        {
            sheet.Number(cell.Number, style);
        }
    }
}
