using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Scenarios;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Studies;

/// <summary>
/// Answers a question: finds the origin, makes pools of comparable histories, forecasts components bottom-up where there are components,
/// and applies the scenario.
/// </summary>
public static class ForecastStudy
{
    /// <summary>Levels at which intervals are computed so that the chance of a target can be read off them.</summary>
    private static readonly double[] Grid = [.. Enumerable.Range(1, 49).Select(i => i * 0.02)];

    /// <summary>Runs the study.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="series">The published values.</param>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work between series.</param>
    /// <param name="origins">Earlier periods from which is rehearsed; null for as many as the pool needs.</param>
    /// <param name="guardsAuto">Whether auto gives way to repeating where it did worse; false in backtests, which show what it did.</param>
    public static StudyResult Run(
        ForecastQuestion question, SliceSeries series, IProgress<double>? progress = null, CancellationToken cancellation = default, int? origins = null,
        bool guardsAuto = true)
    {
        var (origin, isOld) = Origin(question, series);
        var levels = question.Target is null && question.Decided.Count == 0 ? question.Levels : [.. question.Levels.Union(Grid).Order()];
        var pools = new Pools(question, series, new ComparableHistory(series, question, origin), levels, origins, guardsAuto);
        var (outcomes, backtests, rehearsed) = pools.HasComponents ? new ComponentStudy(pools, cancellation).Run(progress) : new ValueStudy(pools, cancellation).Run(progress);
        progress?.Report(1.0);
        return new StudyResult(question, series, origin, isOld, [.. question.Areas.Select(a => outcomes[a.Id])], backtests) { Rehearsed = rehearsed };
    }

    /// <summary>
    /// The period from which is forecast: the latest end of a usable stretch among the areas asked for, so that a single value after
    /// years without any does not make the whole history useless.
    /// </summary>
    private static (int Origin, bool IsOld) Origin(ForecastQuestion question, SliceSeries series)
    {
        if (question.Origin is { } asked)
        {
            return (series.First.Until(asked), false);
        }

        var period = Period.PerYear(question.Slice.Frequency);
        var own = question.Areas.SelectMany(a => WithMembers(question, a)).Distinct()
            .Select(id => series.Areas.GetValueOrDefault(id)).OfType<AreaSeries>().ToArray();
        var origin = own.Select(a => ComparableHistory.LastOf(a, series.Count, period)).DefaultIfEmpty(-1).Max();
        var last = own.Select(a => Array.FindLastIndex(a.Values, double.IsFinite)).DefaultIfEmpty(-1).Max();
        return origin >= 0 ? (origin, last > origin) : throw new ForecastRefusal(
            "no-values", "areas", string.Join(',', question.Areas.Select(a => a.Id).Take(5)),
            $"None of the areas has a value of '{question.Indicator.Id}' by {QuestionReader.Word(question.Slice.Frequency)}; /v1/values shows which have.");
    }

    private static IEnumerable<string> WithMembers(ForecastQuestion question, Area area) =>
        area.Level == AreaLevel.Municipality ? [area.Id] : question.AreaDirectory.MembersOf(area.Id, question.Division).Prepend(area.Id);
}
