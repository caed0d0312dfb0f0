using System.Net.Http.Json;
using Api.Tests.Lake;
using Insight.Warehouse.Publications;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Withdrawals;

/// <summary>An indicator that will be withdrawn says so; one that was says what to take instead, and what it was remains readable.</summary>
[TestFixture]
internal sealed class WithdrawalTests
{
    private static readonly DateTimeOffset Announced = new(2026, 9, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SetClock clock = new() { Now = Announced };
    private TestServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        var (_, second) = SmallLake.Write(lake);
        var manifest = lake.Store.Manifest(second)!;
        lake.Store.Write(manifest with
        {
            Id = "20260901T060000Z-eeeeeeee",
            Previous = second,
            Withdrawals =
            [
                new("gone-before", new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 1), Reason, null),
                new("unemployment-rate", new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 1), Reason, "population"),
            ],
        });
        lake.Store.MakeCurrent("public", "20260901T060000Z-eeeeeeee", Announced.AddDays(-1), "published");
        clock.Now = Announced;
        server = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("/v1/values?indicator=population,unemployment-rate&area=KU111&period=2018")]
    [TestCase("/v1/indicators/unemployment-rate")]
    [TestCase("/v1/lineage?indicator=unemployment-rate&area=KU111&period=2018")]
    public async Task Until_its_day_it_is_served_with_a_notice(string question)
    {
        using var answer = await server.Client.GetAsync(question);
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(answer.Headers.GetValues("Deprecation").Single(), Is.EqualTo("@1788220800"), "RFC 9745: the day of the announcement");
            Assert.That(answer.Headers.GetValues("Sunset").Single(), Is.EqualTo("Fri, 01 Jan 2027 00:00:00 GMT"));
            Assert.That(answer.Headers.GetValues("Link"), Has.Some.EqualTo("</v1/indicators/population>; rel=\"successor-version\""));
        });
        using var other = await server.Client.GetAsync("/v1/values?indicator=population");
        Assert.That(other.Headers.Contains("Sunset"), Is.False);
    }

    [Test]
    public async Task From_its_day_on_it_is_gone_and_says_what_to_take_instead()
    {
        clock.Now = new DateTimeOffset(2027, 1, 1, 0, 0, 1, TimeSpan.Zero);
        foreach (var question in new[] { "/v1/values?indicator=unemployment-rate", "/v1/indicators/unemployment-rate", "/v1/comparison?indicator=unemployment-rate&area=KU111" })
        {
            var problem = await server.ProblemAsync(question, 410, "indicator-withdrawn");
            Assert.That(problem.GetProperty("suggestions")[0].GetString(), Is.EqualTo("population"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("2027-01-01").And.Contain("asOf=2026-12-31").And.Contain("The source ended."));
        }

        Assert.That((await server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111&period=2018&asOf=2026-12-31")).GetProperty("rows")[0].GetProperty("value").GetDouble(), Is.EqualTo(100.0 * 1158 / 8278), "its last figures stay");
        using var batch = await server.Client.PostAsJsonAsync("/v1/values/batch", new { queries = new[] { new { indicator = "unemployment-rate" } } });
        Assert.That(await batch.Content.ReadAsStringAsync(), Does.Contain("\"status\":410"));
        Assert.That((await server.JsonAsync("/v1/revisions?indicator=unemployment-rate&from=2026-02-01&to=2026-12-31")).GetProperty("revisions").GetArrayLength(), Is.Positive, "its history is told");
    }

    [Test]
    public async Task One_without_a_definition_is_gone_rather_than_unknown()
    {
        await server.ProblemAsync("/v1/indicators/gone-before", 410, "indicator-withdrawn");
        var listed = await server.JsonAsync("/v1/indicators");
        Assert.That(listed.GetProperty("withdrawals").EnumerateArray().Select(w => w.GetProperty("id").GetString()), Is.EqualTo(new[] { "gone-before", "unemployment-rate" }));
        var changes = await server.JsonAsync("/v1/changes?since=2026-08-01");
        Assert.That(changes.GetProperty("withdrawals").EnumerateArray().Select(w => w.GetProperty("date").GetString()), Does.Contain("2027-01-01"));
    }

    private static Dictionary<string, string> Reason => new() { ["fi"] = "Lähde loppui.", ["sv"] = "Källan upphörde.", ["en"] = "The source ended." };

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
