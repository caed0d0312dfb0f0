using System.Diagnostics;
using System.Globalization;
using Insight.Indicators.Forecasting.Engine;

namespace Insight.Benchmarks.Forecast;

/// <summary>
/// <c>forecast input.csv output.csv [--method ID]</c>: forecasts every row of a bench file from its training values and
/// writes a forecast file; the test values are read past and never used. Prints series a second of processor time.
/// </summary>
public static class ForecastBench
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [var input, var output, .. var options])
        {
            Console.Error.WriteLine("usage: forecast <input.csv> <output.csv> [--method ID]");
            return 2;
        }
        var method = options is ["--method", var id] ? id : "auto";
        var rows = BenchFile.Read(input);
        var forecasts = new SeriesForecast?[rows.Count];
        foreach (var frequency in Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Frequency))
        {
            Forecast(frequency.Key, [.. frequency], rows, method, forecasts);
        }
        BenchFile.Write(output, rows.Select((row, i) => (row, forecasts[i]!)));
        return 0;
    }

    /// <summary>All series of a frequency in one request, as far ahead as the longest horizon among them.</summary>
    private static void Forecast(string frequency, int[] members, IReadOnlyList<BenchRow> rows, string method, SeriesForecast?[] forecasts)
    {
        var options = new ForecastOptions { Horizon = members.Max(i => rows[i].Horizon), Method = method };
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = ForecastEngine.Forecast(Array.ConvertAll(members, i => rows[i].ToHistory()), options);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        for (var k = 0; k < members.Length; k++)
        {
            forecasts[members[k]] = result.Series[k];
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{frequency}: {members.Length} series, {seconds:F2} s of processor time, {members.Length / seconds:F0} series/s a core, {watch.Elapsed.TotalSeconds:F2} s on the clock"));
        foreach (var group in result.Series.GroupBy(s => s.Method).OrderByDescending(g => g.Count()))
        {
            Console.WriteLine($"  {group.Count()} by {group.Key}: {group.First().Reason}");
        }
    }
}
