using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>
/// One slice in two publications, whose cells are compared. Where the breakdowns of an indicator changed, its cells are other cells: the
/// slice is then two pairs, one with nothing before and one with nothing after.
/// </summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division of the slice.</param>
/// <param name="Frequency">Frequency of the slice.</param>
/// <param name="Breakdowns">Names of its breakdowns.</param>
/// <param name="Before">The slice before, or null.</param>
/// <param name="After">The slice after, or null.</param>
internal sealed record SlicePair(
    string Indicator, string Division, Frequency Frequency, IReadOnlyList<string> Breakdowns, PublishedSlice? Before, PublishedSlice? After)
{
    /// <summary>The pairs of all slices that differ, by indicator, division and frequency. Slices with the same file are equal and cost nothing. Earlier
    /// divisions repeat today's figures and are left out.</summary>
    public static IReadOnlyList<SlicePair> Of(PublicationManifest? before, PublicationManifest after)
    {
        var (old, now) = (Slices(before), Slices(after));
        return [.. old.Keys.Union(now.Keys)
            .OrderBy(k => k.Indicator, StringComparer.Ordinal).ThenBy(k => k.Division, StringComparer.Ordinal).ThenBy(k => k.Frequency)
            .SelectMany(key => Of(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key)))];
    }

    private static IEnumerable<SlicePair> Of((string Indicator, string Division, Frequency Frequency) key, Side was, Side now)
    {
        if (was.Slice?.File == now.Slice?.File)
        {
            return [];
        }

        return was.Slice is null || now.Slice is null || was.Breakdowns.SequenceEqual(now.Breakdowns)
            ? [new SlicePair(key.Indicator, key.Division, key.Frequency, now.Breakdowns ?? was.Breakdowns, was.Slice, now.Slice)]
            : [
                new SlicePair(key.Indicator, key.Division, key.Frequency, now.Breakdowns, null, now.Slice),
                new SlicePair(key.Indicator, key.Division, key.Frequency, was.Breakdowns, was.Slice, null),
            ];
    }

    private static Dictionary<(string Indicator, string Division, Frequency Frequency), Side> Slices(PublicationManifest? manifest) =>
        manifest?.Indicators.SelectMany(i => i.Slices.Where(s => s.Division != PublishedSlice.History).Select(s => (Key: (i.Id, s.Division, s.Frequency), Side: new Side(s, i.Breakdowns))))
            .ToDictionary(s => s.Key, s => s.Side) ?? [];

    private readonly record struct Side(PublishedSlice Slice, IReadOnlyList<string> Breakdowns);
}

/// <summary>The comparison of two slices cell by cell, as SQL that the queries of this folder begin with.</summary>
internal static class SliceCells
{
    /// <summary>The key columns of a pair, quoted, with commas.</summary>
    public static string Keys(SlicePair pair) => string.Join(", ", new[] { "area", "period" }.Concat(pair.Breakdowns.Select(Quote)));

    /// <summary>
    /// <c>WITH was, now, cells</c>: cells has one row a key of either side with <c>old_value, new_value, old_status, new_status</c>,
    /// <c>kind</c> (added: there is a value and was none; withdrawn: there was one; revised: both have one and it differs; status: only the
    /// status differs; else NULL) and <c>percent</c> of the old value (NULL where that is 0 or there is none).
    /// </summary>
    public static string With(PublicationStore store, SlicePair pair) => $"""
        WITH was AS ({Rows(store, pair.Before, pair.After)}),
        now AS ({Rows(store, pair.After, pair.Before)}),
        joined AS (
          SELECT {Keys(pair)}, was.value AS old_value, now.value AS new_value, coalesce(was.status, '') AS old_status, coalesce(now.status, '') AS new_status,
                 was.area IS NOT NULL AND now.area IS NOT NULL AS in_both,
                 now.load, now.numerator, now.denominator, now.members, now.members_present, now."break" AS is_break,
                 CASE WHEN now.area IS NULL THEN 'delete'
                      WHEN was.area IS NULL THEN 'upsert'
                      WHEN (was.value, was.numerator, was.denominator, coalesce(was.status, ''), was.members, was.members_present, was."break")
                        IS DISTINCT FROM (now.value, now.numerator, now.denominator, coalesce(now.status, ''), now.members, now.members_present, now."break") THEN 'upsert' END AS operation
          FROM was FULL JOIN now USING ({Keys(pair)})
        ),
        cells AS (
          SELECT *,
                 CASE WHEN old_value IS NULL AND new_value IS NOT NULL THEN 'added'
                      WHEN old_value IS NOT NULL AND new_value IS NULL THEN 'withdrawn'
                      WHEN old_value <> new_value THEN 'revised'
                      WHEN in_both AND old_status <> new_status THEN 'status' END AS kind,
                 CASE WHEN old_value <> 0 THEN 100 * (new_value - old_value) / abs(old_value) END AS percent
          FROM joined
        )
        """;

    /// <summary>How far a cell moved, for the order of movers.</summary>
    public const string Movement = "abs(new_value - old_value) / greatest(abs(old_value), 1e-9)";

    /// <summary>A text as a SQL literal.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name as a SQL identifier.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A whole number of a result.</summary>
    public static long Count(DbDataReader reader, int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    /// <summary>A text of a result, or null.</summary>
    public static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A number of a result, or null.</summary>
    public static double? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture);

    private static string Rows(PublicationStore store, PublishedSlice? slice, PublishedSlice? other) => slice is null
        ? $"SELECT * FROM {SliceRelation.File(store, other!)} WHERE false"
        : $"SELECT * FROM {SliceRelation.File(store, slice)}";
}
