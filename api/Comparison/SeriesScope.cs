using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Indicators.Breaks;
using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Comparison;

/// <summary>One indicator of a publication in one division, frequency and combination of breakdown members, as series of areas.</summary>
public sealed class SeriesScope
{
    private readonly Slice cells;
    private readonly int combination;
    private readonly SliceComponents? components;
    private readonly AreaLabels labels;
    private readonly Interval bounds;

    internal SeriesScope(
        Publication publication, PublishedIndicator indicator, PublishedSlice slice, Slice cells, int combination, SliceComponents? components, AreaLabels labels)
    {
        Publication = publication;
        Indicator = indicator;
        Slice = slice;
        this.cells = cells;
        this.combination = combination;
        this.components = components;
        this.labels = labels;
        bounds = PublishedTraits.BoundsOf(indicator, cells.Values);
        Traits = PublishedTraits.Of(indicator) with { Bounds = bounds };
        Breakdown = cells.Axes.Breakdowns.Select((name, i) => KeyValuePair.Create(name, cells.Axes.Combinations[combination][i])).ToDictionary();
        Breaks = PublishedBreaks.Of(indicator, name => Breakdown.GetValueOrDefault(name) ?? DefaultMember.Of(name));
    }

    /// <summary>The publication.</summary>
    public Publication Publication { get; }

    /// <summary>The indicator.</summary>
    public PublishedIndicator Indicator { get; }

    /// <summary>Its file.</summary>
    public PublishedSlice Slice { get; }

    /// <summary>Label of its municipal division: as-was, as-delivered, or the day of an earlier one; null for the current one.</summary>
    public string? Division => Slice.Division == PublishedSlice.Current ? null : Slice.Division;

    /// <summary>What methods must know of it.</summary>
    public IndicatorTraits Traits { get; }

    /// <summary>The same by the version of the definition that holds for a period.</summary>
    public IndicatorTraits TraitsAt(Period period) => PublishedTraits.Of(Indicator.At(period)) with { Bounds = bounds };

    /// <summary>Members of its breakdowns, by breakdown.</summary>
    public IReadOnlyDictionary<string, string> Breakdown { get; }

    /// <summary>The whole series of an area, oldest first; empty where it has none.</summary>
    public IReadOnlyList<SeriesPoint> SeriesOf(string area)
    {
        var series = cells.Series(cells.Axes.PositionOf(labels.NumberOf(area)), combination);
        return [.. Enumerable.Range(0, series.Length).Select(i => PointAt(series.Start + i, cells.Axes.Periods[series.FirstPeriod + i]))];
    }

    /// <summary>One figure of an area; one without a value where there is none.</summary>
    public SeriesPoint PointOf(string area, Period period)
    {
        var index = cells.Axes.IndexOf(period);
        var cell = index < 0 ? -1 : cells.Series(cells.Axes.PositionOf(labels.NumberOf(area)), combination).Cell(index);
        return cell < 0 ? SeriesPoint.Absent(period) : PointAt(cell, period);
    }

    /// <summary>The newest period in which an area has a value, or null.</summary>
    public Period? LastOf(string area) => SeriesOf(area).LastOrDefault(point => point.Value is not null)?.Period;

    /// <summary>The periods that occur for any area, oldest first.</summary>
    public IReadOnlyList<Period> Periods => cells.Axes.Periods;

    /// <summary>The breaks of this series, those of the members that it shows.</summary>
    public IReadOnlyList<SeriesBreak> Breaks { get; }

    /// <summary>
    /// The first period that is comparable with another of an area, or of one of its members: since the last known break, or the last figure
    /// that says itself that it is the first after one (another version of the definition). Null when all before it are.
    /// </summary>
    public Period? ComparableFrom(string area, Period period)
    {
        var marked = LastMark(area, period);
        if (ComparableSpan.Since(Breaks, WithMembers(area), period) is not { } since)
        {
            return marked;
        }

        var containing = Period.Containing(since, period.Frequency);
        var first = containing.FirstDay == since ? containing : containing.Plus(1);
        return marked > first ? marked : first;
    }

    /// <summary>The area and its members in the current division.</summary>
    public IReadOnlySet<string> WithMembers(string area) => ComparableSpan.AreasOf(Publication.Areas, area, Publication.CurrentDivision);

    private Period? LastMark(string area, Period period)
    {
        var series = cells.Series(cells.Axes.PositionOf(labels.NumberOf(area)), combination);
        for (var i = series.Length - 1; i >= 0; i--)
        {
            if (cells.Axes.Periods[series.FirstPeriod + i] is var of && of <= period && cells.IsBreak(series.Start + i))
            {
                return of;
            }
        }

        return null;
    }

    private SeriesPoint PointAt(int cell, Period period)
    {
        var (value, status) = (cells.Values[cell], cells.Status(cell));
        return new(
            period,
            double.IsNaN(value) ? null : value,
            Number(components?.Numerators, cell),
            Number(components?.Denominators, cell),
            ObservationStatus.All[status].Code);
    }

    private static double? Number(double[]? numbers, int cell) => numbers is null || double.IsNaN(numbers[cell]) ? null : numbers[cell];
}
