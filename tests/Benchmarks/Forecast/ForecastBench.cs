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
        foreach (var request in Enumerable.Range(0, rows.Count).GroupBy(i => (rows[i].Frequency, rows[i].Horizon)))
        {
            Forecast($"{request.Key.Frequency}, {request.Key.Horizon} ahead", [.. request], rows, method, forecasts);
        }
        BenchFile.Write(output, rows.Select((row, i) => (row, forecasts[i]!)));
        return 0;
    }

    /// <summary>One request: all series of a frequency that are forecast equally far.</summary>
    private static void Forecast(string request, int[] members, IReadOnlyList<BenchRow> rows, string method, SeriesForecast?[] forecasts)
    {
        var options = new ForecastOptions { Horizon = rows[members[0]].Horizon, Method = method };
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = ForecastEngine.Forecast(Array.ConvertAll(members, i => rows[i].ToHistory()), options);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        for (var k = 0; k < members.Length; k++)
        {
            forecasts[members[k]] = result.Series[k];
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{request}: {members.Length} series, {seconds:F2} s of processor time, {members.Length / seconds:F0} series/s a core, {watch.Elapsed.TotalSeconds:F2} s on the clock"));
        foreach (var group in result.Series.GroupBy(s => s.Method).OrderByDescending(g => g.Count()))
        {
            Console.WriteLine($"  {group.Count()} by {group.Key}: {group.First().Reason}");
        }
    }
}
