namespace Insight.Indicators.Forecasting.Arima;

/// <summary>Lag polynomials, coefficient k at index k, constant term 1.</summary>
internal static class Polynomial
{
    /// <summary>
    /// Whether 1 − sign·c₁z − sign·c₂z² … has all roots outside a circle of radius <paramref name="margin"/>: all partial
    /// autocorrelations of the step-down recursion lie inside ±1.
    /// </summary>
    public static bool IsStable(ReadOnlySpan<double> coefficients, double sign, double margin)
    {
        var n = coefficients.Length;
        Span<double> a = stackalloc double[n], lower = stackalloc double[n];
        var power = 1.0;
        for (var k = 0; k < n; k++)
        {
            power *= margin;
            a[k] = sign * coefficients[k] * power;
        }
        for (var order = n; order > 0; order--)
        {
            var last = a[order - 1];
            if (!(Math.Abs(last) < 1.0))
            {
                return false;
            }
            for (var k = 0; k < order - 1; k++)
            {
                lower[k] = (a[k] + last * a[order - 2 - k]) / (1.0 - last * last);
            }
            lower[..(order - 1)].CopyTo(a);
        }
        return true;
    }

    /// <summary>(1 + sign·Σ aₖBᵏ)(1 + sign·Σ AₖBᵏˢ).</summary>
    public static void Multiply(ReadOnlySpan<double> ordinary, ReadOnlySpan<double> seasonal, int period, double sign, Span<double> product)
    {
        product.Clear();
        for (var j = 0; j <= seasonal.Length; j++)
        {
            var outer = j == 0 ? 1.0 : sign * seasonal[j - 1];
            product[j * period] += outer;
            for (var k = 1; k <= ordinary.Length; k++)
            {
                product[j * period + k] += outer * sign * ordinary[k - 1];
            }
        }
    }

    /// <summary>Multiplies by 1 − Bˡᵃᵍ.</summary>
    public static double[] TimesDifference(double[] polynomial, int lag)
    {
        var product = new double[polynomial.Length + lag];
        for (var k = 0; k < polynomial.Length; k++)
        {
            product[k] += polynomial[k];
            product[k + lag] -= polynomial[k];
        }
        return product;
    }

    /// <summary>Lags from 1 on whose coefficient is not 0, ascending; returns how many.</summary>
    public static int NonZero(ReadOnlySpan<double> polynomial, Span<int> lags)
    {
        var count = 0;
        for (var k = 1; k < polynomial.Length; k++)
        {
            if (polynomial[k] != 0.0)
            {
                lags[count++] = k;
            }
        }
        return count;
    }
}
