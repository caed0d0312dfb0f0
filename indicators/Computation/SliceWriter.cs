using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Computation;

/// <summary>Runs the compiled statement of a slice and takes its result into the lake as a Parquet file named by its content.</summary>
public sealed class SliceWriter(DbConnection warehouse, PublicationStore store, string temporaryFolder)
{
    /// <summary>Computes and stores one slice.</summary>
    /// <param name="sql">The compiled SELECT, in the column order of <see cref="PublishedSlice"/>.</param>
    /// <param name="breakdowns">Its breakdown columns, in the order of sorting.</param>
    /// <param name="division">Name of the division: current or as-delivered.</param>
    /// <param name="divisionDate">Its date, or as-was.</param>
    /// <param name="frequency">Frequency of its periods.</param>
    /// <returns>The slice, or null when it has no rows.</returns>
    public PublishedSlice? Write(string sql, IReadOnlyList<string> breakdowns, string division, string divisionDate, Frequency frequency)
    {
        var path = Path.Combine(temporaryFolder, Guid.NewGuid().ToString("N") + ".parquet");
        Execute($"COPY ({WithinValues(sql, breakdowns)}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
        var (rows, missing, first, last) = Summary(path);
        if (rows == 0)
        {
            File.Delete(path);
            return null;
        }

        return new PublishedSlice(division, divisionDate, frequency, store.TakeIn(path, ".parquet"), rows, missing, first, last, sql);
    }

    /// <summary>
    /// Without the periods before the first and after the last value of any area: a denominator that reaches further than the numerator does
    /// not make a series longer.
    /// </summary>
    private static string WithinValues(string sql, IReadOnlyList<string> breakdowns) => $"""
        SELECT * FROM ({sql}) AS computed
        QUALIFY period BETWEEN min(period) FILTER (value IS NOT NULL) OVER () AND max(period) FILTER (value IS NOT NULL) OVER ()
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
