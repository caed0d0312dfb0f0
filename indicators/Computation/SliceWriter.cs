using System.Data.Common;
using System.Globalization;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Indicators.Disclosure;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Computation;

/// <summary>
/// Runs the compiled statement of an indicator and takes its result into the lake as Parquet files named by their content: one of today's
/// areas, and one of the areas that were made otherwise in earlier divisions.
/// </summary>
public sealed class SliceWriter(DuckDBConnection warehouse, PublicationStore store, string temporaryFolder)
{
    private const string Table = "computed_slice";

    /// <summary>Computes and stores the slices of one indicator in one frequency.</summary>
    /// <param name="compiled">The statement.</param>
    /// <param name="definition">The indicator: its breaks are marked in the rows.</param>
    /// <param name="isProtected">Whether its figures are not public yet, so that small cells must be hidden before anything is written.</param>
    /// <returns>The slice of the current division and, where any area differs from today's, that of the earlier ones; none when there are no rows.</returns>
    public IEnumerable<PublishedSlice> Write(CompiledIndicator compiled, IndicatorDefinition definition, bool isProtected)
    {
        Execute($"CREATE OR REPLACE TEMP TABLE {Table} AS SELECT * FROM ({compiled.Sql}) AS computed");
        if (isProtected)
        {
            new SliceDisclosure(warehouse, Table, definition).Apply();
        }

        var marked = BreakMarks.Select(Table, compiled.Breakdowns, compiled.Frequency, definition.Breaks);
        var date = compiled.Division.ToString();
        if (Take(compiled, marked, $"NOT {IsHistoric}", PublishedSlice.Current, date) is { } current)
        {
            yield return current;
            if (Take(compiled, marked, $"{IsHistoric} AND NOT {IsNothing}", PublishedSlice.History, PublishedSlice.History) is { } history)
            {
                yield return history;
            }
        }

        Execute($"DROP TABLE {Table}");
    }

    private static string IsHistoric => $"contains(area, '{HistoricArea.Separator}')";

    /// <summary>A municipality of an earlier division without a figure: its absence says the same.</summary>
    private static string IsNothing => "(value IS NULL AND status IN ('unknown', 'not-recalculable') AND members IS NULL)";

    private PublishedSlice? Take(CompiledIndicator compiled, string marked, string condition, string division, string divisionDate)
    {
        var path = Path.Combine(temporaryFolder, Guid.NewGuid().ToString("N") + ".parquet");
        Execute($"COPY ({Within(marked, condition, compiled.Breakdowns)}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
        var summary = Summary(path);
        if (summary.Rows == 0)
        {
            File.Delete(path);
            return null;
        }

        return new PublishedSlice(
            division, divisionDate, compiled.Frequency, store.TakeIn(path, ".parquet"), summary.Rows, summary.Missing, summary.First, summary.Last, compiled.Sql)
        { HasBreaks = true };
    }

    /// <summary>
    /// Without the periods before the first and after the last value of any area: a denominator that reaches further than the numerator does
    /// not make a series longer.
    /// </summary>
    private static string Within(string marked, string condition, IReadOnlyList<string> breakdowns) => $"""
        WITH reach AS (SELECT min(period) AS first, max(period) AS last FROM {Table} WHERE value IS NOT NULL)
        SELECT * FROM ({marked}) AS marked
        WHERE {condition} AND period BETWEEN (SELECT first FROM reach) AND (SELECT last FROM reach)
        ORDER BY area{string.Concat(breakdowns.Select(b => $", \"{b}\""))}, period
        """;

    private (long Rows, long Missing, string? First, string? Last) Summary(string path)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = $"SELECT count(*), count(*) - count(value), min(period), max(period) FROM read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (Number(reader, 0), Number(reader, 1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
    }

    private static long Number(DbDataReader reader, int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
