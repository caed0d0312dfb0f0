using Insight.Indicators.Forecasting;
using Insight.Indicators.Forecasting.Auto;
using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>What auto chooses, and that it says why.</summary>
public sealed class AutoTests
{
    [Test]
    public void A_panel_of_grouped_areas_is_forecast_by_shared_parameters_and_growth()
    {
        var (method, why) = AutoForecaster.Choose(Samples.Walks(60, 13));
        Assert.That(method.Id, Does.Contain("pooled-holt").And.Contain("pooled-ar"));
        Assert.That(why, Does.Contain("60 series").And.Contain("growth of their group"));
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(12)]
    public void A_single_series_is_forecast_by_methods_that_need_no_pool(int period)
    {
        var (method, why) = AutoForecaster.Choose([Samples.Seasonal(period, 10 * period)]);
        Assert.That(method.Id, Does.Contain("dotm").And.Not.Contain("pooled"));
        Assert.That(why, Does.Contain("too few to share parameters"));
    }

    [Test]
    public void A_seasonal_series_keeps_its_season()
    {
        var series = Samples.Seasonal(12, 84);
        var forecast = Methods.Find("auto").Forecast([series with { Values = series.Values[..72] }], 12)[0];
        var error = forecast.Points.Zip(series.Values[72..], (f, y) => Math.Abs(f - y) / y).Average();
        Assert.That(error, Is.LessThan(0.05));
    }

    [Test]
    public void Series_of_different_pools_do_not_change_each_other()
    {
        var walks = Samples.Walks(40, 15);
        var others = Samples.Walks(40, 15, seed: 9).Select(s => s with { Pool = "other" }).ToArray();
        var alone = Methods.Find("auto").Forecast(walks, 3);
        var together = Methods.Find("auto").Forecast([.. walks, .. others], 3);
        Assert.That(together.Take(40).SelectMany(f => f.Points), Is.EqualTo(alone.SelectMany(f => f.Points)));
    }
}
