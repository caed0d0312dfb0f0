using System.Data.Common;
using System.Globalization;

namespace Insight.Warehouse.Publications;

/// <summary>How far the values of an indicator may move without a person looking.</summary>
/// <param name="RevisedPercent">A value may be revised by at most this share of the old one.</param>
/// <param name="Smallest">Revisions up to this much, in the indicator's unit, are never too much.</param>
/// <param name="Jump">
/// A new value may step from the period before by at most this many times the median absolute deviation of the steps that its series took
/// so far (at least <see cref="LimitCheck.FewestSteps"/> of them); null for no limit.
/// </param>
/// <param name="Withdrawn">At most this many values may be withdrawn.</param>
public sealed record MovementLimits(double RevisedPercent, double Smallest, double? Jump, long Withdrawn);

/// <summary>What of one indicator went beyond its limits.</summary>
/// <param name="Code">moved-too-much, jumped or withdrawn.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Count">How many cells.</param>
/// <param name="Limit">The limit: percent, times the usual step, or cells.</param>
/// <param name="Furthest">How far the worst went, in the same measure; null where it is no share (from 0).</param>
/// <param name="Worst">The worst cell; of a jump, the value of the period before and the new one. Null for withdrawals.</param>
public sealed record LimitPassed(string Code, string Indicator, long Count, double Limit, double? Furthest, CellDifference? Worst);

/// <summary>Finds what moved more than its rule allows between two publications.</summary>
public static class LimitCheck
{
    /// <summary>A series with fewer steps so far has no usual step yet.</summary>
    public const int FewestSteps = 5;

    /// <summary>All that goes beyond its limit, by indicator; of several slices of one indicator, the worst stands for all.</summary>
    public static IReadOnlyList<LimitPassed> Find(
        DbConnection connection, PublicationStore store, PublicationManifest before, PublicationManifest after, Func<string, MovementLimits> limitsOf) =>
        [.. SlicePair.Of(before, after).SelectMany(pair => Find(connection, store, pair, limitsOf(pair.Indicator)))
            .GroupBy(p => (p.Indicator, p.Code))
            .Select(g => g.OrderByDescending(p => p.Furthest ?? double.MaxValue).First() with { Count = g.Sum(p => p.Count) })];

    private static IEnumerable<LimitPassed> Find(DbConnection connection, PublicationStore store, SlicePair pair, MovementLimits limits)
    {
        var withdrawn = pair switch
        {
            { Before: null } => 0,
            { After: null } => pair.Before.Rows - pair.Before.Missing,
            _ => Scalar(connection, $"{SliceCells.With(store, pair)} SELECT count(*) FROM cells WHERE kind = 'withdrawn'"),
        };
        if (withdrawn > limits.Withdrawn)
        {
            yield return new LimitPassed("withdrawn", pair.Indicator, withdrawn, limits.Withdrawn, withdrawn, null);
        }

        if (pair.Before is null || pair.After is null)
        {
            yield break;
        }

        if (Worst(connection, Moved(store, pair, limits), pair) is { } moved)
        {
            yield return new LimitPassed("moved-too-much", pair.Indicator, moved.Count, limits.RevisedPercent, moved.Furthest, moved.Cell);
        }

        if (limits.Jump is { } jump && Worst(connection, Jumped(store, pair, jump), pair) is { } jumped)
        {
            yield return new LimitPassed("jumped", pair.Indicator, jumped.Count, jump, jumped.Furthest, jumped.Cell);
        }
    }

    private static string Moved(PublicationStore store, SlicePair pair, MovementLimits limits) => $"""
        {SliceCells.With(store, pair)}
        SELECT count(*) OVER (), abs(percent), old_value, new_value, {SliceCells.Keys(pair)}
        FROM cells
        WHERE kind = 'revised' AND abs(new_value - old_value) > {Number(limits.Smallest)} AND (percent IS NULL OR abs(percent) > {Number(limits.RevisedPercent)})
        ORDER BY {SliceCells.Movement} DESC, {SliceCells.Keys(pair)} LIMIT 1
        """;

    /// <summary>The steps of each series before, their median and its deviation; then the steps to new values, measured by them.</summary>
    private static string Jumped(PublicationStore store, SlicePair pair, double jump)
    {
        var series = string.Join(", ", new[] { "area" }.Concat(pair.Breakdowns.Select(SliceCells.Quote)));
        return $"""
            {SliceCells.With(store, pair)},
            old_steps AS (SELECT {series}, old_value - lag(old_value) OVER (PARTITION BY {series} ORDER BY period) AS step FROM cells WHERE old_value IS NOT NULL),
            usual AS (SELECT {series}, median(step) AS middle, mad(step) AS spread FROM old_steps WHERE step IS NOT NULL GROUP BY {series} HAVING count(*) >= {FewestSteps}),
            new_steps AS (SELECT {SliceCells.Keys(pair)}, kind, new_value, lag(new_value) OVER (PARTITION BY {series} ORDER BY period) AS before FROM cells WHERE new_value IS NOT NULL),
            measured AS (
              SELECT new_steps.*, abs(new_value - before - middle) / spread AS times FROM new_steps JOIN usual USING ({series}) WHERE kind = 'added' AND before IS NOT NULL AND spread > 0
            )
            SELECT count(*) OVER (), times, before, new_value, {SliceCells.Keys(pair)} FROM measured WHERE times > {Number(jump)} ORDER BY times DESC, {SliceCells.Keys(pair)} LIMIT 1
            """;
    }

    private static (long Count, double? Furthest, CellDifference Cell)? Worst(DbConnection connection, string sql, SlicePair pair)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var cell = new CellDifference(
            reader.GetString(4), reader.GetString(5), [.. pair.Breakdowns.Select((_, i) => reader.GetString(6 + i))], reader.GetDouble(2), reader.GetDouble(3));
        return (SliceCells.Count(reader, 0), SliceCells.Number(reader, 1), cell);
    }

    private static long Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        reader.Read();
        return SliceCells.Count(reader, 0);
    }

    /// <summary>With an exponent, so that DuckDB reads a DOUBLE and no DECIMAL.</summary>
    private static string Number(double number) => number.ToString("E17", CultureInfo.InvariantCulture);
}
