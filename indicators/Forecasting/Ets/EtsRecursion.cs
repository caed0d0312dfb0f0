using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.Ets;

/// <summary>
/// One pass of a model over the data. As an objective it returns −2 log likelihood up to a constant:
/// n log Σe² for additive errors, n log Σ(e/f)² + 2 Σ log|f| for multiplicative ones.
/// </summary>
internal ref struct EtsRecursion(EtsForm form, ReadOnlySpan<double> y, ReadOnlySpan<double> startSeason, Span<double> season) : IObjective
{
    private const double LowestSmoothing = 1e-4, HighestSmoothing = 0.9999, StrongestDamping = 0.8, WeakestDamping = 0.98;

    private readonly ReadOnlySpan<double> _y = y;
    private readonly ReadOnlySpan<double> _startSeason = startSeason;
    private readonly Span<double> _season = season;

    /// <summary>Level after the last value.</summary>
    public double Level { get; private set; }

    /// <summary>Trend after the last value.</summary>
    public double Trend { get; private set; }

    /// <summary>Damping of the trend, 1 when it is not damped.</summary>
    public double Damping { get; private set; }

    /// <summary>Sum of squared one-step errors, relative ones when errors are multiplicative.</summary>
    public double Squares { get; private set; }

    /// <inheritdoc/>
    public double Value(scoped ReadOnlySpan<double> point)
    {
        var at = 0;
        var alpha = point[at++];
        var beta = form.Trend ? point[at++] : 0.0;
        var gamma = form.Season != SeasonKind.None ? point[at++] : 0.0;
        Damping = form.Damped ? point[at++] : 1.0;
        if (!Allowed(alpha, beta, gamma))
        {
            return double.PositiveInfinity;
        }
        Level = point[at++];
        Trend = form.Trend ? point[at] : 0.0;
        _startSeason.CopyTo(_season);
        return form.Season switch
        {
            SeasonKind.None => Plain(alpha, beta / alpha),
            SeasonKind.Additive => Additive(alpha, beta / alpha, gamma),
            _ => Multiplicative(alpha, beta / alpha, gamma),
        };
    }

    private readonly bool Allowed(double alpha, double beta, double gamma) =>
        alpha is >= LowestSmoothing and <= HighestSmoothing
        && (!form.Trend || (beta >= LowestSmoothing && beta <= alpha))
        && (form.Season == SeasonKind.None || (gamma >= LowestSmoothing && gamma <= 1.0 - alpha))
        && (!form.Damped || Damping is >= StrongestDamping and <= WeakestDamping);

    private double Plain(double alpha, double share)
    {
        double level = Level, trend = Trend, damping = Damping;
        var sum = new Likelihood(form.MultiplicativeError);
        foreach (var value in _y)
        {
            var growth = damping * trend;
            var ahead = level + growth;
            var error = value - ahead;
            sum.Add(error, ahead);
            var next = ahead + alpha * error;
            trend = growth + share * (next - level - growth);
            level = next;
        }
        return Finish(level, trend, sum);
    }

    private double Additive(double alpha, double share, double gamma)
    {
        double level = Level, trend = Trend, damping = Damping;
        var sum = new Likelihood(form.MultiplicativeError);
        var i = 0;
        foreach (var value in _y)
        {
            var growth = damping * trend;
            var ahead = level + growth;
            var error = value - ahead - _season[i];
            sum.Add(error, ahead + _season[i]);
            _season[i] += gamma * error;
            var next = ahead + alpha * error;
            trend = growth + share * (next - level - growth);
            level = next;
            i = i + 1 == _season.Length ? 0 : i + 1;
        }
        return Finish(level, trend, sum);
    }

    private double Multiplicative(double alpha, double share, double gamma)
    {
        double level = Level, trend = Trend, damping = Damping;
        var sum = new Likelihood(form.MultiplicativeError);
        var i = 0;
        foreach (var value in _y)
        {
            var growth = damping * trend;
            var ahead = level + growth;
            var factor = _season[i];
            var error = value - ahead * factor;
            sum.Add(error, ahead * factor);
            var next = ahead + alpha * (value / factor - ahead);
            _season[i] = factor + gamma * (value / ahead - factor);
            trend = growth + share * (next - level - growth);
            level = next;
            i = i + 1 == _season.Length ? 0 : i + 1;
        }
        return Finish(level, trend, sum);
    }

    private double Finish(double level, double trend, Likelihood sum)
    {
        Level = level;
        Trend = trend;
        Squares = sum.Squares;
        return sum.Value(_y.Length);
    }

    private struct Likelihood(bool relative)
    {
        private double _product = 1.0, _logs;

        public double Squares { get; private set; }

        public void Add(double error, double ahead)
        {
            if (!relative)
            {
                Squares += error * error;
                return;
            }
            var ratio = error / ahead;
            Squares += ratio * ratio;
            _product *= Math.Abs(ahead);
            // One logarithm for many values; long before the product leaves the range of a double.
            if (_product is > 1e100 or < 1e-100)
            {
                _logs += Math.Log(_product);
                _product = 1.0;
            }
        }

        public readonly double Value(int n) => n * Math.Log(Squares + 1e-300) + (relative ? 2.0 * (_logs + Math.Log(_product)) : 0.0);
    }
}
