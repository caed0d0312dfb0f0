using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Intervals;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Backtests;

/// <summary>Makes methods forecast the past of an area and of its pool.</summary>
/// <param name="question">A question for one area; its method is not read.</param>
/// <param name="series">The published values.</param>
/// <param name="methods">Ids of methods; the first is pictured.</param>
/// <param name="origins">Earlier periods from which is forecast; null for the engine's own choice.</param>
public sealed class BacktestStudy(ForecastQuestion question, SliceSeries series, IReadOnlyList<string> methods, int? origins)
{
    /// <summary>Most forecasts one period ahead that the residual check looks at.</summary>
    private const int MostResiduals = 24;

    private const int MostLags = 12;

    /// <summary>Runs it.</summary>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work between series.</param>
    public BacktestReport Run(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var area = question.Areas[0];
        var studies = new List<(string Method, StudyResult Study)>();
        foreach (var method in methods)
        {
            studies.Add((method, ForecastStudy.Run(question with { Method = method, Scenario = null, Target = null, Decided = [] }, series, null, cancellation, origins, guardsAuto: false)));
            progress?.Report((double)studies.Count / (methods.Count + 1));
        }

        var first = studies[0].Study;
        var pool = first.Areas[0].Pool;
        var indicator = question.Indicator;
        return new BacktestReport(
            question.Manifest.Id, indicator.Id, indicator.Names, indicator.Unit, indicator.Decimals, indicator.Synthetic, area.Id, area.Names,
            QuestionReader.Word(question.Slice.Frequency), first.Origin.ToString(), question.Horizon, pool,
            [.. studies.Select(s => Method(s.Method, s.Study, pool))], Fans(first), History(first), Residuals(first, cancellation), [Notes.Revised(question.Manifest.Id)]);
    }

    private MethodBacktest Method(string method, StudyResult study, string pool)
    {
        var own = study.RehearsalsOf(question.Areas[0].Id).ToArray();
        var naive = own.Select(r => new Simple.SeasonalNaive().Forecast(r.Known, question.Horizon)).ToArray();
        var errors = Enumerable.Range(0, question.Horizon)
            .Select(h => (Ahead: h + 1, Pairs: own.Zip(naive).Where(p => h < p.First.Actual.Length).ToArray()))
            .Where(e => e.Pairs.Length > 0)
            .Select(e => new AreaError(
                e.Ahead, e.Pairs.Length, e.Pairs.Average(p => Math.Abs(p.First.Error(e.Ahead - 1))),
                e.Pairs.Average(p => Math.Abs(p.First.Actual[e.Ahead - 1] - p.Second.Points[e.Ahead - 1]))));
        var past = study.Backtests.FirstOrDefault(b => b.Pool == pool);
        return new MethodBacktest(method, past is null ? null : DocumentMaker.PoolOf(past, question.Levels), [.. errors]);
    }

    private FanDocument[] Fans(StudyResult study)
    {
        var id = question.Areas[0].Id;
        return [.. study.RehearsalsOf(id).OrderBy(r => r.Known.Values.Length).Select(r => Fan(study, r)).OfType<FanDocument>()];
    }

    /// <summary>A past forecast with intervals calibrated on all other origins, or, where there is one only, on the other areas.</summary>
    private FanDocument? Fan(StudyResult study, HeldBack past)
    {
        var others = study.Rehearsals.Where(r => r.Known.Pool == past.Known.Pool && r.Origin != past.Origin).ToArray();
        others = others.Length > 0 ? others : [.. study.Rehearsals.Where(r => r.Known.Pool == past.Known.Pool && r.Series != past.Series)];
        if (others.Length == 0)
        {
            return null;
        }

        var intervals = SplitConformal.Calibrate([past.Known], others, past.Forecast.Points.Length).For(past.Known, past.Forecast, question.Levels);
        var lowest = past.Known.Values.Concat(past.Actual).All(v => v >= 0.0) ? 0.0 : double.NegativeInfinity;
        var origin = study.Origin.Plus(-past.HeldBackCount);
        return new FanDocument(origin.ToString(), [.. past.Actual.Select((came, h) => new FanRow(
            origin.Plus(h + 1).ToString(), h + 1, past.Forecast.Points[h], [.. intervals.Select(i => new IntervalDocument(i.Level, Math.Max(i.Lower[h], lowest), i.Upper[h]))], came))]);
    }

    private LastValue[] History(StudyResult study) => series.Areas.TryGetValue(question.Areas[0].Id, out var own)
        ? [.. Enumerable.Range(0, study.OriginIndex + 1).Where(t => double.IsFinite(own.Values[t]))
            .Select(t => new LastValue(series.PeriodAt(t).ToString(), own.Values[t], own.Statuses[t] ?? ""))]
        : [];

    private ResidualCheck? Residuals(StudyResult study, CancellationToken cancellation)
    {
        var period = Period.PerYear(question.Slice.Frequency);
        if (!series.Areas.TryGetValue(question.Areas[0].Id, out var own) || Stretch.Usable(own.Values, study.OriginIndex + 1, period) is not { } stretch)
        {
            return null;
        }

        var values = Array.FindAll(own.Values[stretch.Start..stretch.End], double.IsFinite);
        var count = Math.Min(MostResiduals, values.Length - RollingOrigin.FewestKnown(period));
        if (values.Length < stretch.End - stretch.Start || count < 5)
        {
            return null;
        }

        var panel = new[] { new TrainingSeries(values, period) };
        var held = RollingOrigin.Run(Methods.Find(methods[0]), panel, 1, [.. Enumerable.Range(1, count)], cancellation);
        var last = series.PeriodAt(stretch.End - 1);
        var errors = held.Reverse().Select(r => new LastValue(last.Plus(1 - r.HeldBackCount).ToString(), r.Error(0), "")).ToArray();
        return Check([.. errors]);
    }

    private ResidualCheck Check(LastValue[] errors)
    {
        var values = Array.ConvertAll(errors, e => e.Value);
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean));
        var lags = Enumerable.Range(1, Math.Min(MostLags, values.Length / 2)).Select(lag => variance == 0.0 ? 0.0
            : Enumerable.Range(lag, values.Length - lag).Sum(t => (values[t] - mean) * (values[t - lag] - mean)) / variance);
        return new ResidualCheck(methods[0], errors, mean, Math.Sqrt(variance / Math.Max(1, values.Length - 1)), [.. lags], 2.0 / Math.Sqrt(values.Length));
    }
}
