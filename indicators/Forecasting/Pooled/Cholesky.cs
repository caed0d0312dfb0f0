namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>Solution of a small symmetric positive definite system.</summary>
internal static class Cholesky
{
    /// <summary>Solves A x = b; only the lower triangle of A is read, and it is overwritten.</summary>
    public static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= a[i, k] * a[j, k];
                }
                a[i, j] = i == j ? Math.Sqrt(sum) : sum / a[j, j];
            }
        }
        return Back(a, Forward(a, b));
    }

    private static double[] Forward(double[,] a, double[] b)
    {
        var x = (double[])b.Clone();
        for (var i = 0; i < x.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= a[i, k] * x[k];
            }
            x[i] /= a[i, i];
        }
        return x;
    }

    private static double[] Back(double[,] a, double[] x)
    {
        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < x.Length; k++)
            {
                x[i] -= a[k, i] * x[k];
            }
            x[i] /= a[i, i];
        }
        return x;
    }
}
