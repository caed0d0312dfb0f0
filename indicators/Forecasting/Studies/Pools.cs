using Insight.Indicators.Forecasting.Coherence;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>Makes pools of comparable histories: all municipalities together, so that they teach each other, and aggregates of them.</summary>
internal sealed class Pools(ForecastQuestion question, SliceSeries series, ComparableHistory histories, IReadOnlyList<double> levels, int? origins, bool guardsAuto)
{
    /// <summary>Name of the pool of sums of municipalities.</summary>
    public const string Aggregates = "aggregate";

    public ForecastQuestion Question => question;

    public SliceSeries Series => series;

    public ForecastOptions Options { get; } = new()
    {
        Horizon = question.Horizon, Method = question.Method, Levels = levels, DropProvisional = question.DropProvisional, Origins = origins, GuardsAuto = guardsAuto,
    };

    /// <summary>Last period whose values are used.</summary>
    public Period Origin => series.PeriodAt(histories.OriginIndex);

    /// <summary>Whether an area, or an area that it is a member of, is asked for.</summary>
    public bool IsAsked(string id) => question.Areas.Any(a => a.Id == id) || question.AreaDirectory.ParentsOf(id, question.Division).Any(p => question.Areas.Any(a => a.Id == p));

    /// <summary>Whether values are made of components that can be added up.</summary>
    public bool HasComponents => question.Indicator.Aggregation is "SUM" or "RATIO" or "WEIGHTED";

    /// <summary>Whether there is a denominator.</summary>
    public bool IsRatio => question.Indicator.Aggregation is "RATIO" or "WEIGHTED";

    public double Multiplier => IsRatio ? question.Indicator.Multiplier : 1.0;

    /// <summary>Largest possible value.</summary>
    public double Highest => question.Indicator.Formula.StartsWith("share(", StringComparison.Ordinal) ? 100.0 : double.PositiveInfinity;

    /// <summary>What of a series may be used, by area of a level.</summary>
    public Dictionary<string, UsableSpan> Spans(AreaLevel level) => series.Areas.Values
        .Where(a => LevelOf(a.Area) == level)
        .Select(a => (a.Area, Span: histories.SpanOf(a, IsThere)))
        .Where(x => x.Span is not null)
        .ToDictionary(x => x.Area, x => x.Span!, StringComparer.Ordinal);

    /// <summary>The components of the areas of one level, with aggregates of them.</summary>
    public AreaPanel Panel(Dictionary<string, UsableSpan> spans, string pool, IReadOnlyList<AggregateArea> aggregates)
    {
        var areas = spans.Keys.Order(StringComparer.Ordinal).Select(id => series.Areas[id]).ToArray();
        double lowestNumerator = Lowest(areas, Numerators), lowestDenominator = Lowest(areas, a => a.Denominators);
        return new AreaPanel(
            [.. areas.Select(a => histories.Of(a, Numerators(a), IsThere, spans[a.Area], pool, lowestNumerator))],
            IsRatio ? [.. areas.Select(a => histories.Of(a, a.Denominators, IsThere, spans[a.Area], pool, lowestDenominator))] : null,
            Multiplier,
            aggregates);
    }

    /// <summary>The values of the areas of one level as histories.</summary>
    public IEnumerable<History> Histories(Dictionary<string, UsableSpan> spans, string pool)
    {
        var areas = spans.Keys.Order(StringComparer.Ordinal).Select(id => series.Areas[id]).ToArray();
        var lowest = Lowest(areas, a => a.Values);
        return areas.Select(a => histories.Of(a, a.Values, IsThere, spans[a.Area], pool, lowest) with { Highest = Highest });
    }

    /// <summary>
    /// Aggregates whose members all have histories: those asked for, and the regions, whose errors help to know how wrong sums are.
    /// </summary>
    public IReadOnlyList<AggregateArea> Sums(IReadOnlyCollection<string> areasWithHistory) => [.. question.Areas.Select(a => a.Id)
        .Concat(question.AreaDirectory.Areas.Where(a => a.Level == AreaLevel.Region && a.ValidTo is null).Select(a => a.Id))
        .Distinct()
        .Where(id => LevelOf(id) != AreaLevel.Municipality)
        .Select(id => new AggregateArea(id, Aggregates, MembersOf(id)))
        .Where(a => a.Members.Count > 0 && a.Members.All(areasWithHistory.Contains))];

    public AreaLevel LevelOf(string id) => question.AreaDirectory.TryById(id, out var area) ? area.Level : AreaLevel.Grouping;

    public IReadOnlyList<string> MembersOf(string id) =>
        [.. question.AreaDirectory.MembersOf(id, question.Division).Where(m => LevelOf(m) == AreaLevel.Municipality)];

    /// <summary>Periods from the start of the shortest history to the origin.</summary>
    public int Known(IEnumerable<UsableSpan> spans) => histories.OriginIndex + 1 - spans.Max(s => s.Start);

    /// <summary>Warnings that follow from what was left out of a history.</summary>
    public static IEnumerable<string> WarningsOf(UsableSpan span)
    {
        if (span.BreakAt is { } at)
        {
            yield return $"break: values before {at} are not comparable and were not used";
        }

        if (span.AfterGap)
        {
            yield return "gap: values before a long gap were not used";
        }
    }

    private double[] Numerators(AreaSeries area) => IsRatio ? area.Numerators : area.Values;

    /// <summary>A component counts only where the value itself was published: what is behind a suppressed value is not used.</summary>
    private bool IsThere(AreaSeries area, int t) =>
        double.IsFinite(area.Values[t]) && (!IsRatio || double.IsFinite(area.Numerators[t]) && double.IsFinite(area.Denominators[t]));

    /// <summary>0 where no area ever had less.</summary>
    private static double Lowest(AreaSeries[] areas, Func<AreaSeries, double[]> values) =>
        areas.All(a => values(a).All(v => !(v < 0.0))) ? 0.0 : double.NegativeInfinity;
}
