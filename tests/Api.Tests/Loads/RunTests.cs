using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;
using Insight.Api.Loads;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Api.Tests.Loads;

/// <summary>Runs: list, start with the steward's key, follow.</summary>
[TestFixture]
internal sealed class RunTests
{
    private TestServer server = null!;
    private RunLog log = null!;
    private string key = "";
    private string folder = "";

    [SetUp]
    public async Task StartAsync()
    {
        var data = DataFolder.Open(folder = TestServer.NewFolder());
        var store = OperationsStore.Open(data, TimeProvider.System);
        key = new StewardKeys(store, data, TimeProvider.System).EnsureExists()!;
        log = new RunLog(store, TimeProvider.System);
        server = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton(
            new RunStarter(() => ["statfin", "sotkanet"], order => log.Queue(order.Sources, "api", order.AskedBy))));
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task A_run_is_started_with_the_key_and_found_at_its_address()
    {
        using var response = await server.Client.SendAsync(Post("""{"sources":["statfin"]}""", key));
        Assert.That((int)response.StatusCode, Is.EqualTo(202));
        var run = await server.JsonAsync(response.Headers.Location!.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(run.GetProperty("state").GetString(), Is.EqualTo("queued"));
            Assert.That(run.GetProperty("trigger").GetString(), Is.EqualTo("api"));
            Assert.That(run.GetProperty("sources")[0].GetString(), Is.EqualTo("statfin"));
        });
        await ProblemAsync("""{"sources":["sotkanet","statfin"]}""", 409, "run-in-progress");
    }

    [Test]
    public async Task Alerts_are_listed_by_kind_and_source_until_they_are_mended()
    {
        var alerts = new Alerts(OperationsStore.Open(DataFolder.Open(folder), TimeProvider.System), TimeProvider.System);
        alerts.Set(Alerts.Drift, "statfin", ["'A' is called 'B' now"]);
        alerts.Set(Alerts.Files, "", ["Clubs/source.yml:3: not YAML"]);
        Assert.That(await ToldAsync("/v1/alerts"), Is.EqualTo(new[] { "files  Clubs/source.yml:3: not YAML", "drift statfin 'A' is called 'B' now" }));
        Assert.That(await ToldAsync("/v1/alerts?kind=drift&source=statfin"), Has.Count.EqualTo(1));
        Assert.That(await ToldAsync("/v1/alerts?source=syke"), Is.Empty);
        await server.ProblemAsync("/v1/alerts?kind=storm", 400, "bad-parameter");
        alerts.Set(Alerts.Drift, "statfin", ["warn: source.yml:9: drift of unemployment: table 't': 'A' is called 'B' now ('Unemployed'); it is read as before."]);
        Assert.That(
            await ToldAsync("/v1/alerts?kind=drift&lang=fi"),
            Is.EqualTo(new[] { "drift statfin varoitus: source.yml:9: drift of unemployment: taulu 't': 'A' on nyt nimeltään 'B' ('Unemployed'); se luetaan kuten ennen." }));
        alerts.Set(Alerts.Drift, "statfin", []);
        Assert.That(await ToldAsync("/v1/alerts"), Has.Count.EqualTo(1));

        async Task<List<string>> ToldAsync(string path) =>
            [.. (await server.JsonAsync(path)).GetProperty("alerts").EnumerateArray().Select(a => $"{a.GetProperty("kind").GetString()} {a.GetProperty("source").GetString()} {a.GetProperty("message").GetString()}")];
    }

    [Test]
    public async Task Without_sources_all_are_run()
    {
        using var response = await server.Client.SendAsync(Post("{}", key));
        var run = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(run.GetProperty("sources").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("Bearer")]
    [TestCase("Bearer ")]
    [TestCase("Bearer wrong")]
    [TestCase("Basic c3Rld2FyZDo=")]
    public async Task Without_the_key_nothing_is_started(string authorization)
    {
        using var request = Post("""{"sources":["statfin"]}""", null);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await server.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(401));
        Assert.That(response.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Bearer"));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"code\":\"unauthorized\""));
        Assert.That(log.List(null, null, 10), Is.Empty);
    }

    [TestCase("""{"sources":["statfim"]}""", "unknown-source")]
    [TestCase("""{"sources":"statfin"}""", "bad-body")]
    [TestCase("""{"source":["statfin"]}""", "bad-body")]
    [TestCase("""{"sources":[""", "bad-body")]
    [TestCase("", "bad-body")]
    public Task A_bad_body_is_refused(string body, string code) => ProblemAsync(body, 400, code);

    [Test]
    public async Task Other_media_types_and_large_bodies_are_refused()
    {
        await server.ProblemAsync("/v1/runs", 415, "unsupported-media-type", HttpMethod.Post, r =>
        {
            r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            r.Content = new StringContent("sources=statfin");
        });
        await ProblemAsync($$"""{"sources":["{{new string('x', 70_000)}}"]}""", 413, "body-too-large");
    }

    [Test]
    public async Task Runs_are_listed_by_source_and_state()
    {
        var first = log.Queue(["statfin"], "schedule");
        log.Finish(first.Id, RunState.Failed, "no route", new Dictionary<string, long> { ["staged"] = 3 }, null);
        log.Queue(["sotkanet"], "schedule");
        var failed = await server.JsonAsync("/v1/runs?state=failed&source=statfin");
        Assert.That(failed.GetProperty("runs").GetArrayLength(), Is.EqualTo(1));
        Assert.That(failed.GetProperty("runs")[0].GetProperty("counts").GetProperty("staged").GetInt64(), Is.EqualTo(3));
        Assert.That((await server.JsonAsync("/v1/runs")).GetProperty("runs").GetArrayLength(), Is.EqualTo(2));
        Assert.That((await server.JsonAsync("/v1/runs?limit=1")).GetProperty("runs").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_is_followed_to_its_end_and_resumed()
    {
        var run = log.Queue(["statfin"], "api");
        log.Add(run.Id, "fetch", "statfin", "12r5: 1 of 2");
        using var response = await server.Client.GetAsync($"/v1/runs/{run.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.That(await NextAsync(reader), Is.EqualTo(("1", "step", "12r5: 1 of 2")));
        log.Add(run.Id, "publish", null, "Published");
        Assert.That(await NextAsync(reader), Is.EqualTo(("2", "step", "Published")));
        log.Finish(run.Id, RunState.Succeeded, "All done", new Dictionary<string, long>(), null);
        Assert.That(await NextAsync(reader), Is.EqualTo(("2", "done", "All done")));
        Assert.That(await reader.ReadToEndAsync(), Is.Empty);

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/v1/runs/{run.Id}/events");
        again.Headers.Add("Last-Event-ID", "1");
        using var resumed = await server.Client.SendAsync(again);
        Assert.That((await resumed.Content.ReadAsStringAsync()).Split("id: ").Length - 1, Is.EqualTo(2));
    }

    [Test]
    public async Task A_stopping_server_lets_its_followers_go()
    {
        var run = log.Queue(["statfin"], "api");
        log.Add(run.Id, "fetch", "statfin", "12r5: 1 of 2");
        using var response = await server.Client.GetAsync($"/v1/runs/{run.Id}/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await NextAsync(reader);
        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.That(await reader.ReadToEndAsync(), Is.Empty);
    }

    [Test]
    public async Task A_server_that_only_reads_says_so()
    {
        await using var reading = await TestServer.StartAsync(TestServer.NewFolder());
        var folder = DataFolder.Open(reading.Folder);
        var own = new StewardKeys(OperationsStore.Open(folder, TimeProvider.System), folder, TimeProvider.System).EnsureExists()!;
        await reading.ProblemAsync("/v1/runs", 503, "runs-not-here", HttpMethod.Post, r =>
        {
            r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", own);
            r.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        });
    }

    private static async Task<(string Id, string Name, string Message)> NextAsync(StreamReader reader)
    {
        var fields = new Dictionary<string, string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var mark = line.IndexOf(": ", StringComparison.Ordinal);
            fields[line[..mark]] = line[(mark + 2)..];
        }

        return (fields["id"], fields["event"], JsonDocument.Parse(fields["data"]).RootElement.GetProperty("message").GetString()!);
    }

    private static HttpRequestMessage Post(string body, string? key) => new(HttpMethod.Post, "/v1/runs")
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
        Headers = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) },
    };

    private Task<JsonElement> ProblemAsync(string body, int status, string code) => server.ProblemAsync("/v1/runs", status, code, HttpMethod.Post, r =>
    {
        r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        r.Content = new StringContent(body, Encoding.UTF8, "application/json");
    });
}
