using System.Data.Common;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>
/// Reads the lake's Parquet files through an in-memory DuckDB: whole slices for the cache, and what is not kept in memory when it is asked
/// for. Each call has a connection of its own.
/// </summary>
public sealed class SliceFiles(PublicationStore store, AreaLabels labels) : IDisposable
{
    /// <summary>What DuckDB may use beside the slices; reading one takes far less.</summary>
    private const string Target = "Data Source=:memory:;memory_limit=256MB;threads=2";

    private readonly DuckDBDataSource database = new(Target);

    /// <summary>Reads a whole slice.</summary>
    public Slice Read(PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        var builder = new SliceBuilder(slice.Frequency, breakdowns, labels);
        using var connection = database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Keys(breakdowns)}, value, status, members, members_present FROM {Source(slice)}";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var rest = 2 + breakdowns.Count;
        var keys = new RowKeys(breakdowns.Count, builder.Area, builder.Combination);
        while (reader.Read())
        {
            keys.Read(reader);
            var status = reader.IsDBNull(rest + 1) ? ObservationStatus.Normal : ObservationStatus.FromCode(reader.GetString(rest + 1));
            builder.Add(keys.Area, keys.Combination, keys.Period, reader.IsDBNull(rest) ? null : reader.GetDouble(rest), status);
            if (!reader.IsDBNull(rest + 2))
            {
                builder.AddMembers(reader.GetInt32(rest + 2), reader.IsDBNull(rest + 3) ? 0 : reader.GetInt32(rest + 3));
            }
        }

        return builder.Build();
    }

    /// <summary>Reads the numerators and denominators of a slice's cells.</summary>
    internal Task<SliceComponents> ComponentsAsync(PublishedSlice file, Slice slice) => Task.Run(() =>
    {
        var components = new SliceComponents(new double[slice.CellCount], new double[slice.CellCount]);
        Array.Fill(components.Numerators, double.NaN);
        Array.Fill(components.Denominators, double.NaN);
        var axes = slice.Axes;
        using var connection = database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Keys(axes.Breakdowns)}, numerator, denominator FROM {Source(file)}";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var rest = 2 + axes.Breakdowns.Length;
        var keys = new RowKeys(axes.Breakdowns.Length, id => axes.PositionOf(labels.NumberOf(id)), axes.CombinationOf);
        while (reader.Read())
        {
            keys.Read(reader);
            var cell = slice.Series(keys.Area, keys.Combination).Cell(axes.IndexOf(keys.Period));
            components.Numerators[cell] = reader.IsDBNull(rest) ? double.NaN : reader.GetDouble(rest);
            components.Denominators[cell] = reader.IsDBNull(rest + 1) ? double.NaN : reader.GetDouble(rest + 1);
        }

        return components;
    });

    /// <summary>Compares two publications cell by cell.</summary>
    public IReadOnlyList<SliceDifference> Compare(PublicationManifest? before, PublicationManifest after)
    {
        using var connection = database.OpenConnection();
        return PublicationDifference.Compare(connection, store, before, after);
    }

    /// <summary>Follows one cell back; null where the slice has no such cell.</summary>
    public Insight.Warehouse.Publications.Lineage? Explain(
        PublicationManifest manifest, PublishedIndicator indicator, PublishedSlice slice, string area, string period, IReadOnlyList<string> members)
    {
        using var connection = database.OpenConnection();
        return LineageReader.Explain(connection, store, manifest, indicator, slice, (area, period, members));
    }

    /// <summary>Closes the database.</summary>
    public void Dispose() => database.Dispose();

    private static string Keys(IReadOnlyList<string> breakdowns) => "area, period" + string.Concat(breakdowns.Select(b => $", \"{b.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private string Source(PublishedSlice slice) => $"read_parquet('{store.ParquetPath(slice.File).Replace("'", "''", StringComparison.Ordinal)}')";

    /// <summary>Turns the key columns of rows into numbers; since rows are sorted, most keys are those of the row before.</summary>
    private sealed class RowKeys(int breakdowns, Func<string, int> areaOf, RowKeys.CombinationReader combinationOf)
    {
        private readonly string[] members = new string[breakdowns];
        private string? area;
        private string? period;
        private bool hasCombination;

        public delegate int CombinationReader(params ReadOnlySpan<string> members);

        public int Area { get; private set; }

        public int Combination { get; private set; }

        public Period Period { get; private set; }

        public void Read(DbDataReader reader)
        {
            if (Next(reader.GetString(0), ref area))
            {
                Area = areaOf(area!);
            }

            if (Next(reader.GetString(1), ref period))
            {
                Period = Period.Parse(period!);
            }

            var changed = !hasCombination;
            for (var b = 0; b < members.Length; b++)
            {
                changed |= Next(reader.GetString(2 + b), ref members[b]!);
            }

            if (changed)
            {
                Combination = combinationOf(members);
                hasCombination = true;
            }
        }

        private static bool Next(string read, ref string? before)
        {
            if (read == before)
            {
                return false;
            }

            before = read;
            return true;
        }
    }
}
