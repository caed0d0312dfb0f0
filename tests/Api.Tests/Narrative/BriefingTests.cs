using System.Text.Json;
using System.Text.RegularExpressions;
using Api.Tests.Lake;

namespace Api.Tests.Narrative;

/// <summary>GET /v1/briefing: one page about an area.</summary>
[TestFixture]
internal sealed partial class BriefingTests
{
    private static TestServer Server => NarrativeServer.Server;

    [Test]
    public async Task Says_what_passed_the_test_and_what_is_missing()
    {
        var page = await Server.JsonAsync("/v1/briefing?area=KU016&period=2022&lang=fi");
        Assert.That(page.GetProperty("title").GetString(), Is.EqualTo("Tilannekatsaus: Asikkala, 2022"));
        var findings = page.GetProperty("findings").EnumerateArray().ToDictionary(one => one.GetProperty("indicator").GetString()!, one => one.GetProperty("reason").GetString());
        Assert.That(findings["rate"], Is.EqualTo("clearly-worse"));
        Assert.That(findings.Keys, Has.No.Member("population").And.No.Member("waiting"));
        Assert.That(Gaps(page)["waiting"], Is.EqualTo("awaiting-data"));
        Assert.That(page.GetProperty("assessed").GetInt32(), Is.GreaterThan(1), "all changes of the area are assessed together");
    }

    [Test]
    public async Task What_stays_within_usual_variation_is_no_news()
    {
        var page = await Server.JsonAsync("/v1/briefing?area=KU398&period=2022");
        Assert.That(page.GetProperty("findings").GetArrayLength(), Is.Zero);
        Assert.That(await HtmlAsync("area=KU398&period=2022&lang=sv"), Does.Contain("Ingen förändring skiljer sig från den vanliga variationen"));
    }

    [Test]
    public async Task Old_figures_are_no_news_unless_their_period_is_asked_for() => Assert.That(
        (await Server.JsonAsync("/v1/briefing?area=KU016")).GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("indicator").GetString()), Has.No.Member("rate"));

    [Test]
    public async Task A_missing_figure_says_its_period_and_reason()
    {
        var page = await Server.JsonAsync("/v1/briefing?area=KU560&period=2021&lang=en");
        var gap = page.GetProperty("missing").EnumerateArray().First(one => one.GetProperty("indicator").GetString() == "rate");
        Assert.That(gap.GetProperty("text").GetString(), Is.EqualTo("missing (2021): the producer says that the figure is not available"));
        Assert.That(gap.GetProperty("status").GetString(), Is.EqualTo("not-available"));
    }

    [Test]
    public async Task A_network_has_a_briefing_too() => Assert.That(
        (await Server.JsonAsync("/v1/briefing?area=network:paijat-hame-4&lang=en")).GetProperty("title").GetString(), Is.EqualTo("Situation briefing: Four of Päijät-Häme"));

    [Test]
    public async Task The_page_needs_nothing_else_and_allows_nothing_else()
    {
        using var response = await Server.Client.GetAsync("/v1/briefing?area=KU016&period=2022&format=html&lang=fi");
        var html = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var style = Style().Match(html).Groups[1].Value;
        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/html; charset=utf-8"));
            Assert.That(response.Content.Headers.ContentLanguage, Is.EqualTo(new[] { "fi" }));
            Assert.That(policy, Does.Contain(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)))), "the style is let through by its hash");
            Assert.That(policy, Does.StartWith("default-src 'none';").And.Not.Contain("unsafe"));
            Assert.That(html, Does.StartWith("<!doctype html>\n<html lang=\"fi\">"));
            Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("style=\"").And.Not.Contain("src="));
            Assert.That(Regex.Matches(html, "<h1>"), Has.Count.EqualTo(1));
            Assert.That(Regex.Matches(html, "<table>").Count, Is.EqualTo(Regex.Matches(html, "<caption").Count));
            Assert.That(html, Does.Not.Contain("<th>"), "every head has a scope");
        });
    }

    [Test]
    public async Task Markdown_has_the_same_sentences()
    {
        var sentences = (await Server.JsonAsync("/v1/briefing?area=KU016&period=2022&lang=fi")).GetProperty("findings").EnumerateArray()
            .SelectMany(finding => finding.GetProperty("sentences").EnumerateArray()).Select(sentence => sentence.GetProperty("text").GetString()!).ToList();
        var text = await Server.Client.GetStringAsync("/v1/briefing?area=KU016&period=2022&lang=fi&format=md");
        Assert.That(text, Does.StartWith("# Tilannekatsaus: Asikkala, 2022\n"));
        Assert.That(sentences, Is.Not.Empty);
        Assert.That(sentences.Where(sentence => !text.Contains("- " + sentence + "\n")), Is.Empty);
    }

    [TestCase("text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    [TestCase("text/markdown", "text/markdown")]
    [TestCase("application/json", "application/json")]
    [TestCase("*/*", "application/json")]
    public async Task The_form_is_that_of_the_header_Accept(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/briefing?area=KU016");
        request.Headers.Accept.ParseAdd(accept);
        using var response = await Server.Client.SendAsync(request);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(response.Headers.Vary, Is.EquivalentTo(new[] { "Accept", "Accept-Encoding" }));
    }

    [Test]
    public async Task Forms_and_languages_have_tags_of_their_own_and_an_unchanged_page_is_a_304()
    {
        var tags = new List<string>();
        foreach (var form in new[] { "format=json", "format=html", "format=md", "format=html&lang=sv" })
        {
            using var response = await Server.Client.GetAsync("/v1/briefing?area=KU016&" + form);
            tags.Add(response.Headers.ETag!.ToString());
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/briefing?area=KU016&format=html");
        request.Headers.TryAddWithoutValidation("If-None-Match", tags[1]);
        using var again = await Server.Client.SendAsync(request);
        Assert.That(tags, Is.Unique);
        Assert.That((int)again.StatusCode, Is.EqualTo(304));
    }

    [TestCase("", 400, "missing-parameter", null)]
    [TestCase("area=Heinola2", 400, "unknown-area", null)]
    [TestCase("area=KU016&format=pdf", 400, "bad-parameter", null)]
    [TestCase("area=KU016&period=2022..2023", 400, "bad-period", null)]
    [TestCase("area=KU016&indicator=rate", 400, "unknown-parameter", null)]
    [TestCase("area=KU016", 406, "not-acceptable", "application/pdf")]
    public Task What_cannot_be_answered_is_refused(string query, int status, string code, string? accept) => Server.ProblemAsync(
        "/v1/briefing?" + query, status, code, prepare: request =>
        {
            if (accept is not null)
            {
                request.Headers.Accept.ParseAdd(accept);
            }
        });

    private static Dictionary<string, string> Gaps(JsonElement page) => page.GetProperty("missing").EnumerateArray()
        .ToDictionary(one => one.GetProperty("indicator").GetString()!, one => one.GetProperty("kind").GetString()!);

    private static Task<string> HtmlAsync(string query) => Server.Client.GetStringAsync("/v1/briefing?format=html&" + query);

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
