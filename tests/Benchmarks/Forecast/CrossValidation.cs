using System.Globalization;
using Insight.Indicators.Forecasting;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Simple;

namespace Insight.Benchmarks.Forecast;

/// <summary>
/// <c>forecast-crossvalidate input.csv [--method ID …]</c>: holds back the last horizon of the <em>training</em> values and prints
/// each method's OWA there, so that choices are made without the test values.
/// </summary>
public static class CrossValidation
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var input, .. var options])
        {
            Console.Error.WriteLine("usage: forecast-crossvalidate <input.csv> [--method ID …]");
            return 2;
        }
        var methods = options.Where(o => o != "--method").DefaultIfEmpty("auto").Select(Methods.Find).ToArray();
        foreach (var set in BenchFile.Read(input).Where(IsLongEnough).GroupBy(r => (r.Frequency, r.Set)))
        {
            var rows = set.ToArray();
            foreach (var method in methods)
            {
                var owa = RelativeAccuracy.Owa(rows.Select(Held).ToArray(), Forecast(method, rows), Forecast(new Naive2(), rows));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Key.Frequency}/{set.Key.Set}: {rows.Length} series, {method.Id} OWA {owa:F4}"));
            }
        }
        return 0;
    }

    private static bool IsLongEnough(BenchRow row) => row.Train.Length - row.Horizon >= Math.Max(7, 2 * row.Period + 2);

    private static (double[] Known, double[] Actual, int Period) Held(BenchRow row) => (row.Train[..^row.Horizon], row.Train[^row.Horizon..], row.Period);

    private static double[][] Forecast(IForecaster method, BenchRow[] rows)
    {
        var panel = rows.Select(row => new TrainingSeries(row.Train[..^row.Horizon], row.Period) { Pool = row.ToHistory().Pool, Group = row.ToHistory().Group }).ToArray();
        return [.. method.Forecast(panel, rows.Max(r => r.Horizon)).Select((f, i) => f.Points[..rows[i].Horizon])];
    }
}
