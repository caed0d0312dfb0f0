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
internal sealed class SliceWriter(DuckDBConnection warehouse, PublicationStore store, string temporaryFolder)
{
    private const string Table = "computed_slice";
    private const string MarkedTable = "marked_slice";

    /// <summary>Computes and stores the slices of one indicator in one frequency.</summary>
    /// <param name="compiled">The statement.</param>
    /// <param name="definition">The indicator: its breaks are marked in the rows.</param>
    /// <param name="control">Hides what must not be shown of figures that are not public yet, before anything is written.</param>
    /// <returns>The slice of the current division and, where any area differs from today's, that of the earlier ones; none when there are no rows.</returns>
    public IEnumerable<PublishedSlice> Write(CompiledIndicator compiled, IndicatorDefinition definition, DisclosureControl control)
    {
        Execute($"CREATE OR REPLACE TEMP TABLE {Table} AS SELECT * FROM ({compiled.Sql}) AS computed");
        var isProtected = control.Apply(warehouse, Table, definition);
        var source = new SliceSource(Marked(compiled, definition, isProtected));
        var summaries = Summaries();
        var slices = new[] { Take(compiled, source, summaries, false), Take(compiled, source, summaries, true) };
        Execute($"DROP TABLE {Table}; DROP TABLE IF EXISTS {MarkedTable}");
        return slices[0] is null ? [] : slices.OfType<PublishedSlice>();
    }

    /// <summary>All rows with their breaks. A compiled statement has put them in their order; after changes and joins it is made again, once for both files.</summary>
    private string Marked(CompiledIndicator compiled, IndicatorDefinition definition, bool isChanged)
    {
        var marked = BreakMarks.Select(Table, compiled.Breakdowns, compiled.Frequency, definition.Breaks);
        if (!isChanged && definition.Breaks.Count == 0)
        {
            return marked;
        }

        Execute($"CREATE OR REPLACE TEMP TABLE {MarkedTable} AS SELECT * FROM ({marked}) AS marked ORDER BY area{string.Concat(compiled.Breakdowns.Select(name => $", {SqlText.Name(name)}"))}, period");
        return $"SELECT * FROM {MarkedTable}";
    }

    private PublishedSlice? Take(CompiledIndicator compiled, SliceSource source, IReadOnlyList<SliceSummary> summaries, bool isHistoric)
    {
        if (summaries.FirstOrDefault(item => item.IsHistoric == isHistoric) is not { } summary)
        {
            return null;
        }

        var path = Path.Combine(temporaryFolder, Guid.NewGuid().ToString("N") + ".parquet");
        Execute($"COPY ({source.Rows(isHistoric, summary)}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)");
        return new PublishedSlice(
            isHistoric ? PublishedSlice.History : PublishedSlice.Current, isHistoric ? PublishedSlice.History : compiled.Division.ToString(),
            compiled.Frequency, store.TakeIn(path, ".parquet"), summary.Rows, summary.Missing, summary.First, summary.Last, compiled.Sql)
        { HasBreaks = true };
    }

    /// <summary>
    /// What the slices will hold. Without the periods before the first and after the last value of any area: a denominator that reaches further
    /// than the numerator does not make a series longer.
    /// </summary>
    private List<SliceSummary> Summaries()
    {
        var periods = Periods();
        var reach = periods.Where(item => item.Values > 0).Select(item => item.Period).ToList();
        return reach.Count == 0 ? [] :
        [
            .. periods.Where(item => string.CompareOrdinal(item.Period, reach[0]) >= 0 && string.CompareOrdinal(item.Period, reach[^1]) <= 0)
                .GroupBy(item => item.IsHistoric)
                .Select(slice => new SliceSummary(
                    slice.Key, slice.Sum(item => item.Rows), slice.Sum(item => item.Rows - item.Values), slice.First().Period, slice.Last().Period, reach[0], reach[^1])),
        ];
    }

    /// <summary>How many rows and values each period has, in the order of periods.</summary>
    private List<(bool IsHistoric, string Period, long Rows, long Values)> Periods()
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = $"""
            SELECT {SliceSource.IsHistoric} AS is_historic, period, count(*), count(value)
            FROM {Table}
            WHERE NOT {SliceSource.IsLeftOut}
            GROUP BY is_historic, period
            """;
        using var reader = command.ExecuteReader();
        var periods = new List<(bool IsHistoric, string Period, long Rows, long Values)>();
        while (reader.Read())
        {
            periods.Add((reader.GetBoolean(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        return [.. periods.OrderBy(item => item.Period, StringComparer.Ordinal)];
    }

    private void Execute(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
