using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

/// <summary>What the numbers mean is said: language, missing values, gaps, breaks, what is synthetic.</summary>
public sealed class MeaningTests : DashboardTest
{
    [TestCase("fi", "Suomi", "10,4", "Muutos edellisvuodesta: −1,3 %-yksikköä")]
    [TestCase("sv", "Svenska", "10,4", "Förändring från året innan: −1,3 procentenheter")]
    [TestCase("en", "English", "10.4", "Change on the year before: −1.3 percentage points")]
    public async Task Each_language_has_its_texts_and_number_format(string language, string name, string number, string change)
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.Locator(".headline-number .cell")).ToContainTextAsync(number);
        Assert.That((await page.Locator(".headline-change").InnerTextAsync()).Replace('\u00a0', ' '), Is.EqualTo(change));
    }

    [Test]
    public async Task Missing_values_carry_their_reason_in_words()
    {
        var page = await Open("?lang=fi&indicator=sickness-absence-days-per-fte");
        var table = await Table(page);
        Assert.That(table.Single(row => row[0] == "2021")[1..], Is.EqualTo(new[] { "3/4 kuntaa", "·· ei julkaista (tietosuoja)", "15,1", "17,7", "16,3" }));
        await Expect(page.Locator(".signs")).ToContainTextAsync("Luku näytetään vain, kun kaikilla jäsenkunnilla on arvo.");
        await Expect(page.Locator(".values tbody tr").First).ToContainTextAsync("15,4*");
    }

    [Test]
    public async Task Lines_have_gaps_where_values_are_missing_and_points_of_elections_are_not_joined()
    {
        var page = await Open("?lang=fi&indicator=sickness-absence-days-per-fte");
        var broken = await page.Locator(".chart path[fill=none][stroke='var(--series-1)']").First.GetAttributeAsync("d");
        Assert.That(broken!.Count(letter => letter == 'M'), Is.GreaterThan(1), broken);

        await page.GotoAsync("?lang=fi&indicator=election-turnout");
        await Ready(page);
        await Expect(page.Locator(".chart path[fill^='var(--series']")).ToHaveCountAsync(3 * 6);
        await Expect(page.Locator(".chart path[fill=none][stroke^='var(--series']")).ToHaveCountAsync(0);
        await Expect(page.Locator(".trend figcaption")).ToContainTextAsync("pisteitä ei yhdistetä");
    }

    [Test]
    public async Task A_break_is_marked_explained_and_stops_the_comparison_with_the_year_before()
    {
        var page = await Open("?lang=en&indicator=sickness-absence-days-per-fte&area=KU111&period=2023");
        await Expect(page.Locator(".breaks li")).ToContainTextAsync("Break in the series 2023: Social and health care staff moved");
        await Expect(page.Locator(".headline-change")).ToHaveTextAsync("The series breaks here: no change can be calculated.");
    }

    [Test]
    public async Task Synthetic_figures_say_so_everywhere_they_are_shown()
    {
        var page = await Open("?lang=fi&indicator=zero-absence-share&explain=KU111,2025,sex:total");
        await Expect(page.Locator("main > .synthetic")).ToContainTextAsync("Synteettinen esimerkkiaineisto – ei todellisia lukuja");
        await Expect(page.Locator("dialog .synthetic")).ToContainTextAsync("ei todellisia lukuja");
        foreach (var place in new[] { ".indicators [aria-current] .tag", ".trend .tag", ".values caption .tag", ".about .tag" })
        {
            await Expect(page.Locator(place).First).ToHaveTextAsync("Synteettinen");
        }
    }

    [Test]
    public async Task A_number_leads_to_its_calculation_members_and_files()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        await page.Locator(".values tbody td a").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Mistä tämä luku tulee?" });
        await Expect(dialog).ToContainTextAsync("Päijät-Häme 4 · 2018");
        Assert.That((await dialog.Locator(".term-number").AllInnerTextsAsync()).Select(text => text.Replace('\u00a0', ' ')), Is.EqualTo(new[] { "3 145,1", "30 261", "10,4 % työvoimasta" }));
        await Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(4 + 3); // the canned members are all municipalities of the file and the region
        await Expect(dialog).ToContainTextAsync(new string('a', 64));
        await Expect(dialog.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "https://pxdata.stat.fi/PXWeb/api/v1/fi/StatFin_Passiivi/tyonv/1001.px");
        await page.GoBackAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    [TestCase("fi", "Viittaaminen", "Lähde: canned.", "Kopioi viittaus", "Viittaus kopioitu")]
    [TestCase("sv", "Hänvisa", "Källa: canned.", "Kopiera hänvisningen", "Hänvisningen kopierad")]
    [TestCase("en", "How to cite", "Source: canned.", "Copy citation", "Citation copied")]
    public async Task Figures_say_how_they_are_cited_and_the_keyboard_copies_it(string language, string title, string text, string button, string told)
    {
        var page = await Open($"?lang={language}&indicator=unemployment-rate");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var cite = page.GetByRole(AriaRole.Region, new() { Name = title });
        await Expect(cite.Locator(".citation")).ToContainTextAsync(text);
        await Expect(cite.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/v1/values?indicator=unemployment-rate&asOf=canned");
        await cite.GetByRole(AriaRole.Button, new() { Name = button }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(cite.GetByRole(AriaRole.Status)).ToHaveTextAsync(told);
        Assert.That(await page.EvaluateAsync<string>("navigator.clipboard.readText()"), Does.StartWith(text).And.EndWith("asOf=canned"));
    }
}
