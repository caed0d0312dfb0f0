using System.Data.Common;
using System.Globalization;

namespace Insight.Warehouse.Publications;

/// <summary>
/// Reads a candidate back before it may become current: each file is there, is what its hash says, has the rows and gaps that the manifest
/// says, one row a key, sorted, and no value without a number and without a reason.
/// </summary>
public static class PublicationVerification
{
    /// <summary>Verifies the slices that are not in <paramref name="alreadyVerified"/> (files of a publication that was verified before).</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="store">The lake.</param>
    /// <param name="manifest">The candidate.</param>
    /// <param name="alreadyVerified">Hashes of files that need no second look.</param>
    /// <returns>What is wrong, a sentence each; empty when the candidate may be published.</returns>
    public static IReadOnlyList<string> Verify(DbConnection connection, PublicationStore store, PublicationManifest manifest, IReadOnlySet<string> alreadyVerified)
    {
        var faults = new List<string>();
        foreach (var indicator in manifest.Indicators)
        {
            foreach (var slice in indicator.Slices.Where(s => !alreadyVerified.Contains(s.File)))
            {
                faults.AddRange(FaultsOf(connection, store, indicator, slice).Select(f => $"{indicator.Id} ({slice.Division}, {slice.Frequency}): {f}"));
            }
        }

        return faults;
    }

    private static IEnumerable<string> FaultsOf(DbConnection connection, PublicationStore store, PublishedIndicator indicator, PublishedSlice slice)
    {
        var path = store.ParquetPath(slice.File);
        if (!File.Exists(path))
        {
            return [$"the file {slice.File} is not in the lake"];
        }

        if (PublicationStore.HashOf(path) != slice.File)
        {
            return [$"the file {slice.File} has other bytes than its name says; it was damaged or edited"];
        }

        return ContentFaults(connection, path, indicator, slice);
    }

    private static List<string> ContentFaults(DbConnection connection, string path, PublishedIndicator indicator, PublishedSlice slice)
    {
        var keys = string.Join(", ", new[] { "area" }.Concat(indicator.Breakdowns.Select(b => $"\"{b}\"")).Append("period"));
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            WITH slice AS (SELECT *, row_number() OVER () AS position FROM read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')),
            compared AS (SELECT *, lag(({keys})) OVER (ORDER BY position) AS before, ({keys}) AS key FROM slice)
            SELECT count(*), count(*) FILTER (value IS NULL), count(*) FILTER (before >= key),
                   count(*) FILTER (value IS NULL AND status IS NULL), count(*) FILTER (NOT isfinite(value))
            FROM compared
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        var counts = Enumerable.Range(0, 5).Select(i => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture)).ToArray();
        var faults = new List<string>();
        AddIf(faults, counts[0] != slice.Rows, $"{counts[0]} rows were read back, {slice.Rows} were written");
        AddIf(faults, counts[1] != slice.Missing, $"{counts[1]} missing values were read back, {slice.Missing} were written");
        AddIf(faults, counts[2] > 0, $"{counts[2]} rows repeat a key or are out of order");
        AddIf(faults, counts[3] > 0, $"{counts[3]} missing values have no reason");
        AddIf(faults, counts[4] > 0, $"{counts[4]} values are not finite numbers");
        return faults;
    }

    private static void AddIf(List<string> faults, bool condition, string fault)
    {
        if (condition)
        {
            faults.Add(fault);
        }
    }
}
