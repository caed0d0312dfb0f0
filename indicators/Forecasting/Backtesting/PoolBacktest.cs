using Insight.Indicators.Forecasting.Intervals;
using Insight.Indicators.Forecasting.Simple;

namespace Insight.Indicators.Forecasting.Backtesting;

/// <summary>How a method did for one pool when it was made to forecast the past.</summary>
/// <param name="Pool">Pool of the series.</param>
/// <param name="Period">Their seasonal period.</param>
/// <param name="Rehearsals">Forecasts compared with what came: series × origins.</param>
/// <param name="Horizons">One entry a period ahead.</param>
public sealed record PoolBacktest(string Pool, int Period, int Rehearsals, IReadOnlyList<HorizonAccuracy> Horizons)
{
    /// <summary>Mean skill over the horizons: the share of the (seasonal) naive method's error that the method saves; NaN without rehearsals.</summary>
    public double Skill => Horizons.Count == 0 ? double.NaN : 1.0 - Horizons.Sum(h => h.Error) / Horizons.Sum(h => h.NaiveError);

    /// <summary>Measures one pool.</summary>
    /// <param name="pool">Pool and period.</param>
    /// <param name="rehearsals">Its rehearsals.</param>
    /// <param name="levels">Interval levels whose realised coverage is wanted.</param>
    public static PoolBacktest Measure((string Pool, int Period) pool, IReadOnlyList<HeldBack> rehearsals, IReadOnlyList<double> levels)
    {
        var horizon = rehearsals.Count == 0 ? 0 : rehearsals.Max(r => r.Actual.Length);
        var naive = rehearsals.Select(r => new SeasonalNaive().Forecast(r.Known, horizon)).ToArray();
        var covered = Covered(rehearsals, levels, horizon);
        var accuracy = Enumerable.Range(0, horizon).Select(h => Accuracy(h, rehearsals, naive, covered)).ToArray();
        return new PoolBacktest(pool.Pool, pool.Period, rehearsals.Count, accuracy);
    }

    private static HorizonAccuracy Accuracy(int h, IReadOnlyList<HeldBack> rehearsals, PointForecast[] naive, Dictionary<double, double[]> covered)
    {
        double error = 0.0, yardstick = 0.0;
        var count = 0;
        for (var i = 0; i < rehearsals.Count; i++)
        {
            var rehearsal = rehearsals[i];
            var unit = rehearsal.Known.MeanChange(rehearsal.Known.Period);
            if (h < rehearsal.Actual.Length && unit > 0.0)
            {
                error += Math.Abs(rehearsal.Error(h)) / unit;
                yardstick += Math.Abs(rehearsal.Actual[h] - naive[i].Points[h]) / unit;
                count++;
            }
        }
        var coverage = covered.ToDictionary(level => level.Key, level => level.Value[h]);
        return new HorizonAccuracy(h + 1, count, error / Math.Max(count, 1), yardstick / Math.Max(count, 1), coverage);
    }

    /// <summary>
    /// Share of values inside intervals that were calibrated without them: the latest origin against the earlier ones, or with a
    /// single origin every second series against the others.
    /// </summary>
    private static Dictionary<double, double[]> Covered(IReadOnlyList<HeldBack> rehearsals, IReadOnlyList<double> levels, int horizon)
    {
        var single = rehearsals.All(r => r.Origin == 0);
        var tested = rehearsals.Where(r => single ? r.Series % 2 == 0 : r.Origin == 0).ToArray();
        var calibrating = rehearsals.Where(r => single ? r.Series % 2 == 1 : r.Origin > 0).ToArray();
        if (tested.Length == 0 || calibrating.Length == 0)
        {
            return [];
        }
        var conformal = SplitConformal.Calibrate([.. tested.Select(r => r.Known)], calibrating, tested.Max(r => r.Forecast.Points.Length));
        return Shares(tested, conformal, levels, horizon);
    }

    private static Dictionary<double, double[]> Shares(HeldBack[] tested, SplitConformal conformal, IReadOnlyList<double> levels, int horizon)
    {
        var counts = new double[horizon];
        var inside = levels.ToDictionary(level => level, _ => new double[horizon]);
        foreach (var rehearsal in tested)
        {
            var intervals = conformal.For(rehearsal.Known, rehearsal.Forecast, levels);
            for (var h = 0; h < rehearsal.Actual.Length; h++)
            {
                counts[h]++;
                foreach (var interval in intervals)
                {
                    inside[interval.Level][h] += rehearsal.Actual[h] >= interval.Lower[h] && rehearsal.Actual[h] <= interval.Upper[h] ? 1.0 : 0.0;
                }
            }
        }
        return inside.ToDictionary(level => level.Key, level => level.Value.Select((share, h) => share / counts[h]).ToArray());
    }
}
