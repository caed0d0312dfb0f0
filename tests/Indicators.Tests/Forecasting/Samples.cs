using Insight.Indicators.Forecasting;

namespace Indicators.Tests.Forecasting;

/// <summary>Made-up series with a fixed seed.</summary>
internal static class Samples
{
    /// <summary>Random walks with drift of one pool, in groups of ten.</summary>
    public static TrainingSeries[] Walks(int count, int length, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var level = 1000.0 * (1 + random.NextDouble());
            var drift = 10.0 * random.NextDouble();
            var values = new double[length];
            for (var t = 0; t < length; t++)
            {
                values[t] = level += drift + 20.0 * Normal(random);
            }
            return new TrainingSeries(values, 1) { Pool = "walk", Group = $"group{i / 10}" };
        })];
    }

    /// <summary>A series with a season of the given period.</summary>
    public static TrainingSeries Seasonal(int period, int length, int seed = 1)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, length)
            .Select(t => (200.0 + t) * (1.0 + 0.3 * Math.Sin(2.0 * Math.PI * t / period)) + 4.0 * Normal(random)).ToArray();
        return new TrainingSeries(values, period);
    }

    /// <summary>Series that break careless methods.</summary>
    public static TrainingSeries Adversarial(int i)
    {
        var random = new Random(i);
        var length = 1 + random.Next(random.Next(8) == 0 ? 40 : 16);
        var values = new double[length];
        for (var t = 0; t < length; t++)
        {
            values[t] = (i % 12) switch
            {
                0 => 7.0,
                1 => 0.0,
                2 => 1e300 * (1.0 + random.NextDouble()),
                3 => 1e-300 * random.NextDouble(),
                4 => t % 2 == 0 ? 1.0 : -1.0,
                5 => t == length / 2 ? 1e9 : 0.0,
                6 => t < length / 2 ? 10.0 : 1e7,
                7 => -1e5 * random.NextDouble(),
                8 => Math.Pow(10.0, t),
                9 => random.Next(3),
                10 => t == 0 ? 5.0 : 3.0,
                _ => Math.Exp(3.0 * Normal(random)),
            };
        }
        return new TrainingSeries(values, new[] { 1, 4, 12 }[i % 3]) { Pool = $"pool{i % 7}", Group = $"group{i % 5}" };
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());
}
