using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Catalog;

/// <summary>Areas, themes, indicators and sources.</summary>
[TestFixture]
internal sealed class CatalogTests
{
    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task Areas_are_listed_with_names_and_parents()
    {
        var answer = await Server.JsonAsync("/v1/areas?level=municipality,network&q=HEIN&lang=sv");
        var heinola = answer.GetProperty("areas").EnumerateArray().Single(a => a.GetProperty("id").GetString() == "KU111");
        Assert.Multiple(() =>
        {
            Assert.That(heinola.GetProperty("level").GetString(), Is.EqualTo("municipality"));
            Assert.That(heinola.GetProperty("code").GetString(), Is.EqualTo("111"));
            Assert.That(heinola.GetProperty("names").GetProperty("fi").GetString(), Is.EqualTo("Heinola"));
            Assert.That(heinola.GetProperty("name").GetString(), Is.EqualTo("Heinola"));
            Assert.That(heinola.GetProperty("validTo").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(Texts(heinola.GetProperty("parents")), Is.SupersetOf(new[] { "MK07", "SSS", "network:paijat-hame-4" }));
        });
    }

    [TestCase("network:paijat-hame-4")]
    [TestCase("NETWORK:paijat-hame-4")]
    public async Task One_area_names_its_members(string id) =>
        Assert.That(Texts((await Server.JsonAsync("/v1/areas/" + id)).GetProperty("members")), Is.EqualTo(new[] { "KU016", "KU098", "KU111", "KU560" }));

    [Test]
    public async Task A_bare_number_is_a_municipality() =>
        Assert.That((await Server.JsonAsync("/v1/areas/16")).GetProperty("id").GetString(), Is.EqualTo("KU016"));

    [Test]
    public async Task Themes_name_their_indicators()
    {
        var themes = (await Server.JsonAsync("/v1/themes?lang=fi")).GetProperty("themes");
        Assert.That(themes[0].GetProperty("name").GetString(), Is.EqualTo("Työllisyys"));
        Assert.That(Texts(themes[0].GetProperty("indicators")), Is.EqualTo(new[] { "unemployment-rate", "population", "gini" }));
    }

    [TestCase("", "unemployment-rate population sickness-absence-days-per-fte gini")]
    [TestCase("?theme=workforce", "sickness-absence-days-per-fte")]
    [TestCase("?q=POPUL", "population")]
    [TestCase("?asOf=2026-02-01", "unemployment-rate")]
    public async Task Indicators_are_found_by_theme_and_text(string query, string ids) => Assert.That(
        string.Join(' ', (await Server.JsonAsync("/v1/indicators" + query)).GetProperty("indicators").EnumerateArray().Select(i => i.GetProperty("id").GetString())),
        Is.EqualTo(ids));

    [Test]
    public async Task An_indicator_says_what_it_is_and_where_it_comes_from()
    {
        var answer = await Server.JsonAsync("/v1/indicators/population");
        Assert.Multiple(() =>
        {
            Assert.That(Texts(answer.GetProperty("breakdownMembers").GetProperty("sex")), Is.EqualTo(new[] { "total", "female", "male" }));
            Assert.That(Texts(answer.GetProperty("frequencies")), Is.EqualTo(new[] { "year" }));
            Assert.That(answer.GetProperty("firstPeriod").GetString(), Is.EqualTo("2009"));
            Assert.That(answer.GetProperty("slices")[0].GetProperty("rows").GetInt64(), Is.EqualTo(12));
            Assert.That(answer.GetProperty("dataLoaded").GetDateTimeOffset(), Is.EqualTo(SmallLake.Second.AddHours(-1)));
            Assert.That(answer.GetProperty("sourceDetails")[0].GetProperty("licence").GetString(), Is.EqualTo("CC-BY-4.0"));
            Assert.That(answer.GetProperty("definition").GetProperty("inputs").ValueKind, Is.EqualTo(JsonValueKind.Array));
        });
    }

    [Test]
    public async Task Answers_begin_with_what_they_are_about_and_times_are_in_UTC()
    {
        var answer = await Server.JsonAsync("/v1/indicators/population");
        Assert.That(answer.EnumerateObject().First().Name, Is.EqualTo("id"));
        Assert.That(answer.GetProperty("dataLoaded").GetString(), Is.EqualTo("2026-06-01T05:00:00Z"));
    }

    [TestCase("fi", "Tunnuslukujen luettelo", "odottaa tietoja")]
    [TestCase("sv", "Katalog över nyckeltal", "väntar på uppgifter")]
    [TestCase("en", "Catalogue of indicators", "awaiting data")]
    public async Task Stewards_have_one_page_with_every_indicator_and_the_meaning_of_every_field(string language, string title, string awaiting)
    {
        var page = await Server.Client.GetStringAsync($"/v1/indicators?format=html&lang={language}");
        var detail = await Server.JsonAsync("/v1/indicators/gini");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith($"<!doctype html>\n<html lang=\"{language}\">").And.Contain($"<h1>{title}</h1>"));
            foreach (var id in new[] { "unemployment-rate", "population", "sickness-absence-days-per-fte", "gini" })
            {
                Assert.That(page, Does.Contain($"href=\"/v1/indicators/{id}?lang={language}\""));
            }

            Assert.That(page, Does.Contain($"<strong>{awaiting} (awaiting-data)</strong>"), "gini has no figures");
            foreach (var field in detail.GetProperty("guidance").EnumerateObject())
            {
                Assert.That(System.Net.WebUtility.HtmlDecode(page), Does.Contain($"<code>{field.Name}</code></th><td>{field.Value.GetString()}</td>"), "the same text as the editor's and the API's");
            }
        });
    }

    [Test]
    public async Task The_texts_that_are_served_are_those_of_the_schema_that_editors_read()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "indicators", "catalog.schema.json"))).RootElement.GetProperty("properties");
        var guidance = (await Server.JsonAsync("/v1/indicators/gini")).GetProperty("guidance");
        var described = schema.EnumerateObject().Where(field => field.Value.TryGetProperty("description", out _)).ToList();
        Assert.That(described, Has.Count.GreaterThan(15));
        Assert.That(described.Select(field => guidance.GetProperty(field.Name).GetString()), Is.EqualTo(described.Select(field => field.Value.GetProperty("description").GetString())));
    }

    [Test]
    public async Task Invented_figures_are_declared_at_indicator_and_source()
    {
        var indicators = (await Server.JsonAsync("/v1/indicators")).GetProperty("indicators").EnumerateArray();
        Assert.That(indicators.Where(i => i.GetProperty("synthetic").GetBoolean()).Select(i => i.GetProperty("id").GetString()), Is.EqualTo(new[] { "sickness-absence-days-per-fte" }));
        var sources = (await Server.JsonAsync("/v1/sources")).GetProperty("sources");
        Assert.That(sources[1].GetProperty("synthetic").GetBoolean(), Is.True);
        Assert.That(sources[0].GetProperty("lastLoad").GetProperty("number").GetInt32(), Is.EqualTo(2));
        Assert.That(sources[1].GetProperty("lastLoad").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(e => e.GetString());
}
