using Insight.Indicators.Breaks;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Histories;

/// <summary>Cuts published series into what a forecast may use: one stretch, after the last break of the series, up to the origin.</summary>
/// <param name="series">The published values.</param>
/// <param name="question">What is asked.</param>
/// <param name="origin">Index of the last period whose values are used.</param>
internal sealed class ComparableHistory(SliceSeries series, ForecastQuestion question, int origin)
{
    private readonly int period = Period.PerYear(question.Slice.Frequency);
    private readonly IReadOnlyList<SeriesBreak> breaks = PublishedBreaks.Of(question.Indicator);

    /// <summary>Index of the last period whose values are used.</summary>
    public int OriginIndex => origin;

    /// <summary>How far behind the origin a series may end and still be forecast with the others.</summary>
    private int Grace => Math.Max(1, period / 2);

    /// <summary>Index of the last period that an area's own values support, without regard to the others; -1 without any.</summary>
    public static int LastOf(AreaSeries area, int end, int period) => Stretch.Usable(area.Values, end, period) is { } stretch ? stretch.End - 1 : -1;

    /// <summary>The part of an area's values that may be used; null where they end too early or there is none.</summary>
    /// <param name="area">The area.</param>
    /// <param name="isThere">Whether a period has all that the forecast needs.</param>
    public UsableSpan? SpanOf(AreaSeries area, Func<AreaSeries, int, bool> isThere)
    {
        var marks = new double[origin + 1];
        for (var t = 0; t <= origin; t++)
        {
            marks[t] = isThere(area, t) ? 1.0 : double.NaN;
        }

        if (Stretch.Usable(marks, marks.Length, period) is not { } stretch || stretch.End <= origin - Grace)
        {
            return null;
        }

        var broken = LastBreak(area, stretch.End);
        var start = Math.Max(stretch.Start, broken);
        var earlier = marks.AsSpan(0, start).ContainsAnyExcept(double.NaN);
        return new UsableSpan(start, broken > stretch.Start ? series.PeriodAt(broken) : null, earlier && broken <= stretch.Start);
    }

    /// <summary>The history of one component; a period that lacks anything that the forecast needs is missing.</summary>
    public History Of(AreaSeries area, double[] values, Func<AreaSeries, int, bool> isThere, UsableSpan span, string pool, double lowest) => new(
        area.Area, [.. Enumerable.Range(span.Start, origin + 1 - span.Start).Select(t => isThere(area, t) ? values[t] : double.NaN)], period)
    {
        Pool = pool,
        Group = RegionOf(area.Area),
        Lowest = lowest,
        Provisional = Provisional(area),
    };

    private int Provisional(AreaSeries area)
    {
        var count = 0;
        while (count <= origin && area.Statuses[origin - count] == ObservationStatus.Provisional.Code)
        {
            count++;
        }

        return count;
    }

    /// <summary>Index of the first value after the last break at or before an index; 0 without one.</summary>
    private int LastBreak(AreaSeries area, int end)
    {
        var first = 0;
        for (var t = 1; t < end; t++)
        {
            if (area.Statuses[t] == ObservationStatus.Break.Code)
            {
                first = t;
            }
        }

        if (ComparableSpan.Since(breaks, ComparableSpan.AreasOf(question.AreaDirectory, area.Area, question.Division), series.PeriodAt(end - 1)) is { } since)
        {
            while (first < end - 1 && series.PeriodAt(first).FirstDay < since)
            {
                first++;
            }
        }

        return first;
    }

    private string RegionOf(string area) => question.AreaDirectory.ParentsOf(area, question.Division)
        .FirstOrDefault(p => question.AreaDirectory.TryById(p, out var parent) && parent.Level == AreaLevel.Region) ?? "";
}

/// <summary>The part of a series that may be used.</summary>
/// <param name="Start">Index of its first period.</param>
/// <param name="BreakAt">The period at which the series broke, where values before it were left out.</param>
/// <param name="AfterGap">Whether values before a long gap were left out.</param>
internal sealed record UsableSpan(int Start, Period? BreakAt, bool AfterGap);
