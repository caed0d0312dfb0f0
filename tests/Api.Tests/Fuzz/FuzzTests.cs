using System.Diagnostics;
using System.Globalization;
using Api.Tests.Lake;
using Insight.Api.Loads;
using Insight.Etl.Deliveries;
using Insight.Etl.Run;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Fuzz;

/// <summary>
/// Whatever is sent, the answer is an answer or a problem, never a failure of the server. INSIGHT_FUZZ=200000 sends as many requests in place
/// of a few thousand, INSIGHT_FUZZ_SEED another series of them.
/// </summary>
[TestFixture]
internal sealed class FuzzTests
{
    private const int Usual = 3000;
    private const int Seed = 20261122;
    private const int MostShown = 25;

    private TestServer server = null!;
    private FuzzRequests requests = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = DataFolder.Open(TestServer.NewFolder());
        var key = new StewardKeys(OperationsStore.Open(folder, TimeProvider.System), folder, TimeProvider.System).EnsureExists()!;
        var publications = SmallLake.Write(new LakeWriter(folder.Path));
        var place = new Lazy<Workplace>(() => Workplace.Open(folder.Path, TimeProvider.System));
        server = await TestServer.StartAsync(folder.Path, builder => builder.Services.AddSingleton(
            new FileDesk(() => new FileIntake(place.Value), (source, by) => place.Value.Runs.Queue([source], "delivery", by))));
        requests = new FuzzRequests(await server.Client.GetStringAsync("/swagger/v1/swagger.json"), [publications.First, publications.Second], key);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Nothing_that_is_sent_makes_the_server_fail()
    {
        var random = new Random(Number("INSIGHT_FUZZ_SEED", Seed));
        var report = new FuzzReport();
        using var client = new FuzzClient(server.Client.BaseAddress!);
        for (var i = Number("INSIGHT_FUZZ", Usual); i > 0; i--)
        {
            var request = requests.Next(random);
            var began = Stopwatch.GetTimestamp();
            var answer = await client.SendAsync(request);
            report.Add(request, answer, Stopwatch.GetElapsedTime(began));
        }

        TestContext.Out.WriteLine(report.Text);
        TestContext.Out.WriteLine(report.Slowest);
        Assert.That(report.Failures.Take(MostShown), Is.Empty);
        Assert.That(report.Count(200), Is.GreaterThan(report.Total / 20), "a fair part of the questions must be good ones, or nothing is tried: " + report.Text);
        Assert.That(report.Operations, Is.EquivalentTo(requests.Operations), "every operation of the document is asked");
        using var alive = await server.Client.GetAsync("/health/ready");
        Assert.That((int)alive.StatusCode, Is.EqualTo(200), "the server still serves");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
