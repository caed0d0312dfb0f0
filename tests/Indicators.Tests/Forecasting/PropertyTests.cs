using Insight.Indicators.Forecasting;
using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>What holds for every method, whatever the data.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Methods = [.. Insight.Indicators.Forecasting.Engine.Methods.Ids];

    /// <summary>Methods that model differences, not proportions: adding a constant to seasonless data adds it to the forecast.</summary>
    private static readonly string[] ShiftEquivariant = ["naive", "seasonal-naive", "naive2", "theta", "pooled-holt", "pooled-ar"];

    [Test]
    public void A_hundred_thousand_adversarial_series_give_finite_forecasts()
    {
        const int Each = 400;
        var failures = new List<string>();
        for (var batch = 0; batch < 100_000 / Each; batch++)
        {
            var method = Insight.Indicators.Forecasting.Engine.Methods.Find(Methods[batch % Methods.Length]);
            var panel = Enumerable.Range(batch * Each, Each).Select(Samples.Adversarial).ToArray();
            var forecasts = method.Forecast(panel, 6);
            failures.AddRange(Enumerable.Range(0, Each).Where(i => !forecasts[i].Points.All(double.IsFinite)).Select(i => $"{method.Id} series {batch * Each + i}"));
        }
        Assert.That(failures, Is.Empty);
    }

    [Test]
    public void Intervals_of_adversarial_series_are_finite_nested_and_hold_the_point()
    {
        var histories = Enumerable.Range(0, 2000).Select(Samples.Adversarial).Select((s, i) => new History($"{i}", s.Values, s.Period) { Pool = s.Pool, Group = s.Group }).ToArray();
        var result = ForecastEngine.Forecast(histories, new ForecastOptions { Horizon = 3, Levels = [0.5, 0.8, 0.95] });
        foreach (var forecast in result.Series)
        {
            for (var h = 0; h < 3; h++)
            {
                double[] chain = [.. forecast.Intervals.Reverse().Select(i => i.Lower[h]), forecast.Points[h], .. forecast.Intervals.Select(i => i.Upper[h])];
                Assert.That(chain, Is.Ordered.And.All.Matches<double>(double.IsFinite), $"series {forecast.Id}, {h + 1} ahead");
            }
        }
    }

    [TestCaseSource(nameof(Methods))]
    public void A_series_in_other_units_gives_the_same_forecast_in_those_units(string method)
    {
        var panel = Samples.Walks(24, 18);
        var plain = Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(panel, 4);
        // A power of two changes no digit, so even a tie between models is decided alike.
        var scaled = Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(
            [.. panel.Select(s => s with { Values = Array.ConvertAll(s.Values, v => 1024.0 * v) })],
            4);
        for (var i = 0; i < panel.Length; i++)
        {
            Assert.That(scaled[i].Points, Is.EqualTo(plain[i].Points.Select(v => 1024.0 * v)).Within(0.001).Percent, $"series {i}");
        }
    }

    [TestCaseSource(nameof(ShiftEquivariant))]
    public void A_constant_added_to_the_series_is_added_to_the_forecast(string method)
    {
        var panel = Samples.Walks(24, 18);
        var plain = Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(panel, 4);
        var moved = Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(
            [.. panel.Select(s => s with { Values = Array.ConvertAll(s.Values, v => v + 5000.0) })],
            4);
        for (var i = 0; i < panel.Length; i++)
        {
            Assert.That(moved[i].Points, Is.EqualTo(plain[i].Points.Select(v => v + 5000.0)).Within(1.0), $"series {i}");
        }
    }

    [TestCaseSource(nameof(Methods))]
    public void The_same_request_gives_the_same_bytes_every_time(string method)
    {
        TrainingSeries[] panel = [.. Samples.Walks(30, 20), Samples.Seasonal(12, 60), Samples.Seasonal(4, 30)];
        var first = Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(panel, 6);
        var second = Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(panel, 6);
        Assert.That(second.SelectMany(f => f.Points), Is.EqualTo(first.SelectMany(f => f.Points)));
    }

    [Test]
    public void One_thread_gives_the_bytes_of_many()
    {
        TrainingSeries[] panel = [.. Samples.Walks(30, 20), Samples.Seasonal(12, 60), Samples.Seasonal(4, 30)];
        foreach (var method in Methods.Select(Insight.Indicators.Forecasting.Engine.Methods.Find).OfType<LocalForecaster>())
        {
            var many = method.Forecast(panel, 6).Select(f => f.Points);
            Assert.That(panel.Select(series => method.Forecast(series, 6).Points), Is.EqualTo(many), method.Id);
        }
    }

    [TestCaseSource(nameof(Methods))]
    public void A_cancelled_request_stops(string method)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => Insight.Indicators.Forecasting.Engine.Methods.Find(method).Forecast(Samples.Walks(30, 20), 6, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
