using System.Globalization;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Loading;

/// <summary>
/// Lets the database read a <see cref="BulkCsv"/> into a staging table. Lines that do not parse, and rows whose cells are not what their
/// column holds, go to quarantine; the rest is kept.
/// </summary>
public sealed class BulkLoad(DuckDBConnection warehouse, StagingArea staging)
{
    /// <summary>More lines than this that do not parse mean that the file is not what it is said to be.</summary>
    private const int MostQuarantined = 10_000;

    /// <summary>Appends a file's rows to a staging table.</summary>
    /// <exception cref="PayloadException">So many lines do not parse that not all of them could be kept in quarantine; nothing is to be loaded.</exception>
    public void Append(BulkCsv bulk, string table, int load)
    {
        Execute("DROP TABLE IF EXISTS bulk_scans; DROP TABLE IF EXISTS bulk_rejects");
        Execute(Insert(bulk, table, load));
        QuarantineUnparsed(bulk);
        var refuse = new RowRefusal(bulk, table, load);
        Refuse(refuse, "area", In("area", Unknown(table, load, "area", text => staging.Areas.TryById(text, out _))), "is not an area", "use ids such as KU016, MK07, SSS");
        Refuse(
            refuse, "period", In("period", Unknown(table, load, "period", text => IsPeriod(text, bulk.DataSet.Frequency))),
            $"is not a period by {bulk.DataSet.Frequency.Word()}", "write 2025, 2025-Q1 or 2025-01");
        foreach (var breakdown in bulk.DataSet.Breakdowns.Select(b => b.Name))
        {
            Refuse(refuse, breakdown, $"{FactTables.Quote(breakdown)} = ''", "is empty, but a key of the data set", "write the member, or the total's");
        }

        foreach (var measure in bulk.DataSet.Measures)
        {
            RefuseFigures(refuse, measure);
        }
    }

    private void RefuseFigures(RowRefusal refuse, Measure measure)
    {
        var (value, status) = (FactTables.Quote(measure.Name), FactTables.Quote(FactTables.StatusColumn(measure)));
        Refuse(refuse, measure.Name, $"NOT isfinite({value})", "is not a finite number", "write a number, or leave the cell empty");
        Refuse(
            refuse, FactTables.StatusColumn(measure),
            $"({value} IS NULL AND {status} NOT IN ({Codes(missing: true)})) OR ({value} IS NOT NULL AND {status} NOT IN ({Codes(missing: false)}))",
            "does not fit the figure beside it", "leave it empty, or use a reason for a missing figure and a reservation for one that is there");
    }

    private static string Insert(BulkCsv bulk, string table, int load)
    {
        var types = string.Join(", ", bulk.Columns.Select(c => $"{Literal(c)}: '{(bulk.DataSet.FindMeasure(c) is null ? "VARCHAR" : "DOUBLE")}'"));
        var keys = FactTables.KeyColumns(bulk.DataSet).Select(k => $"coalesce({FactTables.Quote(k)}, '')");
        var figures = bulk.DataSet.Measures.SelectMany(m => new[] { FactTables.Quote(m.Name), Status(bulk, m) });
        return $"""
            INSERT INTO {FactTables.Quote(table)}
            SELECT {string.Join(", ", keys)}, {string.Join(", ", figures)}, {Text(load)}
            FROM read_csv({Literal(bulk.File.Path)}, header = true, auto_detect = false, delim = {Literal(bulk.Delimiter.ToString())}, quote = '"', escape = '"', nullstr = '',
                          columns = {"{"}{types}{"}"}, store_rejects = true, rejects_scan = 'bulk_scans', rejects_table = 'bulk_rejects', rejects_limit = {Text(MostQuarantined)})
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

    private List<string> Unknown(string table, int load, string column, Func<string, bool> isKnown) =>
        [.. Rows($"SELECT DISTINCT {column}, 0 FROM {FactTables.Quote(table)} WHERE load = {Text(load)}").Select(r => r.Value).Where(text => !isKnown(text)).Order(StringComparer.Ordinal)];

    /// <summary>Moves the rows of a condition to quarantine, an entry for each value of the column with the line where it stands first.</summary>
    private void Refuse(RowRefusal refuse, string column, string condition, string reason, string remedy)
    {
        if (condition.Length == 0)
        {
            return;
        }

        var (name, where) = (FactTables.Quote(column), $"WHERE load = {Text(refuse.Load)} AND ({condition})");
        var refused = Rows($"SELECT coalesce(CAST({name} AS VARCHAR), ''), count(*) FROM {FactTables.Quote(refuse.Table)} {where} GROUP BY 1 ORDER BY 1");
        foreach (var (value, rows) in refused)
        {
            staging.Quarantine.Add(
                refuse.Bulk.File, FirstLine(refuse.Bulk, column, value), column, value,
                string.Create(CultureInfo.InvariantCulture, $"'{value}' {reason} ({rows} row{(rows == 1 ? "" : "s")})."), $"Mend the file: {remedy}.");
        }

        if (refused.Count > 0)
        {
            Execute($"DELETE FROM {FactTables.Quote(refuse.Table)} {where}");
        }
    }

    /// <summary>The first line with a value; 0 where the cell is written otherwise than the database shows it.</summary>
    private static long FirstLine(BulkCsv bulk, string column, string value)
    {
        var at = bulk.Columns.ToList().IndexOf(column);
        using var reader = new StreamReader(bulk.File.OpenRead(), Encoding.UTF8);
        var number = 0L;
        while (at >= 0 && reader.ReadLine() is { } line)
        {
            number++;
            var cells = line.Split(bulk.Delimiter);
            if (number > 1 && cells.Length > at && cells[at].Trim('"') == value)
            {
                return number;
            }
        }

        return 0;
    }

    /// <summary>Keeps a line once, with its first fault; the database tells each column that is missing.</summary>
    private void QuarantineUnparsed(BulkCsv bulk)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = "SELECT line, coalesce(column_name, ''), coalesce(csv_line, ''), coalesce(error_message, '') FROM bulk_rejects ORDER BY line, column_idx";
        using var reader = command.ExecuteReader();
        var (faults, first, last) = (0, staging.Quarantine.Rows.Count, 0L);
        while (reader.Read())
        {
            faults++;
            var line = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
            if (line != last)
            {
                staging.Quarantine.Add(bulk.File, line, reader.GetString(1), reader.GetString(2), reader.GetString(3), "Mend the line and deliver the file again.");
                last = line;
            }
        }

        if (faults >= MostQuarantined)
        {
            var row = staging.Quarantine.Rows[first];
            throw new PayloadException($"'{bulk.File.Name}' has {MostQuarantined} faults or more of lines that do not parse, the first is line {row.Line}: {row.Reason} Nothing was loaded; look at delimiter, columns and decimal points of the file.");
        }
    }

    private List<(string Value, long Count)> Rows(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture)));
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Codes(bool missing) => string.Join(", ", ObservationStatus.All.Where(s => s.IsMissing == missing).Select(s => Literal(s.Code)));

    private static string In(string column, List<string> values) => values.Count == 0 ? "" : $"{column} IN ({string.Join(", ", values.Select(Literal))})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>Of which rows the refusal is.</summary>
    private sealed record RowRefusal(BulkCsv Bulk, string Table, int Load);
}
