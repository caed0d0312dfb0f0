using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>
/// Reads the lake's Parquet files through an in-memory DuckDB: whole slices for the cache, and what is not kept in memory when it is asked
/// for. Each call has a connection of its own.
/// </summary>
public sealed class SliceFiles(PublicationStore store, AreaLabels labels) : IDisposable
{
    /// <summary>What DuckDB may use beside the slices; reading one takes far less. A slice is read once, so that its file need not be kept in memory.</summary>
    private const string Target = "Data Source=:memory:;memory_limit=256MB;threads=2;enable_external_file_cache=false";

    private const int LargestChunk = 2048;
    private const int LargestExpectation = 1 << 20;

    private readonly DuckDBDataSource database = new(Target);

    /// <summary>Reads a whole slice.</summary>
    public Slice Read(PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        var builder = new SliceBuilder(slice.Frequency, breakdowns, labels, (int)Math.Min(slice.Rows, LargestExpectation));
        var keys = new KeyColumns(breakdowns.Count, builder.Area, builder.Combination);
        var statuses = new DuckDBTextDictionary();
        var codes = new int[LargestChunk];
        using var connection = database.OpenConnection();
        using var command = Select(connection, slice, breakdowns, "value, status, members, members_present, \"break\", load");
        using var chunks = command.ExecuteChunks();
        foreach (var chunk in chunks)
        {
            keys.Load(chunk);
            chunk.Texts(keys.Count + 1).Encode(statuses, codes);
            AddRows(builder, keys, chunk, codes, [.. statuses.Texts.Select(ObservationStatus.FromCode)]);
        }

        return builder.Build();
    }

    /// <summary>Reads the numerators and denominators of a slice's cells.</summary>
    internal Task<SliceComponents> ComponentsAsync(PublishedSlice file, Slice slice) => Task.Run(() =>
    {
        var axes = slice.Axes;
        var components = new SliceComponents(new double[slice.CellCount], new double[slice.CellCount]);
        Array.Fill(components.Numerators, double.NaN);
        Array.Fill(components.Denominators, double.NaN);
        var keys = new KeyColumns(axes.Breakdowns.Length, id => axes.PositionOf(labels.NumberOf(id)), axes.CombinationOf);
        using var connection = database.OpenConnection();
        using var command = Select(connection, file, axes.Breakdowns, "numerator, denominator");
        using var chunks = command.ExecuteChunks();
        foreach (var chunk in chunks)
        {
            keys.Load(chunk);
            for (var row = 0; row < chunk.RowCount; row++)
            {
                var cell = slice.Series(keys.Area(row), keys.Combination(row)).Cell(axes.IndexOf(keys.Period(row)));
                components.Numerators[cell] = NumberOf(chunk, keys.Count, row);
                components.Denominators[cell] = NumberOf(chunk, keys.Count + 1, row);
            }
        }

        return components;
    });

    /// <summary>Compares two publications cell by cell.</summary>
    public IReadOnlyList<SliceDifference> Compare(PublicationManifest? before, PublicationManifest after)
    {
        using var connection = database.OpenConnection();
        return PublicationDifference.Compare(connection, store, before, after);
    }

    /// <summary>Counts the cells that differ between two publications by area or by period.</summary>
    public IReadOnlyList<DifferenceCount> CountChanges(PublicationManifest? before, PublicationManifest after, bool byPeriod)
    {
        using var connection = database.OpenConnection();
        return PublicationDifference.CountBy(connection, store, before, after, byPeriod);
    }

    /// <summary>The last period with a value of every municipality that has one.</summary>
    public IReadOnlyDictionary<string, string> LastPeriods(PublishedSlice slice)
    {
        using var connection = database.OpenConnection();
        return Insight.Warehouse.Publications.LastPeriods.OfMunicipalities(connection, store, slice);
    }

    /// <summary>The periods in which any municipality has a value, oldest first.</summary>
    public IReadOnlyList<string> Periods(PublishedSlice slice)
    {
        using var connection = database.OpenConnection();
        return Insight.Warehouse.Publications.LastPeriods.All(connection, store, slice);
    }

    /// <summary>A page of the cells that differ between two publications.</summary>
    /// <exception cref="FormatException"><paramref name="from"/> is not the place of a page.</exception>
    public ChangedCellPage ChangedCells(PublicationManifest? before, PublicationManifest after, ChangedCellFilter filter, string? from, int limit)
    {
        using var connection = database.OpenConnection();
        return Insight.Warehouse.Publications.ChangedCells.Page(connection, store, before, after, filter, from, limit);
    }

    /// <summary>The cells that differ between two publications, one after the other.</summary>
    public IEnumerable<ChangedCell> EachChangedCell(PublicationManifest? before, PublicationManifest after, ChangedCellFilter filter)
    {
        using var connection = database.OpenConnection();
        foreach (var cell in Insight.Warehouse.Publications.ChangedCells.Each(connection, store, before, after, filter))
        {
            yield return cell;
        }
    }

    /// <summary>Gives the rows of a statement, chunk by chunk, as they are read.</summary>
    internal async Task EachChunkAsync(string sql, Func<DuckDBChunk, ValueTask> take)
    {
        await using var connection = database.OpenConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var chunks = await command.ExecuteChunksAsync();
        foreach (var chunk in chunks)
        {
            await take(chunk);
        }
    }

    /// <summary>Lets DuckDB write a file.</summary>
    internal async Task CopyAsync(string sql, CancellationToken stop)
    {
        await using var connection = database.OpenConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Follows one cell back; null where the slice has no such cell.</summary>
    public Insight.Warehouse.Publications.Lineage? Explain(
        PublicationManifest manifest, PublishedIndicator indicator, PublishedSlice slice, string area, string period, IReadOnlyList<string> members)
    {
        using var connection = database.OpenConnection();
        return LineageReader.Explain(connection, store, manifest, indicator, slice, (area, period, members));
    }

    /// <summary>Number of the newest load among a cell's inputs; null where the slice has no such cell.</summary>
    public int? LoadOf(PublishedIndicator indicator, PublishedSlice slice, string area, string period, IReadOnlyList<string> members)
    {
        using var connection = database.OpenConnection();
        return LineageReader.Cell(connection, store, indicator, slice, (area, period, members))?.Load;
    }

    /// <summary>Closes the database.</summary>
    public void Dispose() => database.Dispose();

    private static void AddRows(SliceBuilder builder, KeyColumns keys, DuckDBChunk chunk, int[] statusCodes, ObservationStatus[] statuses)
    {
        var values = chunk.Doubles(keys.Count);
        var present = chunk.Validity(keys.Count);
        var of = chunk.Int32s(keys.Count + 2);
        var membersPresent = chunk.Int32s(keys.Count + 3);
        var breaks = chunk.Values<bool>(keys.Count + 4);
        var loads = chunk.Int32s(keys.Count + 5);
        var loaded = chunk.Validity(keys.Count + 5);
        for (var row = 0; row < chunk.RowCount; row++)
        {
            var status = statusCodes[row] < 0 ? ObservationStatus.Normal : statuses[statusCodes[row]];
            builder.Add(keys.Area(row), keys.Combination(row), keys.Period(row), present[row] ? values[row] : null, status, loaded[row] ? loads[row] : 0);
            if (breaks[row])
            {
                builder.AddBreak();
            }

            if (!chunk.IsNull(keys.Count + 2, row))
            {
                builder.AddMembers(of[row], chunk.IsNull(keys.Count + 3, row) ? 0 : membersPresent[row]);
            }
        }
    }

    private static double NumberOf(DuckDBChunk chunk, int column, int row) =>
        chunk.IsNull(column, row) ? double.NaN : chunk.Doubles(column)[row];

    private DuckDBCommand Select(DuckDBConnection connection, PublishedSlice slice, IReadOnlyList<string> breakdowns, string rest)
    {
        var command = connection.CreateCommand();
        var keys = string.Concat(breakdowns.Select(b => $", \"{b.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        command.CommandText = $"SELECT area, period{keys}, {rest} FROM {SliceRelation.Of(store, slice, breakdowns)} AS slice";
        return command;
    }
}
