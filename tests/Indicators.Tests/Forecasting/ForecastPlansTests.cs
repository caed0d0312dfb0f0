using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Schedules;
using Insight.Indicators.Tests;
using Insight.Warehouse.Areas;

namespace Indicators.Tests.Forecasting;

/// <summary>Planned forecasts are a list in a file; what they name must be there (see also <c>invalid/forecasts-*.yml</c>).</summary>
public sealed class ForecastPlansTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);
    private static readonly AreaDirectory Areas = Catalog.AddNetworksTo(AreaDirectory.BuiltIn);

    [Test]
    public void A_plan_is_a_request()
    {
        var plan = Plans("- indicator: population\n  areas: [KU111, 'members:MK07', 'level:sub-region']\n  horizon: 5\n  levels: [0.9]\n  breakdown: {sex: male}\n").ThrowIfInvalid().Requests.Single();
        Assert.That((plan.Indicator, plan.Horizon, plan.Areas!.Count, plan.Levels![0], plan.Breakdown!["sex"]), Is.EqualTo(("population", (int?)5, 3, 0.9, "male")));
    }

    [TestCase("- indicator: population\n  area: KU111\n", "forecasts.yml:2: error I004")]
    [TestCase("- indicator: population\n", "forecasts.yml:1: error I003")]
    [TestCase("indicator: population\n", "forecasts.yml:1: error I002")]
    [TestCase("- indicator: populatoin\n  areas: [KU111]\n", "forecasts.yml:1: error I801: 'populatoin' is not an indicator of the catalogue (did you mean 'population'?)")]
    [TestCase("- indicator: population\n  areas: [KU111, Hollola]\n", "did you mean 'KU098'?")]
    [TestCase("- indicator: population\n  areas: [Holola]\n", "did you mean 'Hollola'?")]
    [TestCase("- indicator: population\n  areas: ['members:network:paijat-hame4']\n", "forecasts.yml:2: error I501")]
    public void What_is_wrong_is_said_with_file_and_line(string text, string message)
    {
        Assert.That(Plans(text).Diagnostics.Select(item => item.ToString()), Has.Some.Contains(message));
        Assert.That(() => Plans(text).ThrowIfInvalid(), Throws.TypeOf<CatalogException>());
    }

    [TestCase("")]
    [TestCase("# none yet\n\n")]
    public void A_file_without_plans_plans_nothing(string text) => Assert.That(Plans(text).ThrowIfInvalid().Requests, Is.Empty);

    [Test]
    public void The_program_s_own_plans_can_be_read() => Assert.That(ForecastPlans.Read([AppContext.BaseDirectory], Catalog, Areas).ThrowIfInvalid().Requests, Is.Not.Empty);

    private static ForecastPlans Plans(string text) => ForecastPlans.FromFiles([new("forecasts.yml", text)], Catalog, Areas);
}
