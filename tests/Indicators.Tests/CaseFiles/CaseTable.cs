using System.Data.Common;
using System.Globalization;

namespace Insight.Indicators.Tests.CaseFiles;

/// <summary>A small table written as aligned words: a line of column names, then a line a row; - is NULL.</summary>
internal sealed record CaseTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    public static CaseTable Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var wrong = lines.Find(line => line.Length != lines[0].Length);
        return wrong is null
            ? new(lines[0], [.. lines.Skip(1).Select(line => (IReadOnlyList<string?>)[.. line.Select(word => word == "-" ? null : word)])])
            : throw new FormatException($"The row '{string.Join(' ', wrong)}' has {wrong.Length} words, but there are {lines[0].Length} columns.");
    }

    /// <summary>The rows of a query, limited to some columns (all of the query's when null) and areas.</summary>
    public static CaseTable Query(DbConnection connection, string sql, IReadOnlyList<string>? columns, IReadOnlySet<string> areas)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var places = (columns ?? names).Select(name => names.IndexOf(name)).ToList();
        var rows = new List<IReadOnlyList<string?>>();
        while (reader.Read())
        {
            if (areas.Count == 0 || areas.Contains(reader.GetString(names.IndexOf("area"))))
            {
                rows.Add([.. places.Select(place => place < 0 || reader.IsDBNull(place) ? null : Text(reader.GetValue(place)))]);
            }
        }

        return new(columns ?? names, rows);
    }

    /// <summary>Every difference in words; rows are compared in order, numbers to nine digits.</summary>
    public IEnumerable<string> DifferencesFrom(CaseTable expected)
    {
        for (var i = 0; i < Math.Max(Rows.Count, expected.Rows.Count); i++)
        {
            var (actual, wanted) = (i < Rows.Count ? Rows[i] : null, i < expected.Rows.Count ? expected.Rows[i] : null);
            if (actual is null || wanted is null || !actual.Zip(wanted).All(pair => Same(pair.First, pair.Second)))
            {
                yield return $"row {i + 1}: expected {Line(wanted)}, but was {Line(actual)}";
            }
        }
    }

    /// <summary>The table as it would be written in a case file.</summary>
    public override string ToString()
    {
        var all = Rows.Prepend(Columns).Select(row => row.Select(word => word ?? "-").ToList()).ToList();
        var widths = Columns.Select((_, i) => all.Max(row => row[i].Length)).ToList();
        return string.Join('\n', all.Select(row => string.Join("  ", row.Select((word, i) => word.PadRight(widths[i]))).TrimEnd()));
    }

    private static string Line(IReadOnlyList<string?>? row) => row is null ? "no row" : string.Join(' ', row.Select(word => word ?? "-"));

    private static bool Same(string? left, string? right) => left == right || (Number(left) is { } a && Number(right) is { } b && Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b)));

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
