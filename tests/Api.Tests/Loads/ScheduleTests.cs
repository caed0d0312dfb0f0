using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;
using Insight.Api.Loads;
using Insight.Etl.Scheduling;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Loads;

/// <summary>Schedules over HTTP: list, make, change, pause, run now; and stopping a run.</summary>
[TestFixture]
internal sealed class ScheduleTests
{
    private TestServer server = null!;
    private RunLog log = null!;
    private string key = "";

    [SetUp]
    public async Task StartAsync()
    {
        var folder = DataFolder.Open(TestServer.NewFolder());
        var store = OperationsStore.Open(folder, TimeProvider.System);
        key = new StewardKeys(store, folder, TimeProvider.System).EnsureExists()!;
        log = new RunLog(store, TimeProvider.System);
        server = await TestServer.StartAsync(folder.Path, builder =>
        {
            builder.Services.AddSingleton(new RunStarter(() => ["statfin", "sotkanet"], order => order.Periods == "1066"
                ? throw new FormatException("nothing was counted in 1066")
                : log.Queue(order.Sources, "api", order.AskedBy)));
            builder.Services.AddSingleton(new ScheduleBook(store, () => ["statfin", "sotkanet"], TimeProvider.System));
        });
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task A_schedule_is_made_changed_paused_resumed_run_and_removed()
    {
        using (var made = await PostAsync("/v1/schedules", """{"id":"weekdays","source":"statfin","cron":"0 30 8 ? * MON-FRI"}"""))
        {
            Assert.That(((int)made.StatusCode, made.Headers.Location!.ToString()), Is.EqualTo((201, "/v1/schedules/weekdays")));
        }

        var listed = (await server.JsonAsync("/v1/schedules")).GetProperty("schedules").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(listed.GetProperty("timeZone").GetString(), Is.EqualTo("Europe/Helsinki"));
            Assert.That(listed.GetProperty("madeBy").GetString(), Is.EqualTo("steward"));
            Assert.That(listed.GetProperty("next").EnumerateArray().Select(n => n.GetString()!), Has.Exactly(5).Items.And.All.Match("^....-..-..T08:30:00.0[23]:00$"));
        });
        Assert.That(await PostedAsync("/v1/schedules/weekdays/change", """{"cron":"0 0 9 ? * MON"}"""), Does.Contain("0 0 9 ? * MON").And.Contain("T09:00:00+"));
        Assert.That(await PostedAsync("/v1/schedules/weekdays/pause"), Does.Contain("\"state\":\"paused\"").And.Contain("\"next\":[]"));
        Assert.That(await PostedAsync("/v1/schedules/weekdays/resume"), Does.Contain("\"state\":\"active\""));
        Assert.That(await PostedAsync("/v1/schedules/weekdays/run", status: 202), Does.Contain("\"askedBy\":\"steward\"").And.Contain("\"state\":\"queued\""));
        Assert.That((await server.JsonAsync("/v1/schedules/weekdays")).GetProperty("lastRun").GetProperty("state").GetString(), Is.EqualTo("queued"));
        await ProblemAsync("/v1/schedules/weekdays/run", null, 409, "run-in-progress");
        await PostedAsync("/v1/schedules/weekdays/remove", status: 204);
        await server.ProblemAsync("/v1/schedules/weekdays", 404, "unknown-schedule");
    }

    [TestCase("""{"source":"statfim","cron":"0 30 8 ? * MON-FRI"}""", "source", "statfim", "statfin")]
    [TestCase("""{"source":"statfin","cron":"every day"}""", "cron", "every day", null)]
    [TestCase("""{"source":"statfin","cron":"0 30 8 ? * MON-FRI","timeZone":"Mars"}""", "timeZone", "Mars", null)]
    public async Task A_schedule_that_cannot_be_made_names_the_field_its_value_and_what_may_have_been_meant(string body, string field, string value, string? meant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/schedules") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Client.SendAsync(request);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.That((problem.GetProperty("parameter").GetString(), problem.GetProperty("value").GetString()), Is.EqualTo((field, value)));
        Assert.That(problem.TryGetProperty("suggestions", out var near) ? near[0].GetString() : null, Is.EqualTo(meant));
    }

    [TestCase("/v1/schedules", """{"source":"statfim","cron":"0 30 8 ? * MON-FRI"}""", 400, "unknown-source")]
    [TestCase("/v1/schedules", """{"source":"statfin","cron":"every day"}""", 400, "bad-schedule")]
    [TestCase("/v1/schedules", """{"source":"statfin"}""", 400, "bad-schedule")]
    [TestCase("/v1/schedules", """{"source":"statfin","cron":"0 30 8 ? * MON-FRI","timezone":"Mars"}""", 400, "bad-schedule")]
    [TestCase("/v1/schedules/none/change", """{"cron":"0 30 8 ? * MON-FRI"}""", 404, "unknown-schedule")]
    [TestCase("/v1/schedules/none/pause", null, 404, "unknown-schedule")]
    [TestCase("/v1/schedules/none/run", null, 404, "unknown-schedule")]
    [TestCase("/v1/runs", """{"sources":["statfin"],"periods":"1066"}""", 400, "bad-parameter")]
    [TestCase("/v1/runs", """{"sources":["statfin"],"periods":"2018","replay":true}""", 400, "contradictory-parameters")]
    [TestCase("/v1/runs/none/cancel", null, 404, "unknown-run")]
    public Task What_cannot_be_is_refused(string path, string? body, int status, string code) => ProblemAsync(path, body, status, code);

    [TestCase("/v1/schedules")]
    [TestCase("/v1/schedules/statfin/pause")]
    [TestCase("/v1/schedules/statfin/run")]
    [TestCase("/v1/runs/none/cancel")]
    public Task Without_a_key_nothing_changes(string path) => server.ProblemAsync(path, 401, "unauthorized", HttpMethod.Post, r => r.Content = Json("{}"));

    [Test]
    public async Task A_run_is_stopped_and_its_steps_are_told()
    {
        var run = log.Queue(["statfin"], "api", "helmi");
        log.Start(run.Id);
        log.AddStep(run.Id, "fetch", "statfin", TimeSpan.FromSeconds(1.5), new Dictionary<string, long> { ["landed-bytes"] = 1200 });
        log.Add(run.Id, "fetch", "statfin", "1 payload");
        Assert.That(await PostedAsync($"/v1/runs/{run.Id}/cancel", status: 202), Does.Contain("\"cancelledBy\":\"steward\"").And.Contain("\"state\":\"running\""));
        log.Finish(run.Id, RunState.Cancelled, "Cancelled by steward", new Dictionary<string, long>(), null);
        await ProblemAsync($"/v1/runs/{run.Id}/cancel", null, 409, "run-is-over");
        var detail = await server.JsonAsync("/v1/runs/" + run.Id);
        Assert.That(detail.GetProperty("steps")[0].GetProperty("durationMs").GetInt64(), Is.EqualTo(1500));
        Assert.That(detail.GetProperty("steps")[0].GetProperty("counts").GetProperty("landed-bytes").GetInt64(), Is.EqualTo(1200));
        Assert.That(detail.GetProperty("log")[0].GetProperty("message").GetString(), Is.EqualTo("1 payload"));
        Assert.That(detail.GetProperty("askedBy").GetString(), Is.EqualTo("helmi"));
    }

    private async Task<string> PostedAsync(string path, string? body = null, int status = 200)
    {
        using var response = await PostAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), text);
        return text;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request);
    }

    private Task<JsonElement> ProblemAsync(string path, string? body, int status, string code) => server.ProblemAsync(path, status, code, HttpMethod.Post, r =>
    {
        r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        r.Content = body is null ? null : Json(body);
    });

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
