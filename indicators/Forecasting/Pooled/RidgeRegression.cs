namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>
/// Linear regression with a ridge penalty and Huber's weights (Huber 1964, Annals of Mathematical Statistics 35): collinear lags
/// do not blow up, and a few wild series do not steer the rest.
/// </summary>
internal sealed class RidgeRegression(int features)
{
    private const int Reweightings = 4;

    private readonly List<double> _rows = [];

    public int Count => _rows.Count / (features + 1);

    /// <summary>Adds one observation.</summary>
    public void Add(ReadOnlySpan<double> row, double target)
    {
        foreach (var value in row)
        {
            _rows.Add(value);
        }
        _rows.Add(target);
    }

    /// <summary>Coefficients that minimise Σ huber(residual) + penalty × n × Σ coefficient².</summary>
    /// <param name="penalty">Ridge penalty an observation.</param>
    /// <param name="width">Residuals beyond this many median residuals count linearly; +∞ for plain least squares.</param>
    public double[] Fit(double penalty, double width)
    {
        var rows = _rows.ToArray();
        var weights = new double[Count];
        Array.Fill(weights, 1.0);
        var coefficients = new double[features];
        for (var pass = 0; pass < Reweightings; pass++)
        {
            coefficients = Solve(rows, weights, penalty);
            if (double.IsPositiveInfinity(width))
            {
                break;
            }
            Reweight(rows, coefficients, weights, width);
        }
        return coefficients;
    }

    private double[] Solve(double[] rows, double[] weights, double penalty)
    {
        var stride = features + 1;
        double[,] products = new double[features, features];
        var targets = new double[features];
        for (var i = 0; i < weights.Length; i++)
        {
            var row = rows.AsSpan(i * stride, stride);
            for (var a = 0; a < features; a++)
            {
                var weighted = weights[i] * row[a];
                targets[a] += weighted * row[features];
                for (var b = 0; b <= a; b++)
                {
                    products[a, b] += weighted * row[b];
                }
            }
        }
        for (var a = 0; a < features; a++)
        {
            products[a, a] += penalty * weights.Length + 1e-9;
        }
        return Cholesky.Solve(products, targets);
    }

    private void Reweight(double[] rows, double[] coefficients, double[] weights, double width)
    {
        var stride = features + 1;
        var residuals = new double[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var fitted = 0.0;
            for (var a = 0; a < features; a++)
            {
                fitted += coefficients[a] * rows[i * stride + a];
            }
            residuals[i] = Math.Abs(rows[i * stride + features] - fitted);
        }
        var sorted = (double[])residuals.Clone();
        Array.Sort(sorted);
        var limit = width * sorted[sorted.Length / 2] + 1e-12;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = residuals[i] <= limit ? 1.0 : limit / residuals[i];
        }
    }
}
