using Insight.Indicators.Forecasting.Schedules;

namespace Indicators.Tests.Forecasting;

/// <summary>Planned forecasts are a list in a file.</summary>
public sealed class ForecastPlansTests
{
    [Test]
    public void A_plan_is_a_request()
    {
        var plan = ForecastPlans.Parse("forecasts.yml", "- indicator: population\n  areas: [KU111, 'members:MK07']\n  horizon: 5\n  levels: [0.9]\n  breakdown: {sex: male}\n").Single();
        Assert.That((plan.Indicator, plan.Horizon, plan.Areas!.Count, plan.Levels![0], plan.Breakdown!["sex"]), Is.EqualTo(("population", (int?)5, 2, 0.9, "male")));
    }

    [TestCase("- indicator: population\n  area: KU111\n", "forecasts.yml:2")]
    [TestCase("- indicator: population\n", "no areas")]
    [TestCase("indicator: population\n", "forecasts.yml:1")]
    public void What_is_wrong_is_said_with_file_and_line(string text, string message) =>
        Assert.That(() => ForecastPlans.Parse("forecasts.yml", text), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void The_program_s_own_plans_can_be_read() => Assert.That(ForecastPlans.Read([AppContext.BaseDirectory]), Is.Not.Empty);
}
