using System.Globalization;

namespace Insight.Etl.Staging.Checks;

/// <summary>Says which row is meant, in messages.</summary>
internal static class RowPlace
{
    /// <summary>The key of a row: <c>KU016 2018 male</c>.</summary>
    public static string KeyOf(StagedTable table, int row)
    {
        var members = Enumerable.Range(0, table.DataSet.Breakdowns.Count).Select(i => " " + table.BreakdownColumn(i)[row]);
        return $"{table.Areas[row]} {table.Periods[row]}{string.Concat(members)}";
    }

    /// <summary>Payload and line of a row: <c>kunta_16.csv:12</c>.</summary>
    public static string Of(StagedTable table, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{table.Files[table.FileOfRow[row]].Name}:{table.LineOfRow[row]}");

    /// <summary>A row with one figure by the column in which it was delivered: <c>kunta_16.csv:12: KU016 2018: emissions = 1.5</c>.</summary>
    public static string With(StagedTable table, int row, int measure) =>
        $"{Of(table, row)}: {KeyOf(table, row)}: {table.ColumnOf(row, measure)} = {Show(table.MeasureColumn(measure)[row])}";

    /// <summary>A measure with the column in which it was delivered, where that is called otherwise: <c>heat (column 'lämpö')</c>.</summary>
    public static string Called(StagedTable table, int row, int measure) =>
        table.ColumnOf(row, measure) is var column && column == table.DataSet.Measures[measure].Name ? column : $"{table.DataSet.Measures[measure].Name} (column '{column}')";

    /// <summary>The row as one that is refused.</summary>
    public static QuarantinedRow Refused(StagedTable table, int row, int measure, string reason, string remedy)
    {
        var file = table.Files[table.FileOfRow[row]];
        return new QuarantinedRow(file.Name, file.Manifest.Sha256, table.LineOfRow[row], table.ColumnOf(row, measure), Show(table.MeasureColumn(measure)[row]), reason, remedy);
    }

    /// <summary>A figure, or the reason why there is none.</summary>
    public static string Show(Measured figure) =>
        figure.Value is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : $"missing ({figure.Status.Code})";
}
