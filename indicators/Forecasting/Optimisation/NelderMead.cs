namespace Insight.Indicators.Forecasting.Optimisation;

/// <summary>A function to make small; returns +∞ (or NaN) outside its domain.</summary>
internal interface IObjective
{
    double Value(scoped ReadOnlySpan<double> point);
}

/// <summary>
/// The simplex method of Nelder and Mead (1965, Computer Journal 7), with a step for each parameter and a fixed start: no
/// random numbers and no heap allocation, so a fit is reproducible and cheap.
/// </summary>
internal static class NelderMead
{
    private const int MostParameters = 16;

    /// <summary>Moves <paramref name="point"/> to a local minimum and returns the value there.</summary>
    /// <param name="objective">The function; a struct, so that calls are inlined.</param>
    /// <param name="point">Start, replaced by the best point found.</param>
    /// <param name="steps">Size of the first simplex along each parameter.</param>
    /// <param name="evaluations">Most calls of the objective.</param>
    /// <param name="tolerance">Stop when the simplex's values differ relatively by less than this.</param>
    public static double Minimise<T>(ref T objective, scoped Span<double> point, scoped ReadOnlySpan<double> steps, int evaluations, double tolerance)
        where T : struct, IObjective, allows ref struct
    {
        var n = point.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MostParameters);
        Span<double> corners = stackalloc double[(n + 1) * n];
        Span<double> values = stackalloc double[n + 1];
        Start(ref objective, point, steps, corners, values);
        Descend(ref objective, corners, values, n, evaluations - n - 1, tolerance);
        var best = Lowest(values);
        corners.Slice(best * n, n).CopyTo(point);
        return values[best];
    }

    private static void Start<T>(ref T objective, scoped ReadOnlySpan<double> point, scoped ReadOnlySpan<double> steps, scoped Span<double> corners, scoped Span<double> values)
        where T : struct, IObjective, allows ref struct
    {
        var n = point.Length;
        for (var i = 0; i <= n; i++)
        {
            var corner = corners.Slice(i * n, n);
            point.CopyTo(corner);
            if (i > 0)
            {
                corner[i - 1] += steps[i - 1];
            }
            values[i] = Value(ref objective, corner);
        }
    }

    private static void Descend<T>(ref T objective, scoped Span<double> corners, scoped Span<double> values, int n, int evaluations, double tolerance)
        where T : struct, IObjective, allows ref struct
    {
        Span<double> centre = stackalloc double[n], tried = stackalloc double[n], further = stackalloc double[n];
        while (evaluations > 0)
        {
            int low = Lowest(values), high = Highest(values);
            if (values[high] - values[low] <= tolerance * (Math.Abs(values[low]) + tolerance))
            {
                return;
            }
            var worst = corners.Slice(high * n, n);
            CentreWithout(corners, high, n, centre);
            Along(centre, worst, -1.0, tried);
            var value = Value(ref objective, tried);
            evaluations--;
            if (value < values[low])
            {
                Along(centre, worst, -2.0, further);
                var beyond = Value(ref objective, further);
                evaluations--;
                Replace(worst, ref values[high], beyond < value ? further : tried, Math.Min(beyond, value));
            }
            else if (value < SecondHighest(values, high))
            {
                Replace(worst, ref values[high], tried, value);
            }
            else
            {
                evaluations -= Contract(ref objective, corners, values, n, low, high, centre, tried, value, further);
            }
        }
    }

    private static int Contract<T>(ref T objective, scoped Span<double> corners, scoped Span<double> values, int n, int low, int high,
        scoped Span<double> centre, scoped Span<double> tried, double value, scoped Span<double> inner)
        where T : struct, IObjective, allows ref struct
    {
        var worst = corners.Slice(high * n, n);
        if (value < values[high])
        {
            Replace(worst, ref values[high], tried, value);
        }
        Along(centre, worst, 0.5, inner);
        var within = Value(ref objective, inner);
        if (within < values[high])
        {
            Replace(worst, ref values[high], inner, within);
            return 1;
        }
        var best = corners.Slice(low * n, n);
        for (var i = 0; i <= n; i++)
        {
            if (i != low)
            {
                var corner = corners.Slice(i * n, n);
                Along(best, corner, 0.5, corner);
                values[i] = Value(ref objective, corner);
            }
        }
        return n + 1;
    }

    private static double Value<T>(ref T objective, scoped ReadOnlySpan<double> point)
        where T : struct, IObjective, allows ref struct
    {
        var value = objective.Value(point);
        return double.IsNaN(value) ? double.MaxValue : Math.Min(value, double.MaxValue);
    }

    private static void Along(scoped ReadOnlySpan<double> from, scoped ReadOnlySpan<double> to, double share, scoped Span<double> result)
    {
        for (var j = 0; j < from.Length; j++)
        {
            result[j] = from[j] + share * (to[j] - from[j]);
        }
    }

    private static void Replace(scoped Span<double> corner, ref double old, scoped ReadOnlySpan<double> point, double value)
    {
        point.CopyTo(corner);
        old = value;
    }

    private static void CentreWithout(scoped ReadOnlySpan<double> corners, int skipped, int n, scoped Span<double> centre)
    {
        centre.Clear();
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; i != skipped && j < n; j++)
            {
                centre[j] += corners[i * n + j] / n;
            }
        }
    }

    private static int Lowest(scoped ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] < values[best] ? i : best;
        }
        return best;
    }

    private static int Highest(scoped ReadOnlySpan<double> values)
    {
        var worst = 0;
        for (var i = 1; i < values.Length; i++)
        {
            worst = values[i] > values[worst] ? i : worst;
        }
        return worst;
    }

    private static double SecondHighest(scoped ReadOnlySpan<double> values, int high)
    {
        var second = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            second = i != high && values[i] > second ? values[i] : second;
        }
        return second;
    }
}
