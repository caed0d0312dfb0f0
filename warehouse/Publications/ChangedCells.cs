using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>One cell that differs between two publications.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division of the slice.</param>
/// <param name="Frequency">Frequency of the slice.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Members">Members of the indicator's breakdowns, in their order.</param>
/// <param name="Kind">added, revised, withdrawn or status.</param>
/// <param name="OldValue">The value before, or null.</param>
/// <param name="NewValue">The value after, or null.</param>
/// <param name="Percent">How far it moved, in percent of the old value; null where there is no such share.</param>
/// <param name="OldStatus">Status before; empty for a number without reservations, or no cell.</param>
/// <param name="NewStatus">Status after.</param>
/// <param name="Load">The newest load among the inputs of the cell as it is now; null where there is none.</param>
public sealed record ChangedCell(
    string Indicator, string Division, Frequency Frequency, string Area, string Period, IReadOnlyList<string> Members, string Kind,
    double? OldValue, double? NewValue, double? Percent, string OldStatus, string NewStatus, int? Load);

/// <summary>Which changed cells are asked for; null asks for all.</summary>
/// <param name="Indicator">Only this indicator.</param>
/// <param name="Division">Only this division.</param>
/// <param name="Frequency">Only this frequency.</param>
/// <param name="Area">Only this area.</param>
/// <param name="Period">Only this period.</param>
/// <param name="Kind">Only added, revised, withdrawn or status.</param>
public sealed record ChangedCellFilter(
    string? Indicator = null, string? Division = null, Frequency? Frequency = null, string? Area = null, string? Period = null, string? Kind = null);

/// <summary>A page of changed cells.</summary>
/// <param name="Cells">By indicator, division and frequency, within them those that moved most first.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record ChangedCellPage(IReadOnlyList<ChangedCell> Cells, string? Next);

/// <summary>Lists the cells that differ between two publications, page by page.</summary>
public static class ChangedCells
{
    /// <summary>One page.</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="store">The lake.</param>
    /// <param name="before">The publication before, or null.</param>
    /// <param name="after">The publication after.</param>
    /// <param name="filter">Which cells.</param>
    /// <param name="from">Where the page begins, as a page before said it; null for the first.</param>
    /// <param name="limit">Most cells of the page.</param>
    /// <exception cref="FormatException"><paramref name="from"/> is not the place of a page.</exception>
    public static ChangedCellPage Page(
        DbConnection connection, PublicationStore store, PublicationManifest? before, PublicationManifest after, ChangedCellFilter filter, string? from, int limit)
    {
        var (slice, offset) = PlaceOf(from);
        var pairs = SlicePair.Of(before, after);
        var cells = new List<ChangedCell>();
        for (; slice < pairs.Count; slice++, offset = 0)
        {
            var ofSlicesBefore = cells.Count;
            if (IsAsked(pairs[slice], filter))
            {
                cells.AddRange(Read(connection, store, pairs[slice], filter, Page(offset, limit + 1 - ofSlicesBefore)));
            }

            if (cells.Count > limit)
            {
                // The last one is only there to show that there is more.
                cells.RemoveAt(limit);
                return new ChangedCellPage(cells, string.Create(CultureInfo.InvariantCulture, $"{slice}-{offset + limit - ofSlicesBefore}"));
            }
        }

        return new ChangedCellPage(cells, null);
    }

    /// <summary>All of them one after the other, in the order of the pages.</summary>
    public static IEnumerable<ChangedCell> Each(
        DbConnection connection, PublicationStore store, PublicationManifest? before, PublicationManifest after, ChangedCellFilter filter) =>
        SlicePair.Of(before, after).Where(pair => IsAsked(pair, filter)).SelectMany(pair => Read(connection, store, pair, filter, ""));

    private static string Page(int offset, int limit) => string.Create(CultureInfo.InvariantCulture, $"LIMIT {limit} OFFSET {offset}");

    private static bool IsAsked(SlicePair pair, ChangedCellFilter filter) =>
        (filter.Indicator is null || filter.Indicator == pair.Indicator)
        && (filter.Division is null || filter.Division == pair.Division)
        && (filter.Frequency is null || filter.Frequency == pair.Frequency);

    private static IEnumerable<ChangedCell> Read(DbConnection connection, PublicationStore store, SlicePair pair, ChangedCellFilter filter, string page)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            {SliceCells.With(store, pair)}
            SELECT kind, old_value, new_value, percent, old_status, new_status, load, {SliceCells.Keys(pair)}
            FROM cells
            WHERE kind IS NOT NULL{Condition("area", filter.Area)}{Condition("period", filter.Period)}{Condition("kind", filter.Kind)}
            ORDER BY {SliceCells.Movement} DESC NULLS LAST, {SliceCells.Keys(pair)}
            {page}
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new ChangedCell(
                pair.Indicator, pair.Division, pair.Frequency, reader.GetString(7), reader.GetString(8), [.. pair.Breakdowns.Select((_, i) => reader.GetString(9 + i))],
                reader.GetString(0), SliceCells.Number(reader, 1), SliceCells.Number(reader, 2), SliceCells.Number(reader, 3), reader.GetString(4), reader.GetString(5),
                reader.IsDBNull(6) ? null : (int)SliceCells.Count(reader, 6));
        }
    }

    private static string Condition(string column, string? value) => value is null ? "" : $" AND {column} = {SliceCells.Literal(value)}";

    private static (int Slice, int Offset) PlaceOf(string? from)
    {
        if (from is null)
        {
            return (0, 0);
        }

        var parts = from.Split('-');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var slice)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? (slice, offset)
            : throw new FormatException($"'{from}' is not the place of a page; take the one that the page before gave as next.");
    }
}
