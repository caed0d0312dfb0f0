using Api.Tests.Lake;

namespace Api.Tests.Comparison;

/// <summary>GET /v1/targets and /v1/targets/progress.</summary>
[TestFixture]
internal sealed class TargetTests
{
    private static TestServer Server => ComparisonServer.Server;

    [Test]
    public async Task Lists_targets_with_their_decisions()
    {
        var targets = (await Server.JsonAsync("/v1/targets")).GetProperty("targets").EnumerateArray().ToList();
        Assert.That(targets.Select(t => t.GetProperty("id").GetString()), Is.EquivalentTo(new[] { "KU016/offences/2030", "KU111/rate/2030" }));
        var own = (await Server.JsonAsync("/v1/targets?area=111")).GetProperty("targets").EnumerateArray().Single();
        Assert.That(own.GetProperty("decision").GetString(), Is.EqualTo("§ 12"));
        Assert.That(own.GetProperty("path").GetString(), Is.EqualTo("linear"));
        Assert.That(own.GetProperty("example").GetBoolean(), Is.False);
        Assert.That((await Server.JsonAsync("/v1/targets?asOf=2026-02-01")).GetProperty("targets").GetArrayLength(), Is.Zero, "the first publication had none");
    }

    [Test]
    public async Task Tells_where_a_target_stands()
    {
        var progress = (await Server.JsonAsync("/v1/targets/progress?area=KU111&indicator=rate&lang=fi")).GetProperty("progress").EnumerateArray().Single();
        Assert.That(progress.GetProperty("outcome").GetProperty("text").GetString(), Is.EqualTo("jäljessä"));
        Assert.That(progress.GetProperty("onPath").GetDouble(), Is.EqualTo(15 - (5.0 * 10 / 18)).Within(1e-9));
        Assert.That(progress.GetProperty("requiredPerYear").GetDouble(), Is.EqualTo(-4.9 / 8).Within(1e-9));
        Assert.That(progress.GetProperty("reachedYear").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(progress.GetProperty("noYear").GetProperty("code").GetString(), Is.EqualTo("no-trend"));
    }

    [Test]
    public async Task An_area_without_targets_has_an_empty_list() =>
        Assert.That((await Server.JsonAsync("/v1/targets/progress?area=KU098")).GetProperty("progress").GetArrayLength(), Is.Zero);

    [TestCase("area=KU11", "unknown-area")]
    [TestCase("indicator=rats", "unknown-indicator")]
    [TestCase("lang=de", "bad-parameter")]
    [TestCase("target=1", "unknown-parameter")]
    public async Task Refuses_what_it_cannot_answer(string query, string code)
    {
        await Server.ProblemAsync("/v1/targets?" + query, 400, code);
        await Server.ProblemAsync("/v1/targets/progress?" + query, 400, code);
    }
}
