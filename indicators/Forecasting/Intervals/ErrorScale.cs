using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Pooled;

namespace Insight.Indicators.Forecasting.Intervals;

/// <summary>
/// The size of error to expect for each series of a pool: a regression of log |error| on <see cref="Uncertainty"/> over the
/// rehearsals. Scores divided by it are alike across series, which is what makes a pooled quantile hold for each
/// (normalised split-conformal prediction: Papadopoulos, Gammerman and Vovk 2008; Lei et al. 2018, JASA 113).
/// </summary>
internal sealed class ErrorScale
{
    /// <summary>Fewer errors than this do not support a regression; a fixed blend stands in.</summary>
    private const int FewestErrors = 150;

    private const double Penalty = 0.002;

    /// <summary>√ of (disagreement × √(change × one-step error)), with growth by horizon left to the quantiles.</summary>
    private static readonly double[] Blend = [0.0, 0.25, 0.25, 0.0, 0.5, 0.0, 0.0, 0.0];

    private readonly double[] _coefficients;

    private readonly (double Least, double Most, double Middle) _lengths;

    private ErrorScale(double[] coefficients, double leastUnit, (double, double, double) lengths)
    {
        _coefficients = coefficients;
        _lengths = lengths;
        LeastUnit = leastUnit;
    }

    /// <summary>Unit of series that never changed: the lower decile of the pool's units, relative to their level.</summary>
    public double LeastUnit { get; }

    /// <summary>Learns the scale from the rehearsals of one pool.</summary>
    public static ErrorScale Learn(IReadOnlyList<HeldBack> rehearsals, double leastUnit)
    {
        // Areas of a panel are equally long at an origin: there the length would only tell the origins' shocks apart.
        var logs = rehearsals.Where(r => r.Known.Group.Length == 0).Select(r => Math.Log(r.Known.Values.Length)).DefaultIfEmpty(0.0).ToArray();
        var lengths = (Least: logs.Min(), Most: logs.Max(), Middle: logs.Average());
        var regression = new RidgeRegression(Uncertainty.Features);
        Span<double> row = stackalloc double[Uncertainty.Features];
        foreach (var rehearsal in rehearsals)
        {
            var uncertainty = new Uncertainty(rehearsal.Known, leastUnit);
            for (var h = 0; h < rehearsal.Actual.Length; h++)
            {
                var error = Math.Abs(rehearsal.Error(h)) / uncertainty.Unit;
                if (error > 0.0)
                {
                    uncertainty.Row(rehearsal.Forecast, h, row);
                    row[^1] = Length(rehearsal.Known, lengths);
                    regression.Add(row, Math.Log(Math.Clamp(error, 1e-6, 1e6)));
                }
            }
        }
        var coefficients = regression.Count >= FewestErrors ? regression.Fit(Penalty, double.PositiveInfinity) : Blend;
        return new ErrorScale(coefficients, leastUnit, lengths);
    }

    /// <summary>Size of error to expect, a period ahead each; above 0.</summary>
    public double[] Of(TrainingSeries series, PointForecast forecast)
    {
        var uncertainty = new Uncertainty(series, LeastUnit);
        Span<double> row = stackalloc double[Uncertainty.Features];
        var sizes = new double[forecast.Points.Length];
        for (var h = 0; h < sizes.Length; h++)
        {
            uncertainty.Row(forecast, h, row);
            row[^1] = Length(series, _lengths);
            var log = 0.0;
            for (var k = 0; k < row.Length; k++)
            {
                log += _coefficients[k] * row[k];
            }
            sizes[h] = Math.Min(uncertainty.Unit * Math.Exp(Math.Clamp(log, -20.0, 20.0)), 1e300);
        }
        return sizes;
    }

    /// <summary>Logarithm of the length, centred, and never beyond the lengths that were learnt from.</summary>
    private static double Length(TrainingSeries series, (double Least, double Most, double Middle) lengths) =>
        Math.Clamp(Math.Log(series.Values.Length), lengths.Least, lengths.Most) - lengths.Middle;
}
