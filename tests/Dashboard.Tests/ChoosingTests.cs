using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

public sealed class ChoosingTests : DashboardTest
{
    [Test]
    public async Task Theme_indicator_and_an_added_municipality_lead_to_the_numbers_of_the_api()
    {
        var page = await Open("?lang=fi");
        await page.GetByRole(AriaRole.Link, new() { Name = "Työllisyys" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Työttömyysaste" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Työttömyysaste");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Lisää kunta tai alue" }).FillAsync("laht");
        await page.GetByRole(AriaRole.Option, new() { Name = "Lahti kunta", Exact = true }).ClickAsync();
        await Expect(page.Locator(".values thead")).ToContainTextAsync("Lahti");

        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        const string Query = "v1/values?indicator=unemployment-rate&frequency=year&area=network:paijat-hame-4,KU016,KU098,KU111,KU560,KU398";
        var rows = JsonNode.Parse(await client.GetStringAsync(Query))!["rows"]!.AsArray();
        var expected = rows.GroupBy(row => (string)row!["period"]!).OrderByDescending(period => period.Key)
            .Select(period => period.Select(row => ((double)row!["value"]!).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',')).Prepend(period.Key).ToArray());
        Assert.That((await Table(page)).Skip(1), Is.EqualTo(expected));
        await Expect(page.Locator(".ranking li")).ToHaveCountAsync(6);
        await Expect(page.Locator(".legend li")).ToHaveCountAsync(6);
    }

    [Test]
    public async Task Search_finds_indicators_of_all_themes_by_name_and_description()
    {
        var page = await Open("?lang=sv");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Sök indikator" }).FillAsync("röst");
        await page.GetByRole(AriaRole.Link, new() { Name = "Valdeltagande i kommunalvalen" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Valdeltagande i kommunalvalen");
    }

    [Test]
    public async Task Frequency_and_breakdown_are_chosen_where_the_indicator_has_them()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Kuukausi" }).CheckAsync();
        await Expect(page.Locator(".values tbody tr").First).ToContainTextAsync("kesäkuu 2026");
        await Expect(page.Locator(".choice")).ToHaveCountAsync(1);

        await page.GotoAsync("?lang=fi&indicator=zero-absence-share");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Naiset" }).CheckAsync();
        await Expect(page.Locator(".values thead tr")).ToHaveCountAsync(2);
        Assert.That(page.Url, Does.Contain("sex=total,female"));
        await Expect(page.Locator(".legend li").First).ToHaveTextAsync("Päijät-Häme 4, yhteensä");
    }

    [Test]
    public async Task Ranking_puts_the_best_municipality_first_and_gives_wholes_no_place()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate&period=2015");
        Assert.That(await page.Locator(".ranking li").AllInnerTextsAsync(), Has.Exactly(5).Items);
        await Expect(page.Locator(".ranking .bar").First).ToContainTextAsync("Hollola");
        await Expect(page.Locator(".ranking .bar").Last).ToContainTextAsync("Heinola");
        await Expect(page.Locator(".ranking .bar.main .bar-place")).ToHaveTextAsync("");
        await Expect(page.Locator(".ranking")).ToContainTextAsync("Pienempi on parempi");
    }

    [Test]
    public async Task Removing_an_area_takes_it_away_and_a_network_offers_its_members()
    {
        var page = await Open("?lang=en&indicator=unemployment-rate&area=network:paijat-hame-4,KU016");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the member municipalities: Päijät-Häme 4" }).ClickAsync();
        await Expect(page.Locator(".chip")).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Asikkala" }).ClickAsync();
        await Expect(page.Locator(".chip")).ToHaveCountAsync(4);
        await Expect(page.Locator(".values thead")).Not.ToContainTextAsync("Asikkala");
    }
}
