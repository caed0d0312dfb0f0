using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>Breaks, gaps and provisional values: what is used, and what the reader is told.</summary>
public sealed class PreparationTests
{
    private const double None = double.NaN;

    [Test]
    public void No_value_before_a_break_is_used()
    {
        double[] values = [900, 910, 905, 920, 10, 11, 12, 13, 14, 15, 16];
        var broken = One(new History("a", values, 1) { ComparableFrom = 4 });
        var alone = One(new History("a", values[4..], 1));
        Assert.That(broken.Points, Is.EqualTo(alone.Points));
        Assert.That(broken.Warnings, Has.Some.Contains("break: 4 values before position 5"));
    }

    [Test]
    public void Missing_last_periods_are_forecast_and_the_horizon_counts_from_the_end()
    {
        double[] values = [10, 12, 14, 16, 18, 20, 22, 24, None, None];
        var forecast = One(new History("a", values, 1));
        Assert.That(forecast.Points[0], Is.GreaterThan(27.0), "three periods after 24");
        Assert.That(forecast.Warnings, Has.Some.Contains("the last 2 periods have no value"));
    }

    [Test]
    public void A_gap_is_bridged_for_the_fit_only_and_never_silently()
    {
        var forecast = One(new History("a", [10, 12, None, 16, 18, 20, 22, None, 26, 28], 1));
        Assert.That(forecast.Warnings, Has.Some.Contains("2 periods (position 3, 8) were bridged"));
    }

    [Test]
    public void Values_before_an_old_gap_are_left_out_when_enough_follow()
    {
        var forecast = One(new History("a", [500, None, 10, 12, 14, 16, 18, 20, 22, 24], 1));
        Assert.That(forecast.Warnings, Has.Some.Contains("values up to the gap at position 2 were not used"));
        Assert.That(forecast.Points[0], Is.InRange(24.0, 28.0));
    }

    [Test]
    public void Provisional_values_are_marked_or_left_out_as_asked()
    {
        var history = new History("a", [10, 12, 14, 16, 18, 20, 22, 80], 1) { Provisional = 1 };
        Assert.That(One(history).Warnings, Has.Some.Contains("may still be revised"));
        var dropped = ForecastEngine.Forecast([history], new ForecastOptions { Horizon = 1, DropProvisional = true }).Series[0];
        Assert.That(dropped.Points[0], Is.LessThan(30.0));
    }

    [Test]
    public void A_step_far_beyond_the_usual_change_is_named()
    {
        var forecast = One(new History("a", [100, 101, 100, 102, 101, 400, 401, 399, 402], 1));
        Assert.That(forecast.Warnings, Has.Some.Contains("step: the change at position 6").And.Some.Contains("mark a break"));
    }

    [Test]
    public void A_history_without_a_value_is_refused_with_the_reason()
    {
        var forecast = One(new History("a", [None, None], 1));
        Assert.That(forecast.Points, Is.Empty);
        Assert.That(forecast.Reason, Is.EqualTo("no value to forecast from"));
    }

    private static SeriesForecast One(History history) => ForecastEngine.Forecast([history], new ForecastOptions { Horizon = 2 }).Series[0];
}
