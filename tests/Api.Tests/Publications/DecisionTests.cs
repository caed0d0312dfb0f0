using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Publications;

/// <summary>A candidate over HTTP: its difference, approve and return, roll back, the audit log.</summary>
[TestFixture]
internal sealed class DecisionTests
{
    private TestServer server = null!;
    private string key = "";
    private string first = "";
    private string current = "";
    private string candidate = "";

    [SetUp]
    public async Task StartAsync()
    {
        var folder = DataFolder.Open(TestServer.NewFolder());
        var store = OperationsStore.Open(folder, TimeProvider.System);
        key = new StewardKeys(store, folder, TimeProvider.System).EnsureExists()!;
        var lake = new LakeWriter(folder.Path);
        (first, current) = SmallLake.Write(lake);
        var manifest = lake.Store.Manifest(current)! with
        {
            Id = "20260701T060000Z-cccccccc",
            Previous = current,
            Indicators = [LakeWriter.Indicator("unemployment-rate", "RATIO", [lake.Slice(Frequency.Annual, "SELECT 'KU111' AS area, '2018' AS period, 28.0::DOUBLE AS value, 28.0::DOUBLE AS numerator, 100.0::DOUBLE AS denominator, NULL::VARCHAR AS status, NULL::INTEGER AS members, NULL::INTEGER AS members_present, 2 AS load")])],
        };
        candidate = manifest.Id;
        lake.Store.Write(manifest);
        new PublicationDecisions(store, lake.Store, TimeProvider.System).Await(manifest, "content", "run-1", 1, [new ApprovalFinding(
            "moved-too-much", "unemployment-rate", 1, 20, new CellDifference("KU111", "2018", [], 14, 28), "unemployment-rate: 1 value revised by more than 20 %.")]);
        server = await TestServer.StartAsync(folder.Path);
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task A_waiting_candidate_is_listed_with_why_and_compared_for_stewards_only()
    {
        var waiting = (await GetAsync("/v1/candidates?state=needs-approval")).GetProperty("candidates").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(waiting.GetProperty("id").GetString(), Is.EqualTo(candidate));
            Assert.That(waiting.GetProperty("from").GetString(), Is.EqualTo(current));
            Assert.That(waiting.GetProperty("findings")[0].GetProperty("worst").GetProperty("percent").GetDouble(), Is.EqualTo(100));
        });
        var changes = await GetAsync($"/v1/publications/{candidate}/changes?by=area");
        Assert.That(changes.GetProperty("movers")[0].GetProperty("after").GetDouble(), Is.EqualTo(28));
        Assert.That(changes.GetProperty("areas").EnumerateArray().Select(a => a.GetProperty("key").GetString()), Does.Contain("KU016").And.Contain("KU111"));
        foreach (var path in new[] { "/v1/candidates", $"/v1/publications/{candidate}/changes", $"/v1/publications/{candidate}/changes/cells", "/v1/audit" })
        {
            await server.ProblemAsync(path, 401, "unauthorized");
        }
    }

    [Test]
    public async Task Cells_come_as_JSON_and_CSV_page_by_page()
    {
        const string path = "/v1/publications/{0}/changes/cells?indicator=unemployment-rate&frequency=year&division=current";
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, candidate);
        var page = await GetAsync(url + "&limit=1");
        Assert.That(page.GetProperty("cells")[0].GetProperty("kind").GetString(), Is.EqualTo("revised"));
        var rest = await GetAsync($"{url}&after={page.GetProperty("next").GetString()}");
        Assert.That(rest.GetProperty("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(rest.GetProperty("cells").EnumerateArray().Select(c => c.GetProperty("kind").GetString()), Is.All.EqualTo("withdrawn"));

        using var response = await SendAsync(HttpMethod.Get, url + "&limit=1&format=csv");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.StartWith("indicator,division,frequency,area,period,members,kind,before,after,percent,status_before,status_after\r\nunemployment-rate,current,year,KU111,2018,,revised,13.98888"));
        Assert.That(response.Headers.GetValues("Link").Single(), Does.Contain("after=").And.Contain("rel=\"next\"").And.Contain("format=csv"));
        await ProblemAsync(HttpMethod.Get, url + "&after=here", 400, "bad-parameter");
        await ProblemAsync(HttpMethod.Get, url + "&kind=gone", 400, "bad-parameter");
    }

    [Test]
    public async Task Published_differences_need_no_key_and_come_as_CSV()
    {
        using var response = await server.Client.GetAsync($"/v1/publications/{current}/changes?format=csv");
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.StartWith("indicator,division,frequency,added,revised,withdrawn,status_changed,").And.Contain("\r\nunemployment-rate,current,year,0,1,0,0,"));
        var byPeriod = await server.JsonAsync($"/v1/publications/{current}/changes?by=period");
        Assert.That(byPeriod.GetProperty("periods").EnumerateArray().Select(p => p.GetProperty("key").GetString()), Does.Contain("2018"));
        Assert.That((await server.Client.GetStringAsync($"/v1/publications/{current}/changes?by=period&format=csv")).Split("\r\n")[0], Is.EqualTo("period,added,revised,withdrawn,status_changed"));
    }

    [Test]
    public async Task Approving_makes_it_current_at_once_and_rolling_back_undoes_it()
    {
        using var approved = await SendAsync(HttpMethod.Post, $"/v1/publications/{candidate}/approve", """{"comment":"looked through"}""");
        Assert.That((int)approved.StatusCode, Is.EqualTo(200), await approved.Content.ReadAsStringAsync());
        Assert.That((await server.JsonAsync("/v1/publications")).GetProperty("current").GetString(), Is.EqualTo(candidate));
        Assert.That((await server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111&period=2018")).GetProperty("rows")[0].GetProperty("value").GetDouble(), Is.EqualTo(28));
        await ProblemAsync(HttpMethod.Post, $"/v1/publications/{candidate}/approve", 409, "not-waiting", "{}");

        await ProblemAsync(HttpMethod.Post, $"/v1/publications/{first}/roll-back", 400, "comment-missing", "{}");
        using var back = await SendAsync(HttpMethod.Post, $"/v1/publications/{first}/roll-back", """{"comment":"28 is wrong"}""");
        Assert.That(await back.Content.ReadAsStringAsync(), Does.Contain("rolled back by steward: 28 is wrong"));
        Assert.That((await server.JsonAsync("/v1/publications")).GetProperty("current").GetString(), Is.EqualTo(first));

        var audit = await GetAsync("/v1/audit?limit=10");
        Assert.That(audit.GetProperty("isIntact").GetBoolean(), Is.True);
        Assert.That(audit.GetProperty("entries").EnumerateArray().Select(e => $"{e.GetProperty("who").GetString()} {e.GetProperty("what").GetString()} {e.GetProperty("after").GetString()}"), Is.EqualTo(new[]
        {
            "rule needs-approval ", $"steward approve {candidate}", $"steward roll-back {first}",
        }));
    }

    [Test]
    public async Task Returning_needs_a_comment_and_keeps_what_is_current()
    {
        await ProblemAsync(HttpMethod.Post, $"/v1/publications/{candidate}/return", 400, "comment-missing", """{"comment":""}""");
        using var returned = await SendAsync(HttpMethod.Post, $"/v1/publications/{candidate}/return", """{"comment":"ten times too much"}""");
        Assert.That(await returned.Content.ReadAsStringAsync(), Does.Contain("\"state\":\"returned\"").And.Contain("ten times too much"));
        Assert.That((await server.JsonAsync("/v1/publications")).GetProperty("current").GetString(), Is.EqualTo(current));
    }

    [TestCase("approve")]
    [TestCase("return")]
    [TestCase("roll-back")]
    public async Task Without_a_key_or_a_candidate_nothing_is_decided(string verb)
    {
        await server.ProblemAsync($"/v1/publications/{candidate}/{verb}", 401, "unauthorized", HttpMethod.Post, r => r.Content = Json("""{"comment":"x"}"""));
        await ProblemAsync(HttpMethod.Post, $"/v1/publications/20200101T000000Z-00000000/{verb}", 404, "unknown-publication", """{"comment":"x"}""");
        await ProblemAsync(HttpMethod.Post, $"/v1/publications/{candidate}/{verb}", 400, "bad-body", """{"coment":"x"}""");
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await server.Client.SendAsync(request);
    }

    private Task<JsonElement> ProblemAsync(HttpMethod method, string path, int status, string code, string? body = null) => server.ProblemAsync(path, status, code, method, r =>
    {
        r.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        r.Content = body is null ? null : Json(body);
    });

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
