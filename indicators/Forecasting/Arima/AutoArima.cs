namespace Insight.Indicators.Forecasting.Arima;

/// <summary>
/// Seasonal ARIMA by the stepwise search of Hyndman and Khandakar (2008, Journal of Statistical Software 27): differences by KPSS
/// test and seasonal strength, orders by the corrected Akaike criterion, parameters by conditional sum of squares.
/// </summary>
public sealed class AutoArima : LocalForecaster
{
    private const int MostModels = 40;

    /// <inheritdoc/>
    public override string Id => "arima";

    /// <inheritdoc/>
    protected override int FewestValues => 8;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points) => Best(y, period).Ahead(y, points);

    internal static ArimaFit Best(double[] y, int period)
    {
        var season = period > 1 && y.Length >= 3 * period ? period : 1;
        var (d, seasonalD) = Differencing.Needed(y, season);
        var w = seasonalD == 1 ? Differencing.Difference(y, season) : y;
        for (var k = 0; k < d; k++)
        {
            w = Differencing.Difference(w, 1);
        }
        return Search(Starts(d, seasonalD, season), season, w);
    }

    private static ArimaOrder[] Starts(int d, int seasonalD, int period)
    {
        var constant = d + seasonalD <= 1;
        var s = period > 1 ? 1 : 0;
        return
        [
            new(2, d, 2, s, seasonalD, s, constant), new(0, d, 0, 0, seasonalD, 0, constant),
            new(1, d, 0, s, seasonalD, 0, constant), new(0, d, 1, 0, seasonalD, s, constant),
        ];
    }

    private static ArimaFit Search(ArimaOrder[] starts, int period, double[] w)
    {
        var tried = new HashSet<ArimaOrder>();
        ArimaFit? best = null;
        foreach (var order in starts)
        {
            Try(order, period, w, tried, ref best);
        }
        var improved = true;
        while (improved && tried.Count < MostModels)
        {
            improved = false;
            foreach (var order in best!.Order.Neighbours())
            {
                if (Try(order, period, w, tried, ref best))
                {
                    improved = true;
                    break;
                }
            }
        }
        return best!;
    }

    private static bool Try(ArimaOrder order, int period, double[] w, HashSet<ArimaOrder> tried, ref ArimaFit? best)
    {
        if (!order.IsAllowed(period) || !tried.Add(order))
        {
            return false;
        }
        var fit = ArimaFit.Fit(order, period, w);
        if (best is not null && !(fit.Criterion < best.Criterion))
        {
            return false;
        }
        best = fit;
        return true;
    }
}
