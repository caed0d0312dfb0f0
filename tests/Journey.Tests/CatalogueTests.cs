using System.Text.Json;

namespace Journey.Tests;

/// <summary>The agreed indicators over the bundled sources: what shows values, what says that it awaits data, and where the producers' own rates differ.</summary>
[TestFixture]
internal sealed class CatalogueTests
{
    private static readonly string[] Agreed = ["climate", "employment", "residents", "workforce", "digital"];

    /// <summary>In the themes of the agreed catalogue, but not of it.</summary>
    private static readonly string[] Further =
    [
        "district-heat-per-capita", "district-heating-emission-intensity", "district-heating-emissions-per-capita", "road-mileage-per-capita",
        "depression-medication-rate", "gini-coefficient", "sickness-allowance-rate",
    ];

    private static JourneyServer Server => FilledFolder.Server;

    [Test]
    public async Task At_least_fifty_agreed_indicators_show_values_and_the_others_say_that_they_await_data()
    {
        var indicators = (await Server.JsonAsync("/v1/indicators")).GetProperty("indicators").EnumerateArray()
            .Where(i => Agreed.Contains(i.GetProperty("theme").GetString()) && !Further.Contains(i.GetProperty("id").GetString())).ToList();
        var states = indicators.CountBy(i => i.GetProperty("status").GetString()!).ToDictionary();
        Assert.That(states.GetValueOrDefault("published"), Is.GreaterThanOrEqualTo(50));
        Assert.That(states.Keys, Is.SubsetOf(new[] { "published", "awaiting-data" }));
    }

    [TestCase("climate", 13)]
    [TestCase("employment", 15)]
    [TestCase("residents", 17)]
    public async Task Every_indicator_of_a_theme_with_a_bundled_source_has_a_value_of_a_member_of_the_network(string theme, int count)
    {
        var published = (await Server.JsonAsync("/v1/indicators")).GetProperty("indicators").EnumerateArray()
            .Where(i => i.GetProperty("theme").GetString() == theme && i.GetProperty("status").GetString() == "published")
            .Select(i => i.GetProperty("id").GetString()!).Except(Further).ToList();
        Assert.That(published, Has.Count.EqualTo(count));
        foreach (var id in published.Where(id => id != "adults-lonely"))
        {
            var rows = await Server.RowsAsync($"indicator={id}&area=KU016,KU098,KU111,KU560");
            Assert.That(rows.Count(r => r.GetProperty("value").ValueKind == JsonValueKind.Number), Is.GreaterThan(0), id);
        }
    }

    [Test]
    public async Task A_survey_without_a_sample_of_its_own_is_shown_for_the_county()
    {
        var county = await Server.RowsAsync("indicator=adults-lonely&area=HVA09&period=2020");
        Assert.That(county.Count(r => r.GetProperty("value").ValueKind == JsonValueKind.Number), Is.GreaterThan(0));
    }

    [Test]
    public async Task An_indicator_whose_source_has_delivered_nothing_says_so_in_its_answer()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=surface-water-good-status-share&area=KU016");
        Assert.That(answer.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("code").GetString()), Does.Contain("awaiting-data"));
    }

    [TestCase("unemployment-rate", "2018", "Tiedot on ladattu ", "tuottaja ei ilmoita päivityspäivää, lähde: Tilastokeskus, StatFin.", Description = "of the closed table, whose payload has no date")]
    [TestCase("unemployment-rate", "2026-06", "Tiedot on päivitetty 21.7.2026, lähde: Tilastokeskus, StatFin", "")]
    [TestCase("tertiary-education-share", "2025", "Tiedot on päivitetty 18.6.2026, lähde: Tilastokeskus, StatFin;", "", Description = "what only the earlier version of the definition read has no date and is no source of it")]
    [TestCase("tertiary-education-share", "2010", "Tiedot on ladattu ", "lähde: Sotkanet.fi, THL", Description = "by the earlier version")]
    public async Task A_figure_is_dated_and_sourced_by_what_was_read_for_it(string indicator, string period, string begin, string within)
    {
        var question = $"indicator={indicator}&area=KU111&period={period}";
        var sentence = (await Server.JsonAsync($"/v1/narrative?lang=fi&{question}")).GetProperty("sentences")[4].GetProperty("text").GetString();
        Assert.That(sentence, Does.StartWith(begin).And.Contain(within));
        foreach (var address in new[] { "/v1/values?", "/v1/lineage?" })
        {
            Assert.That((await Server.JsonAsync(address + question)).GetProperty("dataUpdated").ValueKind == JsonValueKind.String, Is.EqualTo(begin.Contains("päivitetty", StringComparison.Ordinal)), address);
        }

        Assert.That((await Server.JsonAsync($"/v1/indicators/{indicator}")).GetProperty("dataUpdated").ValueKind, Is.EqualTo(JsonValueKind.Null), "of the whole series not every payload is dated");
    }

    [Test]
    public async Task Yearly_rates_of_unemployment_that_differ_from_the_producers_own_are_listed_in_the_run()
    {
        var run = (await Server.JsonAsync("/v1/runs")).GetProperty("runs").EnumerateArray().Last().GetProperty("id").GetRawText().Trim('"');
        var log = await Server.Client.GetStringAsync($"/v1/runs/{run}/events");
        Assert.That(log, Does.Contain("figures of rate differ from indicator unemployment-rate by more than 0.05"));
        Assert.That(log, Does.Contain("KU111 2009: published 14.6, computed 14.823"));
        Assert.That(log, Does.Not.Contain("differ from indicator net-migration-per-1000"), "moves over residents agree with the published rate everywhere");
        Assert.That(log, Does.Not.Contain("figures of unemployed_rate_published are not"), "all 304 municipalities of June 2026 agree");
    }
}
