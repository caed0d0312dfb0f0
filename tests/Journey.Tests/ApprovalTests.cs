using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Insight.Etl.Commands;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Journey.Tests;

/// <summary>
/// A month of the data steward: a figure jumps, the candidate waits and is returned, the corrected delivery is approved by two, something
/// else turns out wrong and is rolled back; and the audit log tells all of it.
/// </summary>
[TestFixture]
internal sealed class ApprovalTests
{
    private const string Question = "indicator=volunteers&area=KU091&period=2024";

    private VolunteerSource source = null!;

    [SetUp]
    public async Task FirstPublicationAsync()
    {
        source = new VolunteerSource();
        source.Deliver("KU091,2023,500", "KU091,2024,510", "KU016,2024,40");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Done));
        Assert.That(Pointer.History.Single().Reason, Is.EqualTo("published by rule: all checks passed"), "the first publication of an empty folder needs nobody");
    }

    [TearDown]
    public void Remove() => source.Dispose();

    [Test]
    public async Task A_big_jump_waits_is_returned_corrected_approved_rolled_back_and_audited()
    {
        source.Write("definitions/publishing.yml", "approvals: 2\nindicators: {volunteers: {revised_percent: 10}}\n");
        var first = Pointer.Current;
        var (helmi, otso) = (NewKey("helmi"), NewKey("otso"));
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");

        source.Deliver("KU091,2023,500", "KU091,2024,5100", "KU016,2024,40");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Done));
        Assert.That(Pointer.Current, Is.EqualTo(first));
        var waiting = (await GetAsync(server, "/v1/candidates?state=needs-approval", helmi)).GetProperty("candidates").EnumerateArray().Single();
        var finding = waiting.GetProperty("findings").EnumerateArray().Single();
        Assert.That(finding.GetProperty("message").GetString(), Is.EqualTo("volunteers: 1 value revised by more than 10 %, furthest KU091 2024 from 510 to 5100 (900 %)."));
        Assert.That(waiting.GetProperty("changes").GetProperty("revised").GetInt64(), Is.EqualTo(1));
        var jump = waiting.GetProperty("id").GetString()!;
        var cell = (await GetAsync(server, $"/v1/publications/{jump}/changes/cells", helmi)).GetProperty("cells").EnumerateArray().Single();
        Assert.That((cell.GetProperty("before").GetDouble(), cell.GetProperty("after").GetDouble(), cell.GetProperty("percent").GetDouble()), Is.EqualTo((510.0, 5100.0, 900.0)));
        Assert.That(await server.ValueAsync(Question), Is.EqualTo(510), "what waits is not served");

        await PostAsync(server, $"/v1/publications/{jump}/return", helmi, "5100 is ten times too much, please look");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Done));
        Assert.That(LastMessage(), Does.Contain("Nothing new"), "what was returned is not put up again");

        source.Deliver("KU091,2023,500", "KU091,2024,511", "KU016,2024,40");
        await RunAsync();
        Assert.That(LastMessage(), Does.Contain("1 returned since").And.Contain("a person approves it"), "though within every limit");

        source.Deliver("KU091,2023,500", "KU091,2024,590", "KU016,2024,40");
        await RunAsync();
        var corrected = (await GetAsync(server, "/v1/candidates?state=needs-approval", helmi)).GetProperty("candidates")[0].GetProperty("id").GetString()!;
        await PostAsync(server, $"/v1/publications/{corrected}/approve", helmi, "as the producer says");
        Assert.That(await server.ValueAsync(Question), Is.EqualTo(510), "four eyes");
        await PostAsync(server, $"/v1/publications/{corrected}/approve", otso, null);
        Assert.That(await server.ValueAsync(Question), Is.EqualTo(590), "at once, in the server that approved it");

        await PostAsync(server, $"/v1/publications/{first}/roll-back", otso, "590 was withdrawn");
        Assert.That(await server.ValueAsync(Question), Is.EqualTo(510));
        await RunAsync();
        Assert.That(Pointer.Current, Is.EqualTo(first), "what was rolled back from does not come again by itself");

        source.Deliver("KU091,2023,500", "KU091,2024,512", "KU016,2024,40");
        await RunAsync();
        Assert.That(LastMessage(), Does.Contain("was rolled back to; what follows it is approved by a person"));

        var audit = await GetAsync(server, "/v1/audit", otso);
        Assert.That(audit.GetProperty("isIntact").GetBoolean(), Is.True);
        Assert.That(audit.GetProperty("entries").EnumerateArray().Select(e => $"{e.GetProperty("who").GetString()} {e.GetProperty("what").GetString()}").Where(e => !e.Contains("key-add", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "rule publish", "rule needs-approval", "helmi return", "rule needs-approval", "rule needs-approval", "helmi approve", "otso approve", "otso roll-back", "rule needs-approval",
        }));
        Assert.That(await InsightAsync("audit", "--verify"), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task The_command_line_decides_with_the_same_words()
    {
        var first = Pointer.Current;
        source.Deliver("KU091,2023,500", "KU091,2024,99", "KU016,2024,40");
        await RunAsync();
        Assert.That(await InsightAsync("publish", "approve", "--comment", "really so"), Is.EqualTo(ExitCode.Done));
        Assert.That(await InsightAsync("publish", "roll-back", first), Is.EqualTo(ExitCode.Failed), "without a reason");
        Assert.That(await InsightAsync("publish", "roll-back", first, "--comment", "99 is a slip"), Is.EqualTo(ExitCode.Done));
        Assert.That(Pointer.History.Select(m => m.Reason), Is.EqualTo(new[]
        {
            "published by rule: all checks passed", "approved by steward: really so", "rolled back by steward: 99 is a slip",
        }));
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        Assert.That(await server.ValueAsync(Question), Is.EqualTo(510));
        Assert.That((await server.JsonAsync("/v1/publications")).GetProperty("current").GetString(), Is.EqualTo(first));
    }

    [Test]
    public async Task A_row_that_a_complete_delivery_no_longer_has_is_withdrawn_before_a_persons_eyes_and_stays_in_old_publications()
    {
        source.CoversWholeDataSet();
        source.Deliver("KU091,2023,500", "KU091,2024,510", "KU016,2023,39", "KU016,2024,40");
        await RunAsync();
        var before = Pointer.Current;
        source.Deliver("KU091,2023,500", "KU016,2023,39", "KU016,2024,40");
        await RunAsync();
        Assert.That(LastMessage(), Does.Contain("needs approval: volunteers: 1 value withdrawn; the rule allows 0."));
        Assert.That(await InsightAsync("publish", "approve", "--comment", "Helsinki counts anew"), Is.EqualTo(ExitCode.Done));
        await using (var server = await JourneyServer.StartAsync(source.Folder, "--no-worker"))
        {
            Assert.That((await server.RowsAsync(Question)).Single().GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(await server.ValueAsync(Question + "&asOf=" + before), Is.EqualTo(510));
            var revision = (await server.JsonAsync($"/v1/revisions?indicator=volunteers&area=KU091&from={before}")).GetProperty("revisions")[0];
            Assert.That((revision.GetProperty("kind").GetString(), revision.GetProperty("before").GetDouble(), revision.GetProperty("load").GetInt32()), Is.EqualTo(("withdrawn", 510.0, 3)));
            Assert.That(await server.Client.GetStringAsync($"/v1/changes?since={before}&format=csv"), Does.Contain("delete,volunteers,current,year,KU091,2024"));
        }

        Assert.That(await InsightAsync("publish", "roll-back", before, "--comment", "it was right"), Is.EqualTo(ExitCode.Done));
        Assert.That(Pointer.Current, Is.EqualTo(before));
    }

    private EditionPointer Pointer => new PublicationStore(Path.Combine(source.Folder, "lake")).Pointer("public")!;

    private Task<int> RunAsync() => InsightAsync("run", "volunteers");

    private Task<int> InsightAsync(params string[] args) => InsightCommand.Create().Parse([.. args, "--data", source.Folder]).InvokeAsync();

    private OperationsStore Store => OperationsStore.Open(DataFolder.Open(source.Folder), TimeProvider.System);

    private string LastMessage() => new RunLog(Store, TimeProvider.System).List(null, null, 1).Single().Message!;

    private string NewKey(string steward) => new StewardKeys(Store, DataFolder.Open(source.Folder), TimeProvider.System).Add(steward, "test");

    private static Task<JsonElement> GetAsync(JourneyServer server, string path, string key) => SendAsync(server, new HttpRequestMessage(HttpMethod.Get, path), key);

    private static Task<JsonElement> PostAsync(JourneyServer server, string path, string key, string? comment) => SendAsync(
        server, new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(JsonSerializer.Serialize(new { comment }), Encoding.UTF8, "application/json") }, key);

    private static async Task<JsonElement> SendAsync(JourneyServer server, HttpRequestMessage request, string key)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var response = await server.Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.EqualTo(200), $"{request.RequestUri}: {text}");
            return JsonDocument.Parse(text).RootElement;
        }
    }
}
