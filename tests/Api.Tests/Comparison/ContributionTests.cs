using Api.Tests.Lake;

namespace Api.Tests.Comparison;

/// <summary>GET /v1/contributions: what a change is made of.</summary>
[TestFixture]
internal sealed class ContributionTests
{
    private static TestServer Server => ComparisonServer.Server;

    [Test]
    public async Task Parts_a_networks_change_among_its_members()
    {
        var answer = await Server.JsonAsync("/v1/contributions?indicator=rate&area=network:paijat-hame-4&from=2012&to=2016");
        var change = answer.GetProperty("change").GetDouble();
        var members = answer.GetProperty("members").EnumerateArray().ToList();
        Assert.That(change, Is.EqualTo(0.15).Within(1e-9));
        Assert.That(members.Sum(m => m.GetProperty("total").GetDouble()), Is.EqualTo(change).Within(1e-12));
        Assert.That(members[^1].GetProperty("area").GetString(), Is.EqualTo("KU098"), "it did not change");
        Assert.That(answer.GetProperty("fromDenominator").GetDouble(), Is.Zero);
    }

    [Test]
    public async Task Without_periods_the_newest_two_with_figures_are_taken_and_said()
    {
        var answer = await Server.JsonAsync("/v1/contributions?indicator=rate&area=network:paijat-hame-4&lang=en");
        Assert.That((answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString()), Is.EqualTo(("2019", "2020")), "2022 has a figure, 2021 has none");
        Assert.That(answer.GetProperty("change").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Number));
        Assert.That(answer.GetProperty("caveats").EnumerateArray().Select(c => c.GetProperty("code").GetString()), Does.Contain("newest-skipped"));
        answer = await Server.JsonAsync("/v1/contributions?indicator=rate&area=KU016");
        Assert.That((answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString(), answer.GetProperty("caveats").GetArrayLength()), Is.EqualTo(("2021", "2022", 0)));
        answer = await Server.JsonAsync("/v1/contributions?indicator=rate&area=network:paijat-hame-4&from=2018");
        Assert.That((answer.GetProperty("from").GetString(), answer.GetProperty("to").GetString()), Is.EqualTo(("2018", "2022")), "one that is written stays");
    }

    [Test]
    public async Task Refuses_where_a_member_is_missing_and_names_it()
    {
        var answer = await Server.JsonAsync("/v1/contributions?indicator=rate&area=network:paijat-hame-4&from=2020&to=2021&lang=en");
        Assert.That(answer.GetProperty("reason").GetProperty("code").GetString(), Is.EqualTo("members-missing"));
        Assert.That(answer.GetProperty("missing").EnumerateArray().Single().GetProperty("area").GetString(), Is.EqualTo("KU560"));
        Assert.That(answer.GetProperty("members").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Refuses_over_a_members_break()
    {
        var answer = await Server.JsonAsync("/v1/contributions?indicator=rate&area=network:paijat-hame-4&from=2016&to=2018");
        Assert.That(answer.GetProperty("reason").GetProperty("code").GetString(), Is.EqualTo("break"));
    }

    [Test]
    public async Task An_index_has_no_parts()
    {
        var answer = await Server.JsonAsync("/v1/contributions?indicator=index&area=KU016");
        Assert.That(answer.GetProperty("reason").GetProperty("code").GetString(), Is.EqualTo("not-decomposable"));
        Assert.That(answer.GetProperty("synthetic").GetBoolean(), Is.True);
    }

    [TestCase("indicator=rate&area=KU016&from=2018&to=2016", "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU016&from=2016&to=2016", "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU016&from=2022", "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU016&from=x", "bad-period")]
    [TestCase("indicator=rate&area=KU016&period=2018", "unknown-parameter")]
    public async Task Refuses_what_it_cannot_answer(string query, string code) => await Server.ProblemAsync("/v1/contributions?" + query, 400, code);
}
