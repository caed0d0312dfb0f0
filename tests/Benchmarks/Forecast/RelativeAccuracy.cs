namespace Insight.Benchmarks.Forecast;

/// <summary>The overall weighted average of the M4 competition: half sMAPE, half MASE, each relative to a yardstick.</summary>
public static class RelativeAccuracy
{
    public static double Owa((double[] Known, double[] Actual, int Period)[] cases, double[][] forecasts, double[][] yardstick)
    {
        var method = Measures(cases, forecasts);
        var naive = Measures(cases, yardstick);
        return 0.5 * (method.Smape / naive.Smape + method.Mase / naive.Mase);
    }

    private static (double Smape, double Mase) Measures((double[] Known, double[] Actual, int Period)[] cases, double[][] forecasts)
    {
        double smape = 0.0, mase = 0.0;
        for (var i = 0; i < cases.Length; i++)
        {
            var (known, actual, period) = cases[i];
            var unit = new Insight.Indicators.Forecasting.TrainingSeries(known, period).MeanChange(period);
            for (var h = 0; h < actual.Length; h++)
            {
                var error = Math.Abs(actual[h] - forecasts[i][h]);
                smape += error == 0.0 ? 0.0 : 200.0 * error / (Math.Abs(actual[h]) + Math.Abs(forecasts[i][h])) / actual.Length;
                mase += unit > 0.0 ? error / unit / actual.Length : 0.0;
            }
        }
        return (smape, mase);
    }
}
