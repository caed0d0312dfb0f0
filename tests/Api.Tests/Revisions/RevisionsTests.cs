using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Revisions;

/// <summary>What changed between two publications, and the load behind it.</summary>
[TestFixture]
internal sealed class RevisionsTests
{
    private static TestServer Server => SharedServer.Server;

    [TestCase("/v1/revisions?period=a%00b")]
    [TestCase("/v1/publications/current/changes/cells?period=a%00b")]
    [TestCase("/v1/values?indicator=population&sex=a%00b")]
    public async Task A_text_with_NUL_is_refused_before_anything_is_asked_of_the_database(string path) =>
        await SharedServer.Server.ProblemAsync(path.Replace("current", SharedServer.Second, StringComparison.Ordinal), 400, "bad-parameter");

    [Test]
    public async Task A_revised_value_has_the_old_and_the_new_one_and_the_load_that_brought_it()
    {
        var answer = await Server.JsonAsync($"/v1/revisions?from={SharedServer.First}&indicator=unemployment-rate&kind=revised&period=2018");
        var revision = answer.GetProperty("revisions").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(Text(revision, "area"), Is.EqualTo("KU111"));
            Assert.That(revision.GetProperty("before").GetDouble(), Is.EqualTo(100.0 * 1100 / 8278));
            Assert.That(revision.GetProperty("after").GetDouble(), Is.EqualTo(100.0 * 1158 / 8278));
            Assert.That(revision.GetProperty("percent").GetDouble(), Is.EqualTo(100.0 * 58 / 1100).Within(1e-9));
            Assert.That(Text(revision, "cause"), Is.EqualTo("computation"), "both publications have both loads, so that none of them is new");
            Assert.That(revision.GetProperty("load").GetInt32(), Is.EqualTo(2));
            Assert.That(answer.GetProperty("loads")[0].GetProperty("sha256").GetString(), Is.EqualTo(new string('b', 64)));
        });
    }

    [Test]
    public async Task The_default_is_what_the_current_publication_changed()
    {
        var answer = await Server.JsonAsync("/v1/revisions");
        Assert.That((Text(answer, "from"), Text(answer, "to")), Is.EqualTo((SharedServer.First, SharedServer.Second)));
        Assert.That((await Server.JsonAsync($"/v1/revisions?to={SharedServer.First}")).GetProperty("from").ValueKind, Is.EqualTo(JsonValueKind.Null), "before the first there was none");
        var summary = await Server.JsonAsync(Text(answer, "summary")!);
        Assert.That(summary.GetProperty("totals").GetProperty("revised").GetInt64(), Is.EqualTo(answer.GetProperty("revisions").EnumerateArray().Count(r => Text(r, "kind") == "revised")));
    }

    [Test]
    public async Task Pages_and_the_streamed_CSV_have_the_same_rows()
    {
        var streamed = Lines(await Server.Client.GetStringAsync("/v1/revisions?format=csv&from=" + SharedServer.First));
        var (paged, path) = (new List<string>(), $"/v1/revisions?format=csv&limit=3&from={SharedServer.First}");
        while (path.Length > 0)
        {
            using var page = await Server.Client.GetAsync(path);
            paged.AddRange(Lines(await page.Content.ReadAsStringAsync()).Skip(1));
            path = page.Headers.TryGetValues("Link", out var links) && links.FirstOrDefault(l => l.Contains("rel=\"next\"")) is { } next ? next[1..next.IndexOf('>')] : "";
        }

        Assert.That(streamed.Skip(1), Is.EqualTo(paged).And.Count.GreaterThan(3));
        var json = (await Server.JsonAsync($"/v1/revisions?from={SharedServer.First}&limit=3")).GetProperty("next").GetString();
        Assert.That((await Server.JsonAsync($"/v1/revisions?from={SharedServer.First}&limit=3&after={json}")).GetProperty("revisions")[0].GetProperty("indicator").GetString(), Is.EqualTo(paged[3].Split(',')[0]));
    }

    [TestCase("indicator=unemploymentrate", "unknown-indicator", "indicator", "unemployment-rate")]
    [TestCase("area=KU1111", "unknown-area", "area", "KU111")]
    [TestCase("period=20188", "bad-parameter", "period", null)]
    [TestCase("from=x", "unknown-publication", "from", null)]
    [TestCase("kind=changed", "bad-parameter", "kind", "added")]
    [TestCase("after=later", "bad-parameter", "after", null)]
    public async Task A_bad_question_is_named_with_what_is_near(string query, string code, string parameter, string? suggestion)
    {
        var problem = await Server.ProblemAsync("/v1/revisions?" + query, 400, code);
        Assert.That(Text(problem, "parameter"), Is.EqualTo(parameter));
        Assert.That(suggestion is null || problem.GetProperty("suggestions")[0].GetString() == suggestion, problem.ToString());
    }

    private static string[] Lines(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
