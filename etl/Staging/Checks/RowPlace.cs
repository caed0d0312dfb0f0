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

    /// <summary>A row with one figure: <c>kunta_16.csv:12: KU016 2018: emissions = 1.5</c>.</summary>
    public static string With(StagedTable table, int row, int measure) =>
        $"{Of(table, row)}: {KeyOf(table, row)}: {table.DataSet.Measures[measure].Name} = {Show(table.MeasureColumn(measure)[row])}";

    /// <summary>A figure, or the reason why there is none.</summary>
    public static string Show(Measured figure) =>
        figure.Value is { } value ? value.ToString("R", CultureInfo.InvariantCulture) : $"missing ({figure.Status.Code})";
}
