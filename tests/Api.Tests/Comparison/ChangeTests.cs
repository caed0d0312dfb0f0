using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Comparison;

/// <summary>GET /v1/change: whether changes are real.</summary>
[TestFixture]
internal sealed class ChangeTests
{
    private static TestServer Server => ComparisonServer.Server;

    [Test]
    public async Task A_rise_beyond_the_usual_is_clear()
    {
        var change = await OneAsync("indicator=rate&area=KU016&lang=fi");
        Assert.That(change.GetProperty("verdict").GetProperty("code").GetString(), Is.EqualTo("clear"));
        Assert.That(change.GetProperty("verdict").GetProperty("text").GetString(), Is.EqualTo("selvä muutos"));
        Assert.That(change.GetProperty("now").GetProperty("period").GetString(), Is.EqualTo("2022"));
        Assert.That(change.GetProperty("difference").GetDouble(), Is.EqualTo(3.4).Within(1e-9), "against the figure as revised");
        Assert.That(change.GetProperty("better").GetBoolean(), Is.False);
        Assert.That(change.GetProperty("usual").GetProperty("points").GetInt32(), Is.EqualTo(10));
        Assert.That(change.GetProperty("revision").GetProperty("difference").GetDouble(), Is.EqualTo(-0.4).Within(1e-9), "9.6 now, 10.0 when it was first published");
        Assert.That(change.GetProperty("revision").GetProperty("explainsChange").GetBoolean(), Is.False);
    }

    [Test]
    public async Task What_the_first_publication_said_needs_no_revision()
    {
        var change = await OneAsync("indicator=rate&area=KU016&asOf=2026-02-01");
        Assert.That(change.GetProperty("revision").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_gap_in_a_yearly_series_is_not_bridged()
    {
        var change = await OneAsync("indicator=rate&area=KU560&period=2022");
        Assert.That(change.GetProperty("verdict").GetProperty("code").GetString(), Is.EqualTo("not-assessable"));
        Assert.That(change.GetProperty("reason").GetProperty("code").GetString(), Is.EqualTo("no-earlier-value"));
    }

    [Test]
    public async Task Nothing_is_compared_over_a_break()
    {
        Assert.That((await OneAsync("indicator=rate&area=KU098&period=2017")).GetProperty("reason").GetProperty("code").GetString(), Is.EqualTo("break"));
        Assert.That((await OneAsync("indicator=rate&area=KU098&period=2019")).GetProperty("reason").GetProperty("code").GetString(), Is.EqualTo("too-few-points"));
    }

    [Test]
    public async Task Counts_are_tested_exactly_and_adjusted_in_lists()
    {
        var alone = await OneAsync("indicator=offences&area=KU016");
        Assert.That(alone.GetProperty("probability").GetDouble(), Is.EqualTo(0.034).Within(0.0005));
        Assert.That(alone.GetProperty("verdict").GetProperty("code").GetString(), Is.EqualTo("possible"));
        var list = await Server.JsonAsync("/v1/change?indicator=offences&area=KU016,KU111");
        Assert.That(list.GetProperty("tested").GetInt32(), Is.EqualTo(2));
        var both = list.GetProperty("changes").EnumerateArray().ToList();
        Assert.That(both[0].GetProperty("adjustedProbability").GetDouble(), Is.EqualTo(2 * both[0].GetProperty("probability").GetDouble()).Within(1e-12));
        Assert.That(both[0].GetProperty("verdict").GetProperty("code").GetString(), Is.EqualTo("usual-variation"));
        Assert.That(both[1].GetProperty("probability").GetDouble(), Is.EqualTo(0.50).Within(0.005));
    }

    [Test]
    public async Task Samples_are_judged_by_their_respondents()
    {
        var change = await OneAsync("indicator=survey&area=KU016&lang=en");
        Assert.That(change.GetProperty("test").GetString(), Is.EqualTo("two-proportions"));
        Assert.That(change.GetProperty("nowInterval").GetProperty("high").GetDouble(), Is.EqualTo(36.0).Within(0.05));
        Assert.That(change.GetProperty("caveats").EnumerateArray().Select(c => c.GetProperty("code").GetString()), Is.EquivalentTo(new[] { "non-response", "population-unknown" }));
    }

    [TestCase("area=KU111", 400, "missing-parameter")]
    [TestCase("indicator=rate", 400, "missing-parameter")]
    [TestCase("indicator=rate&area=members:KU111X", 400, "unknown-area")]
    [TestCase("indicator=rate&area=KU111&period=2018..2020", 400, "bad-period")]
    [TestCase("indicator=waiting&area=KU111", 404, "no-values")]
    public async Task Refuses_what_it_cannot_answer(string query, int status, string code) => await Server.ProblemAsync("/v1/change?" + query, status, code);

    private static async Task<JsonElement> OneAsync(string query) => (await Server.JsonAsync("/v1/change?" + query)).GetProperty("changes").EnumerateArray().Single();
}
