using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Applies what is hidden of a group to the computed rows of one indicator, before they are written into an edition. A hidden row keeps its status and
/// loses value, numerator and denominator, so that nothing of them is in the edition's files.
/// </summary>
/// <param name="warehouse">The connection on which the rows lie in a temporary table.</param>
/// <param name="table">That table, in the column order of a compiled statement.</param>
/// <param name="definition">The indicator.</param>
/// <param name="places">Which figures go into its rows.</param>
internal sealed class SliceDisclosure(DuckDBConnection warehouse, string table, IndicatorDefinition definition, RowPlaces places)
{
    private const string HiddenTable = "hidden_cells";

    private readonly IReadOnlyList<string> breakdowns = definition.Breakdowns;

    /// <summary>Hides the rows into which any hidden figure goes.</summary>
    public void Apply(IReadOnlyDictionary<ProtectedPlace, ObservationStatus> hidden)
    {
        if (hidden.Count == 0)
        {
            return;
        }

        var rows = Rows().Select(row => (Row: row, Status: StatusOf(row, hidden))).Where(item => item.Status is not null).ToList();
        if (rows.Count > 0)
        {
            Empty([.. rows.Select(item => (item.Row, item.Status!))]);
        }

        var years = hidden.Keys.Select(place => place.Period.CalendarYear).Concat(rows.Select(item => item.Row.Period.CalendarYear)).Distinct().Order();
        RemoveHistory(SqlText.List(years.Select(year => SqlText.Text(Period.Year(year).ToString()))));
    }

    private ObservationStatus? StatusOf(PlacedRow row, IReadOnlyDictionary<ProtectedPlace, ObservationStatus> hidden)
    {
        var reasons = places.All(row.Area, row.Period, row.Keys).Select(place => hidden.GetValueOrDefault(place)).OfType<ObservationStatus>().ToList();
        return reasons.Count == 0 ? null : reasons.MinBy(status => status == ObservationStatus.Suppressed ? 0 : status.Severity);
    }

    private IReadOnlyList<PlacedRow> Rows() => warehouse.Rows(
        $"""
        SELECT area, period{string.Concat(breakdowns.Select(b => ", " + SqlText.Name(b)))}
        FROM {table}
        WHERE (value IS NOT NULL OR numerator IS NOT NULL OR denominator IS NOT NULL) AND NOT contains(area, '{HistoricArea.Separator}')
        ORDER BY ALL
        """,
        reader => new PlacedRow(reader.GetString(0), Period.Parse(reader.GetString(1)), [.. breakdowns.Select((_, i) => reader.GetString(2 + i))]));

    /// <summary>Takes the figures out of rows. A row without a value keeps the reason that it has.</summary>
    private void Empty(List<(PlacedRow Row, ObservationStatus Status)> rows)
    {
        var same = string.Concat(breakdowns.Select(b => $" AND t.{SqlText.Name(b)} = h.{SqlText.Name(b)}"));
        Execute($"CREATE OR REPLACE TEMP TABLE {HiddenTable} (area VARCHAR, period VARCHAR, hidden_status VARCHAR{string.Concat(breakdowns.Select(b => $", {SqlText.Name(b)} VARCHAR"))})");
        using (var appender = warehouse.CreateAppender("temp", "main", HiddenTable))
        {
            appender.AppendColumns(
            [
                DuckDBColumn.Of([.. rows.Select(item => item.Row.Area)]), DuckDBColumn.Of([.. rows.Select(item => item.Row.Period.ToString())]), DuckDBColumn.Of([.. rows.Select(item => item.Status.Code)]),
                .. breakdowns.Select((_, i) => DuckDBColumn.Of([.. rows.Select(item => item.Row.Keys[i])])),
            ]);
        }

        Execute($"""
            UPDATE {table} AS t
            SET value = NULL, numerator = NULL, denominator = NULL, status = CASE WHEN t.value IS NULL THEN t.status ELSE h.hidden_status END
            FROM {HiddenTable} AS h
            WHERE t.area = h.area AND t.period = h.period{same}
            """);
        Execute($"DROP TABLE {HiddenTable}");
    }

    /// <summary>Rows of earlier divisions and memberships go for the whole year: what they add up differently would give the hidden figures away.</summary>
    private void RemoveHistory(string years) => Execute($"DELETE FROM {table} WHERE contains(area, '{HistoricArea.Separator}') AND SUBSTR(period, 1, 4) IN ({years})");

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record PlacedRow(string Area, Period Period, string[] Keys);
}
