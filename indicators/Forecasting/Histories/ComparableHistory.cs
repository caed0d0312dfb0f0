using System.Text.Json.Nodes;
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
    private readonly IReadOnlyList<(DateOnly From, IReadOnlyList<string> Areas)> breaks = BreaksOf(question.Indicator.Definition);

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

    /// <summary>The history of one component.</summary>
    public History Of(AreaSeries area, double[] values, UsableSpan span, string pool, double lowest) => new(area.Area, values[span.Start..(origin + 1)], period)
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
            var day = series.PeriodAt(t).FirstDay;
            var before = series.PeriodAt(t - 1).FirstDay;
            if (area.Statuses[t] == ObservationStatus.Break.Code || breaks.Any(b => b.From > before && b.From <= day && Concerns(b.Areas, area.Area)))
            {
                first = t;
            }
        }

        return first;
    }

    private bool Concerns(IReadOnlyList<string> broken, string area) =>
        broken.Count == 0 || broken.Contains(area) || question.AreaDirectory.MembersOf(area, question.Division).Any(broken.Contains);

    private string RegionOf(string area) => question.AreaDirectory.ParentsOf(area, question.Division)
        .FirstOrDefault(p => question.AreaDirectory.TryById(p, out var parent) && parent.Level == AreaLevel.Region) ?? "";

    private static IReadOnlyList<(DateOnly, IReadOnlyList<string>)> BreaksOf(JsonNode definition) => definition["breaks"] is JsonArray all
        ? [.. all.OfType<JsonObject>().Where(b => b["from"] is not null)
            .Select(b => (DateOnly.ParseExact(b["from"]!.GetValue<string>(), "yyyy-MM-dd"), (IReadOnlyList<string>)[.. (b["areas"] as JsonArray ?? []).Select(a => a!.GetValue<string>())]))]
        : [];
}

/// <summary>The part of a series that may be used.</summary>
/// <param name="Start">Index of its first period.</param>
/// <param name="BreakAt">The period at which the series broke, where values before it were left out.</param>
/// <param name="AfterGap">Whether values before a long gap were left out.</param>
internal sealed record UsableSpan(int Start, Period? BreakAt, bool AfterGap);
