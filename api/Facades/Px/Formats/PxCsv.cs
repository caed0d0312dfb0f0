using System.Text;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>CSV as PxWeb writes it: a column for each variable of the stub and for each combination of the heading; texts in quotes, numbers with a point, symbols for missing ones.</summary>
internal static class PxCsv
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(Stream stream, PxAnswer answer)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        if (answer.Style.WithTitle)
        {
            await text.WriteLineAsync(Quoted(answer.Words.Title(answer.Table)));
            await text.WriteLineAsync();
        }

        await text.WriteLineAsync(string.Join(answer.Style.Separator, answer.Cube.Stub.Select(a => answer.Label(a.Dimension)).Concat(answer.ColumnLabels()).Select(Quoted)));
        using var cells = answer.Cube.Cells().GetEnumerator();
        foreach (var row in answer.RowLabels())
        {
            var line = new StringBuilder(string.Join(answer.Style.Separator, row.Select(Quoted)));
            for (var column = 0; column < answer.Cube.Columns && cells.MoveNext(); column++)
            {
                line.Append(line.Length == 0 ? "" : answer.Style.Separator.ToString()).Append(Number(cells.Current));
            }

            await text.WriteLineAsync(line);
        }
    }

    private static string Number(PxCell cell) => double.IsNaN(cell.Number) ? Quoted(PxSymbol.Of(cell.Status)) : PxAnswer.Digits(cell.Number);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
