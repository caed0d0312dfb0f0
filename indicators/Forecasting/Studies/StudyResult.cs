using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>What came of a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Series">The published values that it was answered from.</param>
/// <param name="OriginIndex">Index of the last period used.</param>
/// <param name="IsOld">Whether later values exist but are too few after a gap to start from.</param>
/// <param name="Areas">Outcomes in the order of the request.</param>
/// <param name="Backtests">How the method did in the past, one a pool.</param>
public sealed record StudyResult(
    ForecastQuestion Question, SliceSeries Series, int OriginIndex, bool IsOld, IReadOnlyList<AreaOutcome> Areas, IReadOnlyList<PoolBacktest> Backtests)
{
    /// <summary>Rehearsals by area id.</summary>
    public IReadOnlyList<(string Id, HeldBack Past)> Rehearsed { get; init; } = [];

    /// <summary>All rehearsals.</summary>
    public IEnumerable<HeldBack> Rehearsals => Rehearsed.Select(r => r.Past);

    /// <summary>Rehearsals of one area.</summary>
    public IEnumerable<HeldBack> RehearsalsOf(string area) => Rehearsed.Where(r => r.Id == area).Select(r => r.Past);

    /// <summary>Last period whose values were used.</summary>
    public Period Origin => Series.PeriodAt(OriginIndex);
}
