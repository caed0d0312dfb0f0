using System.Globalization;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Loading;

/// <summary>
/// Lets the database read a <see cref="BulkCsv"/> into a staging table. Lines that do not parse, and rows whose area or period is none, go to
/// quarantine; the rest is kept.
/// </summary>
public sealed class BulkLoad(DuckDBConnection warehouse, StagingArea staging)
{
    private const int MostQuarantined = 10_000;

    /// <summary>Appends a file's rows to a staging table.</summary>
    public void Append(BulkCsv bulk, string table, int load)
    {
        Execute("DROP TABLE IF EXISTS bulk_scans; DROP TABLE IF EXISTS bulk_rejects");
        Execute(Insert(bulk, table, load));
        QuarantineUnparsed(bulk);
        QuarantineWhere(bulk, table, load, "area", Unknown(table, load, "area", text => staging.Areas.TryById(text, out _)), "is not an area", "use ids such as KU016, MK07, SSS");
        QuarantineWhere(bulk, table, load, "period", Unknown(table, load, "period", text => IsPeriod(text, bulk.DataSet.Frequency)), $"is not a period of frequency {bulk.DataSet.Frequency}", "write 2025, 2025-Q1 or 2025-01");
    }

    private static string Insert(BulkCsv bulk, string table, int load)
    {
        var types = string.Join(", ", bulk.Columns.Select(c => $"{Literal(c)}: '{(bulk.DataSet.FindMeasure(c) is null ? "VARCHAR" : "DOUBLE")}'"));
        var figures = bulk.DataSet.Measures.SelectMany(m => new[] { FactTables.Quote(m.Name), Status(bulk, m) });
        return $"""
            INSERT INTO {FactTables.Quote(table)}
            SELECT {FactTables.Quoted(FactTables.KeyColumns(bulk.DataSet))}, {string.Join(", ", figures)}, {load.ToString(CultureInfo.InvariantCulture)}
            FROM read_csv({Literal(bulk.File.Path)}, header = true, auto_detect = false, delim = {Literal(bulk.Delimiter.ToString())}, quote = '"', escape = '"', nullstr = '',
                          columns = {"{"}{types}{"}"}, store_rejects = true, rejects_scan = 'bulk_scans', rejects_table = 'bulk_rejects', rejects_limit = {MostQuarantined})
            """;
    }

    /// <summary>A number without a status is normal; no number without a status is missing for an unknown reason.</summary>
    private static string Status(BulkCsv bulk, Measure measure)
    {
        var (value, status) = (FactTables.Quote(measure.Name), FactTables.StatusColumn(measure));
        var given = bulk.Columns.Contains(status) ? FactTables.Quote(status) : "NULL";
        return $"coalesce({given}, CASE WHEN {value} IS NULL THEN '{ObservationStatus.Unknown.Code}' END)";
    }

    private static bool IsPeriod(string text, Frequency frequency) =>
        Period.TryParse(text, out var period) && period.Frequency == frequency && period.ToString() == text;

    private List<string> Unknown(string table, int load, string column, Func<string, bool> isKnown)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = $"SELECT DISTINCT {column} FROM {FactTables.Quote(table)} WHERE load = {load.ToString(CultureInfo.InvariantCulture)}";
        using var reader = command.ExecuteReader();
        var unknown = new List<string>();
        while (reader.Read())
        {
            if (!isKnown(reader.GetString(0)))
            {
                unknown.Add(reader.GetString(0));
            }
        }

        return unknown;
    }

    private void QuarantineWhere(BulkCsv bulk, string table, int load, string column, List<string> unknown, string reason, string remedy)
    {
        foreach (var value in unknown)
        {
            var rows = Execute($"DELETE FROM {FactTables.Quote(table)} WHERE {column} = {Literal(value)} AND load = {load.ToString(CultureInfo.InvariantCulture)}");
            staging.Quarantine.Add(bulk.File, 0, column, value, $"'{value}' {reason} ({rows.ToString(CultureInfo.InvariantCulture)} rows).", $"Mend the file: {remedy}.");
        }
    }

    private void QuarantineUnparsed(BulkCsv bulk)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = "SELECT line, coalesce(column_name, ''), coalesce(csv_line, ''), coalesce(error_message, '') FROM bulk_rejects ORDER BY line";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var line = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
            staging.Quarantine.Add(bulk.File, line, reader.GetString(1), reader.GetString(2), reader.GetString(3), "Mend the line and deliver the file again.");
        }
    }

    private int Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
