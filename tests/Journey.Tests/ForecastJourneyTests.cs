using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Insight.Etl.Commands;
using Insight.Etl.Sources;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Schedules;
using Insight.Warehouse;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Forecasts;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Journey.Tests;

/// <summary>A forecast is kept, new figures come, and how the forecast did is told; planned forecasts follow publications.</summary>
[TestFixture]
internal sealed class ForecastJourneyTests
{
    private static readonly string[] Areas = ["KU016", "KU091", "KU098"];

    private VolunteerSource source = null!;

    [SetUp]
    public void Prepare() => source = new VolunteerSource();

    [TearDown]
    public void Remove() => source.Dispose();

    [Test]
    public async Task A_kept_forecast_is_compared_with_what_came()
    {
        await DeliverAsync(2020);
        var place = await KeepAsync();
        await DeliverAsync(2022);
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        var kept = await server.JsonAsync(place);
        var accuracy = await server.JsonAsync("/v1/forecasts/accuracy?indicator=volunteers");
        var ahead2 = accuracy.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("ahead").GetInt32() == 2 && r.GetProperty("sizeClass").GetString() == "all");
        var error = Areas.Select((area, i) => Math.Abs(Value(i, 2022) - kept.GetProperty("areas")[i].GetProperty("rows")[1].GetProperty("value").GetDouble())).Average();
        Assert.Multiple(() =>
        {
            Assert.That(kept.GetProperty("origin").GetString(), Is.EqualTo("2020"), "What came later does not change what was kept.");
            Assert.That(accuracy.GetProperty("vintages").GetInt32(), Is.EqualTo(1));
            Assert.That(accuracy.GetProperty("comparisons").GetInt32(), Is.EqualTo(6));
            Assert.That(ahead2.GetProperty("count").GetInt32(), Is.EqualTo(3));
            Assert.That(ahead2.GetProperty("error").GetDouble(), Is.EqualTo(error).Within(1e-9));
            Assert.That(ahead2.GetProperty("naiveError").GetDouble(), Is.EqualTo(Areas.Select((_, i) => Math.Abs(Value(i, 2022) - Value(i, 2020))).Average()).Within(1e-9));
            Assert.That(ahead2.GetProperty("skill").GetDouble(), Is.EqualTo(1.0 - ahead2.GetProperty("error").GetDouble() / ahead2.GetProperty("naiveError").GetDouble()).Within(1e-9));
        });
    }

    [Test]
    public void Each_planned_forecast_of_the_program_can_be_made_of_the_bundled_figures()
    {
        var catalog = CatalogLoader.Load([AppContext.BaseDirectory], [.. SourceCatalog.Load(SourceCatalog.BundledFolder).All.SelectMany(s => s.DataSets)]);
        var plans = ForecastPlans.Read([AppContext.BaseDirectory], catalog, catalog.AddNetworksTo(AreaDirectory.BuiltIn)).ThrowIfInvalid().Requests;
        var lake = new PublicationStore(Path.Combine(FilledFolder.Path, "lake"));
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var told = new List<string>();
        var kept = new ForecastStore(Path.Combine(source.Folder, "lake"));
        var made = new ForecastRefresh(lake, kept, TimeProvider.System, "1.0.0")
            .Run(connection, lake.Current("public")!, [.. plans.Select(plan => plan with { Method = "seasonal-naive" })], "a test", (indicator, text) => told.Add($"{indicator}: {text}"), CancellationToken.None);
        Assert.That(made, Is.EqualTo(plans.Count).And.GreaterThan(3), string.Join('\n', told));
        Assert.That(kept.All().Single(v => v.Indicator == "sickness-absence-days-per-fte").Breakdown["scope"], Is.EqualTo("like-for-like"));
    }

    [Test]
    public async Task Planned_forecasts_are_made_once_for_each_change_of_their_values()
    {
        source.Write("definitions/forecasts.yml", "- {indicator: volunteers, areas: [KU016, KU091], horizon: 2}\n");
        await DeliverAsync(2020);
        await InsightAsync("forecast", "--refresh");
        await InsightAsync("forecast", "--refresh");
        Assert.That(Store.All().Select(v => (v.Indicator, v.StartedBy, v.Origin)), Is.EqualTo(new[] { ("volunteers", "command-line", "2020") }));
        await DeliverAsync(2021);
        await InsightAsync("forecast", "--refresh");
        Assert.That(Store.All().Select(v => v.Origin), Is.EquivalentTo(new[] { "2020", "2021" }));
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        Assert.That((await server.JsonAsync("/v1/forecasts/accuracy")).GetProperty("comparisons").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_command_line_makes_a_forecast_and_says_what_is_wrong()
    {
        await DeliverAsync(2020);
        Assert.That(await InsightAsync("forecast", "volunteers", "--area", "KU091", "--horizon", "2", "--store"), Is.EqualTo(ExitCode.Done));
        Assert.That(Store.All().Single().Areas, Is.EqualTo(new[] { "KU091" }));
        Assert.That(await InsightAsync("forecast", "volunteers", "--area", "KU091", "--json", "--target", "600"), Is.EqualTo(ExitCode.Done));
        Assert.That(await InsightAsync("forecast", "volunteers", "--area", "KU091", "--horizon", "0"), Is.EqualTo(ExitCode.Failed));
        Assert.That(await InsightAsync("forecast", "volunteers", "--area", "KU091", "--as-of", "2001-01-01"), Is.EqualTo(ExitCode.Failed));
    }

    private ForecastStore Store => new(Path.Combine(source.Folder, "lake"));

    private static double Value(int area, int year) => Math.Round(400.0 + 50.0 * area + 6.0 * (year - 2008) + 15.0 * Math.Sin(year + area));

    private async Task DeliverAsync(int lastYear)
    {
        source.Deliver([.. Areas.SelectMany((area, i) => Enumerable.Range(2008, lastYear - 2007).Select(year => FormattableString.Invariant($"{area},{year},{Value(i, year)}")))]);
        Assert.That(await InsightAsync("run", "volunteers"), Is.EqualTo(ExitCode.Done));
    }

    private Task<int> InsightAsync(params string[] args) => InsightCommand.Create().Parse([.. args, "--data", source.Folder]).InvokeAsync();

    private async Task<string> KeepAsync()
    {
        var folder = DataFolder.Open(source.Folder);
        var key = new StewardKeys(OperationsStore.Open(folder, TimeProvider.System), folder, TimeProvider.System).EnsureExists()!;
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/forecasts")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { indicator = "volunteers", areas = Areas, horizon = 3 }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(201), await response.Content.ReadAsStringAsync());
        return response.Headers.Location!.ToString();
    }
}
