using System.Globalization;
using System.Text;

namespace Insight.Warehouse.Tables;

/// <summary>A table as CSV: RFC 4180, CRLF, UTF-8 without a byte order mark, decimal points, empty for a missing value.</summary>
public static class CsvText
{
    /// <summary>The bytes of the whole file.</summary>
    public static byte[] Of(Table table)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', table.Columns.Select(c => Field(c.Name))).Append("\r\n");
        for (var row = 0; row < table.RowCount; row++)
        {
            text.AppendJoin(',', table.Columns.Select(c => Cell(c, row))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(TableColumn column, int row) => column switch
    {
        TextColumn texts => Field(texts.Values[row] ?? ""),
        NumberColumn numbers => numbers.Values[row]?.ToString("R", CultureInfo.InvariantCulture) ?? "",
        WholeColumn numbers => numbers.Values[row]?.ToString(CultureInfo.InvariantCulture) ?? "",
        FlagColumn flags => flags.Values[row] switch { true => "true", false => "false", null => "" },
        _ => throw new ArgumentException($"A column of type {column.GetType().Name} has no form in CSV."),
    };

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
