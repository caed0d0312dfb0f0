using Insight.Indicators.Forecasting.Backtesting;

namespace Insight.Indicators.Forecasting.Intervals;

/// <summary>
/// Prediction intervals from what went wrong before: errors of held-back origins, standardised by <see cref="ErrorScale"/>, pooled
/// over the series of a pool and by horizon with its neighbours (split-conformal prediction, Vovk, Gammerman and Shafer 2005). No
/// distribution is assumed; coverage holds as far as the next years err like the held-back ones.
/// </summary>
public sealed class SplitConformal
{
    private readonly Dictionary<(string Pool, int Period), Calibration> _pools;
    private readonly int _horizon;

    private SplitConformal(Dictionary<(string, int), Calibration> pools, int horizon)
    {
        _pools = pools;
        _horizon = horizon;
    }

    /// <summary>Learns from rehearsals.</summary>
    /// <param name="panel">The series to be forecast; their pools get an entry even when nothing could be rehearsed.</param>
    /// <param name="rehearsals">Held-back forecasts of these series.</param>
    /// <param name="horizon">Periods ahead.</param>
    public static SplitConformal Calibrate(IReadOnlyList<TrainingSeries> panel, IReadOnlyList<HeldBack> rehearsals, int horizon)
    {
        var byPool = rehearsals.ToLookup(r => (r.Known.Pool, r.Known.Period));
        var pools = panel.GroupBy(s => (s.Pool, s.Period))
            .ToDictionary(g => g.Key, g => Calibration.Learn([.. g], [.. byPool[g.Key]], horizon));
        return new SplitConformal(pools, horizon);
    }

    /// <summary>The interval of one forecast.</summary>
    /// <param name="series">The series as it was forecast.</param>
    /// <param name="forecast">Its forecast, at most as long as the calibrated horizon.</param>
    /// <param name="level">Coverage wanted, above 0 and below 1.</param>
    public Interval For(TrainingSeries series, PointForecast forecast, double level) => For(series, forecast, [level])[0];

    /// <summary>The intervals of one forecast at several levels, in their order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A level is not a share, or the forecast is too long.</exception>
    public Interval[] For(TrainingSeries series, PointForecast forecast, IReadOnlyList<double> levels)
    {
        if (levels.Any(level => !(level > 0.0 && level < 1.0)) || forecast.Points.Length > _horizon)
        {
            throw new ArgumentOutOfRangeException(nameof(levels), string.Join(", ", levels),
                $"A level lies between 0 and 1 (0.95 for 95 %), and a forecast has at most the {_horizon} calibrated periods; this one has {forecast.Points.Length}.");
        }
        var pool = _pools[(series.Pool, series.Period)];
        var sizes = pool.Scale.Of(series, forecast);
        return [.. levels.Select(level => Around(forecast, sizes, pool, level))];
    }

    private static Interval Around(PointForecast forecast, double[] sizes, Calibration pool, double level)
    {
        double[] lower = new double[sizes.Length], upper = new double[sizes.Length];
        for (var h = 0; h < sizes.Length; h++)
        {
            var (down, up) = pool.Scores[h].Reach(level);
            lower[h] = Math.Max(forecast.Points[h] - down * sizes[h], double.MinValue);
            upper[h] = Math.Min(forecast.Points[h] + up * sizes[h], double.MaxValue);
        }
        return new Interval(level, lower, upper);
    }

    /// <summary>The size of error to expect, a period ahead each, in the series' own terms; above 0.</summary>
    internal double[] Sizes(TrainingSeries series, PointForecast forecast) => _pools[(series.Pool, series.Period)].Scale.Of(series, forecast);

    private sealed record Calibration(ErrorScale Scale, Scores[] Scores)
    {
        /// <summary>With fewer scores than this at a horizon, more distant horizons lend theirs.</summary>
        private const int FewestScores = 40;

        public static Calibration Learn(TrainingSeries[] members, HeldBack[] rehearsals, int horizon)
        {
            var scale = ErrorScale.Learn(rehearsals, LeastUnit(members));
            var errors = Enumerable.Range(0, horizon).Select(_ => new List<(double Score, int Origin)>()).ToArray();
            foreach (var rehearsal in rehearsals)
            {
                var sizes = scale.Of(rehearsal.Known, rehearsal.Forecast);
                for (var h = 0; h < rehearsal.Actual.Length; h++)
                {
                    errors[h].Add((rehearsal.Error(h) / sizes[h], rehearsal.Origin));
                }
            }
            var related = members.Any(s => s.Group.Length > 0);
            return new Calibration(scale, [.. Enumerable.Range(0, horizon).Select(h => Pooled(errors, h, related))]);
        }

        private static Scores Pooled(List<(double Score, int Origin)>[] errors, int h, bool related)
        {
            var reach = 1;
            while (reach < errors.Length && Near(errors, h, reach).Count() < FewestScores)
            {
                reach++;
            }
            var near = Near(errors, h, reach).ToArray();
            if (near.Length == 0)
            {
                // Nothing could be rehearsed: a random walk's growth, at a spread of one typical change.
                return new UnrelatedScores([-Math.Sqrt(h + 1.0), Math.Sqrt(h + 1.0)]);
            }
            var byOrigin = near.GroupBy(e => e.Origin, e => e.Score).Where(g => g.Count() >= FewestScores).ToArray();
            return related && byOrigin.Length > 0 ? new RelatedScores(byOrigin) : new UnrelatedScores(near.Select(e => e.Score));
        }

        private static IEnumerable<(double Score, int Origin)> Near(List<(double Score, int Origin)>[] errors, int h, int reach) =>
            errors[Math.Max(0, h - reach)..Math.Min(errors.Length, h + reach + 1)].SelectMany(e => e);

        private static double LeastUnit(TrainingSeries[] members)
        {
            var units = members.Select(s => s.MeanChange(s.Period)).Where(u => u > 0.0).Order().ToArray();
            return units.Length > 0 ? units[units.Length / 10] : Math.Max(members.Max(s => Math.Abs(s.Values[^1])) * 0.05, 1e-6);
        }
    }
}
