using System.Diagnostics;
using System.Globalization;
using Insight.Indicators.Forecasting.Coherence;
using Insight.Indicators.Forecasting.Engine;

namespace Insight.Benchmarks.Forecast;

/// <summary>
/// <c>forecast-municipalities</c>: a made-up annual rate of 309 municipalities over 17 years, its numerators and denominators forecast by auto with
/// intervals, 20 sums of them and coherent futures. Prints seconds of each of five rounds; the first includes the just-in-time compiler.
/// </summary>
public static class MunicipalPanel
{
    private const int Count = 309, Years = 17, Sums = 20, Rounds = 5;

    public static int Run()
    {
        var random = new Random(1);
        var people = Walks(random, 20_000.0, 100.0);
        var panel = new AreaPanel(
            Walks(random, 2_000.0, 40.0), people, 100.0,
            [.. Enumerable.Range(0, Sums).Select(s => new AggregateArea($"sum{s}", "region", [.. people.Where((_, i) => i % Sums == s).Select(p => p.Id)]))]);
        for (var round = 0; round < Rounds; round++)
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var forecast = PanelForecaster.Forecast(panel, new ForecastOptions { Horizon = 4 });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{forecast.Areas.Count} areas, round {round + 1}: {watch.Elapsed.TotalSeconds:F2} s on the clock, {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:F2} s of processor time"));
        }

        return 0;
    }

    /// <summary>Walks with growth of their own, shocks of their group and of all, sizes from hamlet to city.</summary>
    private static History[] Walks(Random random, double size, double change)
    {
        var shocks = Enumerable.Range(0, Years).Select(_ => Enumerable.Range(0, Sums).Select(_ => Noise(random)).ToArray()).ToArray();
        return
        [
            .. Enumerable.Range(0, Count).Select(i =>
            {
                var scale = Math.Exp(Noise(random));
                var (level, growth) = (size * scale, change * scale * random.NextDouble());
                var values = shocks.Select(s => level = Math.Max(0.0, level + growth + change * scale * (s[i % Sums] + Noise(random)))).ToArray();
                return new History($"area{i}", values, 1) { Group = $"group{i % Sums}", Lowest = 0.0 };
            }),
        ];
    }

    private static double Noise(Random random) => random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
}
