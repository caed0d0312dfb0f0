using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;
using Microsoft.AspNetCore.Http;

namespace Insight.Etl.Tests.Landing;

/// <summary>The bundled sources asked over HTTP, from a server that answers with the recorded payloads, give what the recordings give.</summary>
public sealed class LivePathTests
{
    private string folder = null!;

    [SetUp]
    public void Prepare() => folder = Directory.CreateTempSubdirectory("insight-live-").FullName;

    [TearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_PxWeb_server_is_asked_for_variables_and_posted_queries()
    {
        var source = SourceCatalog.Load(SourceCatalog.BundledFolder).Find("statfin");
        var (staging, seen) = await FetchAsync(source, request => (request.Method, request.Path.Value) switch
        {
            ("GET", "/fi/StatFin/tyonv/12r5.px") => "tyonv-12r5.metadata.json",
            ("POST", "/fi/StatFin/tyonv/12r5.px") => "tyonv-12r5.json",
            ("GET", "/fi/StatFin/vaerak/11re.px") => "vaerak-11re.metadata.json",
            ("POST", "/fi/StatFin/vaerak/11re.px") => "vaerak-11re.json",
            ("GET", "/fi/StatFin/vkour/12bs.px") => "vkour-12bs.metadata.json",
            ("POST", "/fi/StatFin/vkour/12bs.px") => "vkour-12bs.json",
            ("GET", "/fi/StatFin/ssaaty/121w.px") => "ssaaty-121w.metadata.json",
            ("POST", "/fi/StatFin/ssaaty/121w.px") => "ssaaty-121w.json",
            _ => null,
        });
        Assert.That(seen, Has.Count.EqualTo(8), "the archived tables are not asked for");
        Assert.That(staging.Figure("employment-register", "unemployed", "KU111", "2026-06"), Is.EqualTo(Measured.Of(1125)));
        Assert.That(staging.Figure("population", "population", "KU016", "2025", "total"), Is.EqualTo(Measured.Of(7841)));
    }

    [Test]
    public async Task Sotkanet_is_asked_for_regions_descriptions_and_figures()
    {
        var source = SourceCatalog.Load(SourceCatalog.BundledFolder).Find("sotkanet");
        var (staging, seen) = await FetchAsync(source, request => request.Path.Value switch
        {
            "/regions" => "regions.json",
            "/json" when request.Query["indicator"] == "127" => request.Query["years"].Count == 1 ? "population-2009.127.json" : "population.127.json",
            "/json" => $"wellbeing.{request.Query["indicator"]}.json",
            var path => $"indicator-{path![(path!.LastIndexOf('/') + 1)..]}.json",
        });
        Assert.That(seen, Has.Count.EqualTo(1 + 15 + 16));
        Assert.That(staging.Figure("sotkanet-population", "population", "KU098", "2009"), Is.EqualTo(Measured.Of(21845)));
        Assert.That(staging.Figure("sotkanet-gini", "rate", "KU111", "2009"), Is.EqualTo(Measured.Of(24.8)));
    }

    private async Task<(StagingArea Staging, List<string> Seen)> FetchAsync(SourceDefinition source, Func<HttpRequest, string?> answers)
    {
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            if (answers(context.Request) is { } name)
            {
                context.Response.ContentType = "application/json;charset=UTF-8";
                await context.Response.SendFileAsync(Path.Combine(source.Folder, "recorded", name));
            }
            else
            {
                context.Response.StatusCode = 404;
            }
        });
        var clock = new InstantClock(wait => wait < TimeSpan.FromHours(1));
        var live = source with { Origin = "live", BaseUrl = server.Address, Limits = source.Limits with { TimeoutSeconds = 7200 } };
        var origins = new PayloadOrigins(new LandingStore(folder, clock), PayloadOrigins.NewHttp(), folder, new Dictionary<string, PayloadGenerator>(), clock);
        var connector = Connectors.All.For(live);
        var files = connector.FetchAsync(live, origins.For(live), default).ToBlockingEnumerable().ToList();
        var staging = new StagingArea(AreaDirectory.BuiltIn, live.DataSets);
        connector.Stage(live, files, staging, default);
        return (staging, server.Seen);
    }
}
