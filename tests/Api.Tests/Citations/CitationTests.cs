using System.Text.Json;
using Api.Tests.Lake;
using Insight.Api.Publications;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Citations;

/// <summary>Every answer says how it is cited and under which address it stays the same.</summary>
[TestFixture]
internal sealed class CitationTests
{
    private const string Question = "/v1/values?indicator=unemployment-rate&area=KU111&period=2018";

    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task A_citation_names_producer_indicator_publication_licence_and_a_permanent_link_in_three_languages()
    {
        var citation = (await Server.JsonAsync(Question)).GetProperty("citation");
        var link = $"{Server.Client.BaseAddress}v1/values?indicator=unemployment-rate&area=KU111&period=2018&asOf={SharedServer.Second}";
        Assert.Multiple(() =>
        {
            Assert.That(Text(citation, "link"), Is.EqualTo(link));
            Assert.That(Text(citation.GetProperty("text"), "fi"), Is.EqualTo($"Tilastokeskus: unemployment-rate fi. Insight-julkaisu {SharedServer.Second}, 2026-06-01. Lisenssi: CC-BY-4.0. {link}"));
            Assert.That(Text(citation.GetProperty("text"), "sv"), Does.StartWith("Statistikcentralen: unemployment-rate sv. Insight, publicering "));
            Assert.That(Text(citation.GetProperty("text"), "en"), Does.StartWith("Statistics Finland: unemployment-rate en. Insight, publication "));
        });
        Assert.That(Text((await Server.JsonAsync("/v1/values?indicator=sickness-absence-days-per-fte&lang=en")).GetProperty("citation"), "text"), Does.Contain("Some of the figures are invented for demonstration."));
    }

    [Test]
    public async Task The_permanent_link_gives_the_same_figures_after_a_later_publication()
    {
        await using var server = await TestServer.StartAsync(TestServer.NewFolder());
        var lake = new LakeWriter(server.Folder);
        var (first, second) = SmallLake.Write(lake);
        lake.Store.MakeCurrent("public", first, SmallLake.Second.AddDays(1), "rolled back");
        server.Services.GetRequiredService<PublicationShelf>().Refresh();
        using var before = await server.Client.GetAsync(Question);
        var link = CiteAs(before);
        lake.Store.MakeCurrent("public", second, SmallLake.Second.AddDays(2), "published");
        server.Services.GetRequiredService<PublicationShelf>().Refresh();
        Assert.That(await server.Client.GetStringAsync(link), Is.EqualTo(await before.Content.ReadAsStringAsync()));
        Assert.That(await server.Client.GetStringAsync(Question), Is.Not.EqualTo(await before.Content.ReadAsStringAsync()));
    }

    [TestCase("/v1/values?indicator=population&sex=all&format=csv", "/v1/values?indicator=population&sex=all&format=csv&asOf={0}")]
    [TestCase("/v1/values?asOf=2026-12-31&indicator=population", "/v1/values?indicator=population&asOf={0}")]
    [TestCase("/v1/indicators?q=%C3%A4%3E%22", "/v1/indicators?q=%C3%A4%3E%22&asOf={0}")]
    [TestCase("/v1/indicators/population?lang=sv", "/v1/indicators/population?lang=sv&asOf={0}")]
    [TestCase("/v1/comparison?indicator=unemployment-rate&area=KU111&period=2018", "/v1/comparison?indicator=unemployment-rate&area=KU111&period=2018&asOf={0}")]
    [TestCase("/v1/areas", "/v1/areas?asOf={0}")]
    [TestCase("/v1/deliveries", "/v1/deliveries?asOf={0}")]
    [TestCase("/v1/export?format=zip", "/v1/export?format=zip&asOf={0}")]
    public async Task The_header_has_it_for_every_question_and_its_304(string question, string expected)
    {
        using var answer = await Server.Client.GetAsync(question);
        Assert.That(CiteAs(answer), Is.EqualTo(string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, SharedServer.Second)));
        using var request = new HttpRequestMessage(HttpMethod.Get, question);
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await Server.Client.SendAsync(request);
        Assert.That(((int)unchanged.StatusCode, CiteAs(unchanged)), Is.EqualTo((304, CiteAs(answer))));
    }

    [TestCase("/catalog.ttl?asOf=")]
    [TestCase("/kolada/v3/ou/KU111?asOf=")]
    public async Task What_other_interfaces_read_leniently_does_no_harm(string question)
    {
        using var answer = await Server.Client.GetAsync(question);
        Assert.That((int)answer.StatusCode, Is.LessThan(500));
    }

    [Test]
    public async Task A_problem_is_not_cited()
    {
        using var problem = await Server.Client.GetAsync("/v1/indicators/none");
        Assert.That(problem.Headers.Contains("Link"), Is.False);
    }

    [Test]
    public async Task The_same_question_to_another_name_of_the_server_has_that_name_in_its_link()
    {
        foreach (var host in new[] { "one.invalid", "two.invalid:8080", "one.invalid" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Question);
            request.Headers.Host = host;
            using var answer = await Server.Client.SendAsync(request);
            Assert.That(Text(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("citation"), "link"), Does.StartWith($"http://{host}/v1/values?"));
        }
    }

    private static string CiteAs(HttpResponseMessage answer)
    {
        var link = answer.Headers.GetValues("Link").Single(l => l.EndsWith("; rel=\"cite-as\"", StringComparison.Ordinal));
        return link[1..link.IndexOf('>')];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
