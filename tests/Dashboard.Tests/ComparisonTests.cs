using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

/// <summary>The panel "Compared with whom?".</summary>
public sealed class ComparisonTests : DashboardTest
{
    [Test]
    public async Task Says_the_place_in_words_and_shows_it_among_dots_and_in_a_table()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        var panel = Panel(page);
        await Expect(panel.Locator(".comparison-summary")).ToContainTextAsync("Asikkala 10,0 % työvoimasta: 3/6 parhaasta lukien. 2 kuntaa parempia, 3 kuntaa heikompia.");
        await Expect(panel.Locator(".comparison-summary")).ToContainTextAsync("Sijalukua ei voi sanoa");
        await Expect(panel.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("^Pistekuvio\\. Asikkala .* Samat luvut ovat taulukossa\\.$"));
        await Expect(panel.Locator("svg.strip .strip-dot")).ToHaveCountAsync(6);
        await Expect(panel.Locator("svg.strip .strip-dot.own")).ToHaveCountAsync(1);
        await panel.Locator("summary").ClickAsync();
        await Expect(panel.Locator("tbody tr")).ToHaveCountAsync(6);
        await Expect(panel.Locator("tbody tr.main")).ToContainTextAsync("Asikkala");
    }

    [Test]
    public async Task Municipality_peers_and_weights_are_chosen_by_keyboard()
    {
        var asked = new List<string>();
        var page = await Open("?lang=en&indicator=unemployment-rate", before: opened =>
        {
            opened.Request += (_, request) =>
            {
                if (request.Url.Contains("/v1/comparison", StringComparison.Ordinal))
                {
                    asked.Add(request.Url);
                }
            };
            return Task.CompletedTask;
        });
        var panel = Panel(page);
        await panel.GetByLabel("Your municipality").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(panel.Locator(".comparison-summary")).Not.ToContainTextAsync("Asikkala");
        await page.Keyboard.PressAsync("Tab");
        await panel.GetByLabel("Compared with").SelectOptionAsync("neighbours");
        var weight = panel.GetByLabel("Weight: population");
        await weight.FillAsync("2");
        await page.Keyboard.PressAsync("Tab");
        await Expect(weight).ToHaveValueAsync("2");
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('features=population:2'))");
        Assert.That(asked, Has.Some.Contains("peers=neighbours"));
        Assert.That(asked, Has.All.Contains("period=2018"));
    }

    [Test]
    public async Task Names_who_has_no_figure()
    {
        var page = await Open("?lang=sv&indicator=zero-absence-share");
        await Expect(Panel(page).Locator(".comparison-caveats")).ToContainTextAsync("En del är uppskattade.");
    }

    [Test]
    public async Task Axe_finds_nothing_in_the_open_panel()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        var panel = Panel(page);
        await panel.GetByLabel("Vertailukunnat").SelectOptionAsync("neighbours");
        await Expect(panel.Locator(".feature-weights")).ToBeVisibleAsync();
        await panel.Locator("summary").ClickAsync();
        Assert.That(await AccessibilityTests.ViolationsLightOrDark(page), Is.Empty);
    }

    private static ILocator Panel(IPage page) => page.Locator(".comparison");
}
