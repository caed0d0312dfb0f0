using Insight.Indicators.Forecasting;
using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>Conformal intervals and what the backtest says of them.</summary>
public sealed class IntervalTests
{
    [Test]
    public void Ninety_five_percent_intervals_hold_nineteen_values_of_twenty()
    {
        var walks = Samples.Walks(200, 24);
        var histories = walks.Select((s, i) => new History($"{i}", s.Values[..20], 1)).ToArray();
        var result = ForecastEngine.Forecast(histories, new ForecastOptions { Horizon = 4 });
        var inside = result.Series.SelectMany((f, i) => Enumerable.Range(0, 4)
            .Select(h => walks[i].Values[20 + h] >= f.Intervals[1].Lower[h] && walks[i].Values[20 + h] <= f.Intervals[1].Upper[h])).Average(x => x ? 1.0 : 0.0);
        Assert.That(inside, Is.EqualTo(0.95).Within(0.025));
    }

    [Test]
    public void Intervals_widen_with_the_horizon()
    {
        var histories = Samples.Walks(100, 20).Select((s, i) => new History($"{i}", s.Values, 1)).ToArray();
        var widths = ForecastEngine.Forecast(histories, new ForecastOptions { Horizon = 4 }).Series[0].Intervals[1];
        Assert.That(widths.Upper[3] - widths.Lower[3], Is.GreaterThan(widths.Upper[0] - widths.Lower[0]));
    }

    [Test]
    public void A_single_series_gets_intervals_from_its_own_past_errors()
    {
        var forecast = ForecastEngine.Forecast([new History("one", Samples.Walks(1, 25)[0].Values, 1)], new ForecastOptions { Horizon = 3 }).Series[0];
        Assert.That(forecast.Intervals[1].Upper[0], Is.GreaterThan(forecast.Points[0]));
        Assert.That(forecast.Intervals[1].Lower[0], Is.LessThan(forecast.Points[0]));
    }

    [Test]
    public void Limits_respect_what_is_possible()
    {
        var values = new[] { 3.0, 1.0, 2.0, 0.0, 1.0, 4.0, 0.0, 1.0, 2.0, 0.0, 1.0 };
        var forecast = ForecastEngine.Forecast([new History("count", values, 1) { Lowest = 0.0, Highest = 5.0 }], new ForecastOptions { Horizon = 4 }).Series[0];
        Assert.That(forecast.Intervals[1].Lower, Is.All.GreaterThanOrEqualTo(0.0));
        Assert.That(forecast.Intervals[1].Upper, Is.All.LessThanOrEqualTo(5.0));
    }

    [TestCase(0.0)]
    [TestCase(1.0)]
    public void A_level_outside_zero_to_one_is_refused(double level) =>
        Assert.That(() => ForecastEngine.Forecast(
            [new History("a", Samples.Walks(1, 20)[0].Values, 1)],
            new ForecastOptions { Levels = [level] }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("between 0 and 1"));

    [Test]
    public void The_backtest_reports_skill_and_realised_coverage_by_horizon()
    {
        var histories = Samples.Walks(100, 20).Select((s, i) => new History($"{i}", s.Values, 1) { Pool = s.Pool, Group = s.Group }).ToArray();
        var backtest = ForecastEngine.Forecast(histories, new ForecastOptions { Horizon = 4 }).Backtests.Single();
        Assert.That(backtest.Horizons.Select(h => h.Ahead), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(backtest.Rehearsals, Is.EqualTo(200), "two origins, as areas share shocks");
        Assert.That(backtest.Horizons.Select(h => h.Coverage[0.95]), Is.All.GreaterThan(0.85));
        Assert.That(backtest.Skill, Is.LessThan(1.0));
    }

    [Test]
    public void The_backtest_sees_nothing_later_than_its_origin()
    {
        var walks = Samples.Walks(30, 20);
        var changed = walks.Select(s => s with { Values = [.. s.Values[..16], .. s.Values[16..].Select(v => 2.0 * v)] }).ToArray();
        var method = Methods.Find("auto");
        var before = Insight.Indicators.Forecasting.Backtesting.RollingOrigin.Run(method, walks, 4, [4]);
        var after = Insight.Indicators.Forecasting.Backtesting.RollingOrigin.Run(method, changed, 4, [4]);
        Assert.That(after.SelectMany(r => r.Forecast.Points), Is.EqualTo(before.SelectMany(r => r.Forecast.Points)));
    }
}
