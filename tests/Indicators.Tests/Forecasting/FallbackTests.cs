using Insight.Indicators.Forecasting;
using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>What stands in when a method cannot be used, and the reason that is recorded.</summary>
public sealed class FallbackTests
{
    [TestCase("ets", new[] { 3.0, 4.0 }, "too short: 2 values, ets needs 5")]
    [TestCase("dotm", new[] { 3.0, 3.0, 3.0, 3.0, 3.0 }, "constant: all 5 values are 3")]
    [TestCase("ces", new[] { 0.0, 0.0, 0.0, 0.0, 0.0 }, "zeros: all 5 values are 0")]
    [TestCase("pooled-holt", new[] { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0 }, "pool of 1 usable series, pooled-holt needs 8")]
    public void The_last_value_stands_in_and_the_reason_is_told(string method, double[] values, string reason)
    {
        var forecast = Methods.Find(method).Forecast([new TrainingSeries(values, 1)], 2)[0];
        Assert.That(forecast.Method, Is.EqualTo("naive"));
        Assert.That(forecast.Reason, Is.EqualTo(reason));
        Assert.That(forecast.Points, Is.EqualTo(new[] { values[^1], values[^1] }));
    }

    [Test]
    public void A_combination_leaves_out_the_members_that_cannot_be_used()
    {
        var forecast = Methods.Find("auto").Forecast([new TrainingSeries([10.0, 11.0, 12.5, 13.0], 1)], 2)[0];
        Assert.That(forecast.Method, Does.StartWith("mean("));
        Assert.That(forecast.Reason, Does.Contain("members left out").And.Contain("too short"));
    }

    [Test]
    public void An_unknown_method_is_refused_with_those_there_are() =>
        Assert.That(() => Methods.Find("prophet"), Throws.ArgumentException.With.Message.Contains("choose one of auto, naive"));

    [Test]
    public void A_constant_series_still_gets_an_interval_of_some_width()
    {
        var histories = Samples.Walks(30, 14).Select((s, i) => new History($"{i}", s.Values, 1)).Append(new History("flat", [.. Enumerable.Repeat(500.0, 14)], 1)).ToArray();
        var flat = ForecastEngine.Forecast(histories, new ForecastOptions { Horizon = 2 }).Series[^1];
        Assert.That(flat.Intervals[^1].Upper[0] - flat.Intervals[^1].Lower[0], Is.GreaterThan(0.0));
    }
}
