using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>
/// Reads a candidate back before it may become current: each file is there, is what its hash says, has the rows and gaps that the manifest
/// says, one row a key, sorted, only finite numbers; each missing value has a reason, and no value is shown beside a reason for its absence.
/// </summary>
public static class PublicationVerification
{
    private static readonly string MissingCodes = Codes(missing: true);
    private static readonly string PresentCodes = Codes(missing: false);

    /// <summary>Verifies the slices that are not in <paramref name="alreadyVerified"/> (files of a publication that was verified before).</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="store">The lake.</param>
    /// <param name="manifest">The candidate.</param>
    /// <param name="alreadyVerified">Hashes of files that need no second look; only that they are there is checked.</param>
    /// <returns>What is wrong, a sentence each; empty when the candidate may be published.</returns>
    public static IReadOnlyList<string> Verify(DbConnection connection, PublicationStore store, PublicationManifest manifest, IReadOnlySet<string> alreadyVerified)
    {
        var faults = FileFaults(store.DocumentPath(manifest.AreasFile), manifest.AreasFile, again: true).Select(f => $"areas: {f}").ToList();
        if (manifest.TargetsFile is { } targets)
        {
            faults.AddRange(FileFaults(store.DocumentPath(targets), targets, again: true).Select(f => $"targets: {f}"));
        }

        foreach (var indicator in manifest.Indicators)
        {
            foreach (var slice in indicator.AllSlices)
            {
                faults.AddRange(FaultsOf(connection, store, indicator, slice, again: !alreadyVerified.Contains(slice.File)).Select(f => $"{indicator.Id} ({slice.Division}, {slice.Frequency.Word()}): {f}"));
            }
        }

        return faults;
    }

    private static IReadOnlyList<string> FaultsOf(DbConnection connection, PublicationStore store, PublishedIndicator indicator, PublishedSlice slice, bool again)
    {
        var path = store.ParquetPath(slice.File);
        var faults = FileFaults(path, slice.File, again);
        return faults.Count > 0 || !again ? faults : ContentFaults(connection, path, indicator, slice);
    }

    private static IReadOnlyList<string> FileFaults(string path, string hash, bool again)
    {
        if (!File.Exists(path))
        {
            return [$"the file {hash} is not in the lake"];
        }

        return again && PublicationStore.HashOf(path) != hash ? [$"the file {hash} has other bytes than its name says; it was damaged or edited"] : [];
    }

    private static List<string> ContentFaults(DbConnection connection, string path, PublishedIndicator indicator, PublishedSlice slice)
    {
        var keys = string.Join(", ", new[] { "area" }.Concat(indicator.Breakdowns.Select(b => $"\"{b}\"")).Append("period"));
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            WITH slice AS (SELECT * FROM read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}', file_row_number = true)),
            compared AS (SELECT *, lag(({keys})) OVER (ORDER BY file_row_number) AS before, ({keys}) AS key FROM slice)
            SELECT count(*), count(*) FILTER (value IS NULL), count(*) FILTER (before >= key),
                   count(*) FILTER (value IS NULL AND coalesce(status, '') NOT IN ({MissingCodes})),
                   count(*) FILTER (value IS NOT NULL AND coalesce(status, '') NOT IN ({PresentCodes})),
                   count(*) FILTER (NOT isfinite(value) OR NOT isfinite(numerator) OR NOT isfinite(denominator))
            FROM compared
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        var counts = Enumerable.Range(0, 6).Select(i => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture)).ToArray();
        var faults = new List<string>();
        AddIf(faults, counts[0] != slice.Rows, $"{counts[0]} rows were read back, {slice.Rows} were written");
        AddIf(faults, counts[1] != slice.Missing, $"{counts[1]} missing values were read back, {slice.Missing} were written");
        AddIf(faults, counts[2] > 0, $"{counts[2]} rows repeat a key or are out of order");
        AddIf(faults, counts[3] > 0, $"{counts[3]} missing values have no reason");
        AddIf(faults, counts[4] > 0, $"{counts[4]} values are shown beside a status that says that there is none, or that is not known");
        AddIf(faults, counts[5] > 0, $"{counts[5]} values are not finite numbers");
        return faults;
    }

    private static string Codes(bool missing) => string.Join(", ", ObservationStatus.All.Where(s => s.IsMissing == missing).Select(s => $"'{s.Code}'"));

    private static void AddIf(List<string> faults, bool condition, string fault)
    {
        if (condition)
        {
            faults.Add(fault);
        }
    }
}
