using System.Data.Common;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>One slice's cells in two publications compared.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division of the slice.</param>
/// <param name="Frequency">Frequency of the slice.</param>
/// <param name="Added">Cells that have a value and had none, or were not there.</param>
/// <param name="Revised">Cells that have another value.</param>
/// <param name="Withdrawn">Cells that had a value and have none, or are not there.</param>
/// <param name="StatusChanged">Cells of both whose status alone changed.</param>
/// <param name="Before">What the slice covered before.</param>
/// <param name="After">What it covers after.</param>
/// <param name="Movers">The cells that moved most, by share of the old value.</param>
public sealed record SliceDifference(
    string Indicator, string Division, Frequency Frequency, long Added, long Revised, long Withdrawn, long StatusChanged,
    Coverage Before, Coverage After, IReadOnlyList<CellDifference> Movers);

/// <summary>How much a slice covers: its values, the areas that have one, the first and the last period that has one (null where there is none).</summary>
public sealed record Coverage(long Values, long Areas, string? FirstPeriod, string? LastPeriod);

/// <summary>One revised cell.</summary>
public sealed record CellDifference(string Area, string Period, IReadOnlyList<string> Members, double OldValue, double NewValue);

/// <summary>Compares two publications cell by cell. Slices with the same file are equal and cost nothing. Values of earlier divisions repeat those of today and are left out.</summary>
public static class PublicationDifference
{
    private const int MoverCount = 5;

    /// <summary>Differences of every slice that differs, by indicator.</summary>
    public static IReadOnlyList<SliceDifference> Compare(DbConnection connection, PublicationStore store, PublicationManifest? before, PublicationManifest after) =>
        [.. SlicePair.Of(before, after).Select(pair => Compare(connection, store, pair))
            .GroupBy(d => (d.Indicator, d.Division, d.Frequency)).Select(group => group.Aggregate(Together))];

    /// <summary>Differences of all slices together, counted; a slice that one of the two does not have is not read.</summary>
    public static DifferenceCount Total(DbConnection connection, PublicationStore store, PublicationManifest? before, PublicationManifest after) =>
        SlicePair.Of(before, after).Select(pair => Total(connection, store, pair)).Aggregate(new DifferenceCount("", 0, 0, 0, 0), Sum);

    /// <summary>Differences of all slices together, counted by area or by period.</summary>
    /// <param name="connection">Any DuckDB connection.</param>
    /// <param name="store">The lake.</param>
    /// <param name="before">The publication before, or null.</param>
    /// <param name="after">The publication after.</param>
    /// <param name="byPeriod">By period rather than by area.</param>
    public static IReadOnlyList<DifferenceCount> CountBy(DbConnection connection, PublicationStore store, PublicationManifest? before, PublicationManifest after, bool byPeriod) =>
        [.. SlicePair.Of(before, after).SelectMany(pair => Counts(connection, store, pair, byPeriod ? "period" : "area"))
            .GroupBy(c => c.Key, StringComparer.Ordinal)
            .Select(g => g.Aggregate(Sum))
            .OrderBy(c => c.Key, StringComparer.Ordinal)];

    private static DifferenceCount Total(DbConnection connection, PublicationStore store, SlicePair pair) => pair switch
    {
        { Before: null } => new DifferenceCount("", pair.After!.Rows - pair.After.Missing, 0, 0, 0),
        { After: null } => new DifferenceCount("", 0, 0, pair.Before.Rows - pair.Before.Missing, 0),
        _ => Counts(connection, store, pair, "''").SingleOrDefault() ?? new DifferenceCount("", 0, 0, 0, 0),
    };

    private static DifferenceCount Sum(DifferenceCount one, DifferenceCount other) => new(
        one.Key, one.Added + other.Added, one.Revised + other.Revised, one.Withdrawn + other.Withdrawn, one.StatusChanged + other.StatusChanged);

    private static SliceDifference Together(SliceDifference one, SliceDifference other) => one with
    {
        Added = one.Added + other.Added,
        Withdrawn = one.Withdrawn + other.Withdrawn,
        Before = one.Before.Values > 0 ? one.Before : other.Before,
        After = one.After.Values > 0 ? one.After : other.After,
    };

    private static SliceDifference Compare(DbConnection connection, PublicationStore store, SlicePair pair)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql(store, pair);
        using var reader = command.ExecuteReader();
        reader.Read();
        var difference = new SliceDifference(
            pair.Indicator, pair.Division, pair.Frequency,
            SliceCells.Count(reader, 0), SliceCells.Count(reader, 1), SliceCells.Count(reader, 2), SliceCells.Count(reader, 3),
            CoverageOf(reader, 4), CoverageOf(reader, 8), []);
        reader.Close();
        return difference.Revised == 0 ? difference : difference with { Movers = Movers(connection, store, pair) };
    }

    private static Coverage CoverageOf(DbDataReader reader, int column) =>
        new(SliceCells.Count(reader, column), SliceCells.Count(reader, column + 1), SliceCells.Text(reader, column + 2), SliceCells.Text(reader, column + 3));

    private static string Sql(PublicationStore store, SlicePair pair) => $"""
        {SliceCells.With(store, pair)}
        SELECT count(*) FILTER (kind = 'added'), count(*) FILTER (kind = 'revised'), count(*) FILTER (kind = 'withdrawn'), count(*) FILTER (kind = 'status'),
               count(old_value), count(DISTINCT area) FILTER (old_value IS NOT NULL), min(period) FILTER (old_value IS NOT NULL), max(period) FILTER (old_value IS NOT NULL),
               count(new_value), count(DISTINCT area) FILTER (new_value IS NOT NULL), min(period) FILTER (new_value IS NOT NULL), max(period) FILTER (new_value IS NOT NULL)
        FROM cells
        """;

    private static List<CellDifference> Movers(DbConnection connection, PublicationStore store, SlicePair pair)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            {SliceCells.With(store, pair)}
            SELECT old_value, new_value, {SliceCells.Keys(pair)} FROM cells WHERE kind = 'revised' ORDER BY {SliceCells.Movement} DESC, {SliceCells.Keys(pair)} LIMIT {MoverCount}
            """;
        using var reader = command.ExecuteReader();
        var movers = new List<CellDifference>();
        while (reader.Read())
        {
            movers.Add(new CellDifference(reader.GetString(2), reader.GetString(3), [.. pair.Breakdowns.Select((_, i) => reader.GetString(4 + i))], reader.GetDouble(0), reader.GetDouble(1)));
        }

        return movers;
    }

    private static List<DifferenceCount> Counts(DbConnection connection, PublicationStore store, SlicePair pair, string column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            {SliceCells.With(store, pair)}
            SELECT {column}, count(*) FILTER (kind = 'added'), count(*) FILTER (kind = 'revised'), count(*) FILTER (kind = 'withdrawn'), count(*) FILTER (kind = 'status')
            FROM cells WHERE kind IS NOT NULL GROUP BY {column}
            """;
        using var reader = command.ExecuteReader();
        var counts = new List<DifferenceCount>();
        while (reader.Read())
        {
            counts.Add(new DifferenceCount(
                reader.GetString(0), SliceCells.Count(reader, 1), SliceCells.Count(reader, 2), SliceCells.Count(reader, 3), SliceCells.Count(reader, 4)));
        }

        return counts;
    }
}

/// <summary>Cells that differ, counted for one area or one period.</summary>
/// <param name="Key">Area id or period.</param>
/// <param name="Added">Cells that have a value and had none.</param>
/// <param name="Revised">Cells that have another value.</param>
/// <param name="Withdrawn">Cells that have none any more.</param>
/// <param name="StatusChanged">Cells whose status alone changed.</param>
public sealed record DifferenceCount(string Key, long Added, long Revised, long Withdrawn, long StatusChanged);
