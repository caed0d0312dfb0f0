using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>One slice's cells in two publications compared.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division of the slice.</param>
/// <param name="Frequency">Frequency of the slice.</param>
/// <param name="Added">Cells that have a value and had none, or were not there.</param>
/// <param name="Revised">Cells of both whose value or status changed, without being added or withdrawn.</param>
/// <param name="Withdrawn">Cells that had a value and have none, or are not there.</param>
/// <param name="Movers">The cells that moved most, by share of the old value.</param>
public sealed record SliceDifference(
    string Indicator, string Division, Frequency Frequency, long Added, long Revised, long Withdrawn, IReadOnlyList<CellDifference> Movers);

/// <summary>One revised cell.</summary>
public sealed record CellDifference(string Area, string Period, IReadOnlyList<string> Members, double OldValue, double NewValue);

/// <summary>Compares two publications cell by cell. Slices with the same file are equal and cost nothing.</summary>
public static class PublicationDifference
{
    private const int MoverCount = 5;

    /// <summary>Differences of every slice that differs, by indicator.</summary>
    public static IReadOnlyList<SliceDifference> Compare(DbConnection connection, PublicationStore store, PublicationManifest? before, PublicationManifest after)
    {
        var old = Slices(before);
        var now = Slices(after);
        var differences = new List<SliceDifference>();
        foreach (var key in old.Keys.Union(now.Keys).OrderBy(k => k.Indicator, StringComparer.Ordinal).ThenBy(k => k.Division, StringComparer.Ordinal).ThenBy(k => k.Frequency))
        {
            var (was, isNow) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (was.Slice?.File != isNow.Slice?.File)
            {
                differences.Add(CompareSlice(connection, store, key, was, isNow));
            }
        }

        return differences;
    }

    private static Dictionary<(string Indicator, string Division, Frequency Frequency), (PublishedSlice? Slice, IReadOnlyList<string> Breakdowns)> Slices(PublicationManifest? manifest) =>
        manifest?.Indicators.SelectMany(i => i.Slices.Select(s => (Key: (i.Id, s.Division, s.Frequency), Value: ((PublishedSlice?)s, i.Breakdowns))))
            .ToDictionary(s => s.Key, s => s.Value) ?? [];

    private static SliceDifference CompareSlice(
        DbConnection connection,
        PublicationStore store,
        (string Indicator, string Division, Frequency Frequency) key,
        (PublishedSlice? Slice, IReadOnlyList<string> Breakdowns) was,
        (PublishedSlice? Slice, IReadOnlyList<string> Breakdowns) now)
    {
        var sameKeys = was.Slice is not null && now.Slice is not null && was.Breakdowns.SequenceEqual(now.Breakdowns);
        if (!sameKeys)
        {
            return new SliceDifference(
                key.Indicator, key.Division, key.Frequency, (now.Slice?.Rows - now.Slice?.Missing) ?? 0, 0, (was.Slice?.Rows - was.Slice?.Missing) ?? 0, []);
        }

        using var command = connection.CreateCommand();
        command.CommandText = Sql(store.ParquetPath(was.Slice!.File), store.ParquetPath(now.Slice!.File), now.Breakdowns);
        using var reader = command.ExecuteReader();
        long added = 0, revised = 0, withdrawn = 0;
        var movers = new List<CellDifference>();
        while (reader.Read())
        {
            if (reader.IsDBNull(3))
            {
                (added, revised, withdrawn) = (Count(reader, 0), Count(reader, 1), Count(reader, 2));
            }
            else
            {
                movers.Add(new CellDifference(
                    reader.GetString(3), reader.GetString(4), [.. now.Breakdowns.Select((_, i) => reader.GetString(7 + i))], reader.GetDouble(5), reader.GetDouble(6)));
            }
        }

        return new SliceDifference(key.Indicator, key.Division, key.Frequency, added, revised, withdrawn, movers);
    }

    private static long Count(DbDataReader reader, int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static string Sql(string oldPath, string newPath, IReadOnlyList<string> breakdowns)
    {
        var keys = string.Join(", ", new[] { "area", "period" }.Concat(breakdowns.Select(b => $"\"{b}\"")));
        var members = string.Concat(breakdowns.Select(b => $", \"{b}\""));
        var noMembers = string.Concat(breakdowns.Select(_ => ", NULL"));
        return $"""
            WITH cells AS (
              SELECT {keys}, was.value AS old_value, now.value AS new_value,
                     was.value IS NULL AND now.value IS NOT NULL AS added,
                     was.value IS NOT NULL AND now.value IS NULL AS withdrawn,
                     was.area IS NOT NULL AND now.area IS NOT NULL AND (was.value IS DISTINCT FROM now.value OR was.status IS DISTINCT FROM now.status) AS differs
              FROM read_parquet({Literal(oldPath)}) AS was FULL JOIN read_parquet({Literal(newPath)}) AS now USING ({keys})
            ),
            movers AS (
              SELECT * FROM cells WHERE old_value <> new_value ORDER BY abs(new_value - old_value) / greatest(abs(old_value), 1e-9) DESC, {keys} LIMIT {MoverCount}
            )
            SELECT count(*) FILTER (added), count(*) FILTER (differs AND NOT added AND NOT withdrawn), count(*) FILTER (withdrawn), NULL, NULL, NULL, NULL{noMembers} FROM cells
            UNION ALL
            SELECT 0, 0, 0, area, period, old_value, new_value{members} FROM movers
            """;
    }

    private static string Literal(string path) => "'" + path.Replace("'", "''", StringComparison.Ordinal) + "'";
}
