using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>A check that compares a delivery with what is known from before, or with the day. Without either it says nothing.</summary>
public abstract record HistoryRule(DataSet DataSet, CheckSeverity Severity, string Why, string Place) : CheckRule(Severity, Why, Place)
{
    /// <summary>What does not hold, or null.</summary>
    public abstract CheckFinding? Find(StagedTable table, CheckContext context, AreaDirectory areas);

    /// <summary>Keys of the delivered rows with their positions.</summary>
    protected static Dictionary<(string Area, Period Period, string Members), int> Keys(StagedTable table) =>
        Enumerable.Range(0, table.RowCount).Select(row => (Key: RowKey.Of(table, row), row)).DistinctBy(x => x.Key).ToDictionary(x => (x.Key.Area, x.Key.Period, x.Key.Members), x => x.row);
}

/// <summary>No figure that is known is silently gone: between the first and last period that is delivered, every key with a figure comes again, with a figure or a reason.</summary>
/// <param name="AtMost">How many may be gone.</param>
public sealed record KeptRule(DataSet DataSet, int AtMost, CheckSeverity Severity, string Why, string Place) : HistoryRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "kept";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, CheckContext context, AreaDirectory areas)
    {
        if (table.RowCount == 0)
        {
            return null;
        }

        var (first, last, delivered) = (table.Periods.Min(), table.Periods.Max(), Keys(table));
        var gone = context.Known(DataSet).Figures
            .Where(known => known.Key.Period >= first && known.Key.Period <= last && known.Value.Any(figure => figure is not null) && !delivered.ContainsKey(known.Key))
            .Select(known => known.Key).OrderBy(key => key.Area, StringComparer.Ordinal).ThenBy(key => key.Period).ToList();
        return gone.Count <= AtMost ? null : Finding(
            DataSet, $"{gone.Count} keys that had figures are not in the delivery, at most {AtMost} may be gone.", gone.Count,
            gone.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Area} {key.Period} {key.Members}").TrimEnd()));
    }
}

/// <summary>The newest period of a delivery has figures of as many areas as the newest period that was known.</summary>
/// <param name="Measure">Position of the measure.</param>
/// <param name="Level">Which areas are counted.</param>
/// <param name="Fewer">How many fewer there may be.</param>
public sealed record ShrunkRule(DataSet DataSet, int Measure, AreaLevel Level, int Fewer, CheckSeverity Severity, string Why, string Place)
    : HistoryRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "shrunk";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, CheckContext context, AreaDirectory areas)
    {
        var before = Newest(context.Known(DataSet).Figures.Where(f => f.Value[Measure] is not null).Select(f => (f.Key.Area, f.Key.Period)), areas);
        var now = Newest(Enumerable.Range(0, table.RowCount).Where(row => table.MeasureColumn(Measure)[row].Value is not null).Select(row => (table.Areas[row], table.Periods[row])), areas);
        if (before is not { } known || (now is { } delivered && delivered.Areas.Count >= known.Areas.Count - Fewer))
        {
            return null;
        }

        var missing = known.Areas.Except(now?.Areas ?? []).Order(StringComparer.Ordinal).ToList();
        return Finding(
            DataSet, $"{now?.Period.ToString() ?? "no period"} has {DataSet.Measures[Measure].Name} of {now?.Areas.Count ?? 0} areas, while {known.Period} had {known.Areas.Count}.", missing.Count, missing);
    }

    private (Period Period, HashSet<string> Areas)? Newest(IEnumerable<(string Area, Period Period)> figures, AreaDirectory areas)
    {
        var own = figures.Where(f => areas.TryById(f.Area, out var area) && area.Level == Level).ToList();
        return own.Count == 0 ? null : own.Max(f => f.Period) is var newest ? (newest, own.Where(f => f.Period == newest).Select(f => f.Area).ToHashSet(StringComparer.Ordinal)) : null;
    }
}

/// <summary>The newest period came when it was expected. A series that has ended need only reach its end; one that comes every second period is due then.</summary>
/// <param name="LagDays">Days after the end of a period until its figures are expected.</param>
/// <param name="Every">How many periods lie between two deliveries.</param>
/// <param name="Ended">The last period of a series that has ended, or null.</param>
public sealed record ArrivalRule(DataSet DataSet, int LagDays, int Every, Period? Ended, CheckSeverity Severity, string Why, string Place)
    : HistoryRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "arrival";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, CheckContext context, AreaDirectory areas)
    {
        if (table.RowCount == 0)
        {
            return Finding(DataSet, "no period came at all.", 1, []);
        }

        var newest = table.Periods.Max();
        if (Ended is { } end)
        {
            return newest >= end ? null : Finding(DataSet, $"{newest} is the newest period, while the series ended with {end}.", 1, []);
        }

        var next = newest.Plus(Every);
        var late = context.Today.DayNumber - next.LastDay.AddDays(LagDays).DayNumber;
        return late <= 0 ? null : Finding(
            DataSet, string.Create(CultureInfo.InvariantCulture, $"{newest} is the newest period; {next} was due on {next.LastDay.AddDays(LagDays):yyyy-MM-dd} and is {late} days late."), 1, []);
    }
}
