using Insight.Indicators.Forecasting.Coherence;
using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>Where auto erred more in the past than repeating the last figure, it repeats it and says so.</summary>
public sealed class GuardTests
{
    private static readonly ForecastOptions Four = new() { Horizon = 4 };

    [Test]
    public void A_growth_that_stopped_in_every_series_is_not_carried_on()
    {
        var result = ForecastEngine.Forecast(Stopped("stopped"), Four);
        Assert.Multiple(() =>
        {
            Assert.That(result.Series.Select(s => s.Method), Is.All.EqualTo("naive"));
            Assert.That(result.Series.Select(s => s.Reason), Is.All.StartsWith("no gain: in 48 forecasts of the past auto erred "));
            Assert.That(result.Backtests.Single().Skill, Is.Zero);
        });
    }

    [Test]
    public void Other_pools_are_not_touched()
    {
        var growing = Enumerable.Range(0, 24).Select(i => new History($"g{i}", [.. Enumerable.Range(0, 20).Select(t => 100.0 + i + (5.0 + i) * t + Math.Sin(3 * t + i))], 1) { Pool = "growing" });
        var result = ForecastEngine.Forecast([.. Stopped("stopped"), .. growing], Four);
        Assert.That(result.Series.Take(24).Select(s => s.Method), Is.All.EqualTo("naive"));
        Assert.That(result.Series.Skip(24).Select(s => s.Method), Is.All.StartWith("mean("));
    }

    [Test]
    public void A_method_asked_for_by_name_is_kept_and_so_is_auto_in_a_backtest()
    {
        Assert.That(ForecastEngine.Forecast(Stopped("stopped"), Four with { Method = "holt" }).Series.Select(s => s.Method), Is.All.EqualTo("holt"));
        var unguarded = ForecastEngine.Forecast(Stopped("stopped"), Four with { GuardsAuto = false });
        Assert.That(unguarded.Series.Select(s => s.Method), Is.All.StartWith("mean("));
        Assert.That(unguarded.Backtests.Single().Skill, Is.Negative);
    }

    [Test]
    public void Of_a_rate_the_last_value_is_repeated_and_sums_still_agree()
    {
        var numerators = Stopped("");
        var denominators = numerators.Select((n, i) => n with { Values = Array.ConvertAll(n.Values, _ => 1000.0 + i) }).ToArray();
        var panel = new AreaPanel(numerators, denominators, 100.0, [new AggregateArea("all", "network", [.. numerators.Select(n => n.Id)])]);
        var areas = PanelForecaster.Forecast(panel, Four).Areas;
        Assert.That(areas[3].Values, Is.All.EqualTo(100.0 * numerators[3].Values[^1] / 1003.0).Within(1e-9));
        Assert.That(areas.Select(a => a.Reason), Is.All.StartWith("no gain: "));
        Assert.That(areas[^1].Numerator[2], Is.EqualTo(areas.SkipLast(1).Sum(a => a.Numerator[2])).Within(1e-9 * areas[^1].Numerator[2]));
    }

    /// <summary>Growth for thirteen years, then next to none.</summary>
    private static History[] Stopped(string pool) =>
    [
        .. Enumerable.Range(0, 24).Select(i => new History(
            $"s{i}", [.. Enumerable.Range(0, 20).Select(t => 100.0 + i + (5.0 + i) * Math.Min(t, 13) + Math.Sin(3 * t + i))], 1) { Pool = pool }),
    ];
}
