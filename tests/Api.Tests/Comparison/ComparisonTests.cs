using System.Net;
using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Comparison;

/// <summary>GET /v1/comparison: where an area stands among comparable ones.</summary>
[TestFixture]
internal sealed class ComparisonTests
{
    private static TestServer Server => ComparisonServer.Server;

    [Test]
    public async Task Places_a_municipality_in_its_network_unasked()
    {
        var answer = await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU111&period=2016");
        Assert.That(answer.GetProperty("peers").GetProperty("kind").GetString(), Is.EqualTo("network"));
        Assert.That(answer.GetProperty("position").GetProperty("text").GetString(), Is.EqualTo("4/4"));
        Assert.That(answer.GetProperty("position").GetProperty("rank").GetInt32(), Is.EqualTo(4), "its interval overlaps with nobody's");
        Assert.That(answer.GetProperty("statistics").GetProperty("median").GetDouble(), Is.EqualTo(11.2).Within(1e-9));
        Assert.That(answer.GetProperty("statistics").GetProperty("weightedMean").GetDouble(), Is.EqualTo(11.4).Within(1e-9));
        Assert.That(answer.GetProperty("statistics").GetProperty("unweightedMean").GetDouble(), Is.EqualTo(11.4).Within(1e-9));
        Assert.That(Areas(answer), Is.EqualTo(new[] { "KU098", "KU016", "KU560", "KU111" }));
    }

    [Test]
    public async Task Names_who_is_missing_and_counts_them_as_nothing()
    {
        var answer = await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU016&period=2021&peers=KU560,KU111,KU398,KU091&lang=en");
        Assert.That(answer.GetProperty("missing").EnumerateArray().Select(id => id.GetString()), Is.EqualTo(new[] { "KU560" }));
        Assert.That(answer.GetProperty("position").GetProperty("text").GetString(), Is.EqualTo("1/4"));
        Assert.That(Member(answer, "KU560").GetProperty("status").GetString(), Is.EqualTo("not-available"));
        Assert.That(Member(answer, "KU560").GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Caveats(answer), Does.Contain("members-missing"));
    }

    [Test]
    public async Task Leaves_out_who_is_on_the_other_side_of_a_reform()
    {
        var answer = await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU111&period=2020&lang=fi");
        Assert.That(Member(answer, "KU098").GetProperty("leftOut").GetProperty("code").GetString(), Is.EqualTo("definition-differs"));
        Assert.That(answer.GetProperty("position").GetProperty("compared").GetInt32(), Is.EqualTo(3));
        Assert.That(Caveats(answer), Does.Contain("definition-differs"));
    }

    [TestCase("region", "KU398")]
    [TestCase("MK07", "KU398")]
    [TestCase("country", "KU091")]
    [TestCase("grouping", "KU091")]
    [TestCase("size-class", "KU560")]
    public async Task Compares_with_the_asked_peers(string peers, string expected)
    {
        var answer = await Server.JsonAsync($"/v1/comparison?indicator=rate&area=KU111&period=2016&peers={peers}");
        Assert.That(Areas(answer), Does.Contain(expected).And.Contain("KU111"));
        Assert.That(answer.GetProperty("peers").GetProperty("count").GetInt32(), Is.EqualTo(answer.GetProperty("members").GetArrayLength() - 1));
    }

    [Test]
    public async Task Finds_nearest_neighbours_by_features_and_weights_that_it_shows()
    {
        var answer = await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU111&period=2016&peers=neighbours&count=2&features=population:3,rate:1");
        Assert.That(Areas(answer), Is.EquivalentTo(new[] { "KU111", "KU398", "KU560" }).Or.EquivalentTo(new[] { "KU111", "KU560", "KU098" }));
        var features = answer.GetProperty("peers").GetProperty("features").EnumerateArray().ToList();
        Assert.That(features.Select(f => f.GetProperty("weight").GetDouble()), Is.EqualTo(new[] { 3.0, 1.0 }));
        Assert.That(features[0].GetProperty("period").GetString(), Is.EqualTo("2020"), "the only year that it has");
        Assert.That(features[0].GetProperty("logarithm").GetBoolean(), Is.True);
        Assert.That(Member(answer, "KU560").GetProperty("distance").GetDouble(), Is.GreaterThan(0));
    }

    [Test]
    public async Task Intervals_follow_the_kind_of_variation()
    {
        var survey = Member(await Server.JsonAsync("/v1/comparison?indicator=survey&area=KU111&period=2022&peers=KU016"), "KU016").GetProperty("interval");
        Assert.That(survey.GetProperty("low").GetDouble(), Is.EqualTo(5.2).Within(0.05), "Wilson, 3 of 20");
        Assert.That(survey.GetProperty("high").GetDouble(), Is.EqualTo(36.0).Within(0.05));
        var offences = Member(await Server.JsonAsync("/v1/comparison?indicator=offences&area=KU111&period=2021&peers=KU016"), "KU016").GetProperty("interval");
        Assert.That(offences.GetProperty("low").GetDouble(), Is.EqualTo(0.619).Within(0.0005), "Byar, 12");
    }

    [Test]
    public async Task Usual_features_that_few_municipalities_have_near_the_period_take_no_part_and_say_so()
    {
        var peers = (await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU111&period=2016&peers=neighbours&count=4&lang=en")).GetProperty("peers");
        var features = peers.GetProperty("features").EnumerateArray().ToDictionary(
            f => f.GetProperty("indicator").GetString()!,
            f => f.GetProperty("period").GetString() ?? f.GetProperty("leftOut").GetProperty("code").GetString());
        Assert.That(peers.GetProperty("neighbours").GetProperty("text").GetString(), Is.EqualTo("4/4"));
        Assert.That(features, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["population"] = "2020", ["tertiary-education-share"] = "2018", ["economic-dependency-ratio"] = "feature-of-few", ["job-self-sufficiency"] = "feature-far-off",
        }));
    }

    [Test]
    public async Task A_feature_that_is_asked_for_by_name_is_never_left_out()
    {
        var peers = (await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU111&period=2016&peers=neighbours&count=4&features=population,economic-dependency-ratio")).GetProperty("peers");
        Assert.That(peers.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("period").GetString()), Is.EqualTo(new[] { "2020", "2016" }));
        Assert.That(peers.GetProperty("neighbours").GetProperty("text").GetString(), Is.EqualTo("1/4"));
    }

    [TestCase("indicator=rats&area=KU111", "unknown-indicator", "rate")]
    [TestCase("indicator=rate&area=KU11", "unknown-area", "KU111")]
    [TestCase("indicator=rate&area=KU111&peers=neighbors", "unknown-area", "neighbours")]
    [TestCase("indicator=rate&area=KU111&peers=neighbours&features=populaton:1", "unknown-indicator", "population")]
    [TestCase("indicator=rate&area=KU111&feature=population:1", "unknown-parameter", "features")]
    public async Task Says_what_was_meant(string query, string code, string suggestion)
    {
        var problem = await Server.ProblemAsync("/v1/comparison?" + query, 400, code);
        Assert.That(problem.GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()), Does.Contain(suggestion));
    }

    [TestCase("indicator=rate", 400, "missing-parameter")]
    [TestCase("area=KU111", 400, "missing-parameter")]
    [TestCase("indicator=rate,index&area=KU111", 400, "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU111,KU016", 400, "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU111&period=201", 400, "bad-period")]
    [TestCase("indicator=rate&area=KU111&period=2018-01", 400, "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU111&division=2015", 400, "bad-parameter")]
    [TestCase("indicator=rate&area=KU111&peers=neighbours&features=population:0", 400, "bad-parameter")]
    [TestCase("indicator=rate&area=KU111&peers=neighbours&count=0", 400, "bad-parameter")]
    [TestCase("indicator=rate&area=KU111&count=5", 400, "contradictory-parameters")]
    [TestCase("indicator=rate&area=MK07&peers=size-class", 400, "contradictory-parameters")]
    [TestCase("indicator=rate&area=KU398&peers=network", 400, "contradictory-parameters")]
    [TestCase("indicator=waiting&area=KU111", 404, "no-values")]
    public async Task Refuses_what_it_cannot_answer(string query, int status, string code) => await Server.ProblemAsync("/v1/comparison?" + query, status, code);

    [Test]
    public async Task An_unchanged_answer_is_not_sent_again()
    {
        using var first = await Server.Client.GetAsync("/v1/comparison?indicator=rate&area=KU111");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/comparison?indicator=rate&area=KU111");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        Assert.That(first.Headers.ETag.IsWeak, Is.False);
        using var second = await Server.Client.SendAsync(request);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [Test]
    public async Task Looks_back_with_asOf()
    {
        var answer = await Server.JsonAsync("/v1/comparison?indicator=rate&area=KU016&period=2021&asOf=2026-02-01");
        Assert.That(answer.GetProperty("publication").GetString(), Is.EqualTo(ComparisonServer.First));
        Assert.That(answer.GetProperty("position").GetProperty("value").GetDouble(), Is.EqualTo(10).Within(1e-9));
    }

    private static IEnumerable<string?> Areas(JsonElement answer) => answer.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("area").GetString());

    private static IEnumerable<string?> Caveats(JsonElement answer) => answer.GetProperty("caveats").EnumerateArray().Select(c => c.GetProperty("code").GetString());

    private static JsonElement Member(JsonElement answer, string area) =>
        answer.GetProperty("members").EnumerateArray().Single(m => m.GetProperty("area").GetString() == area);
}
