using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

public sealed class AccessibilityTests : DashboardTest
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(Tree.Dashboard, "node_modules", "axe-core", "axe.min.js"));

    [Test]
    public async Task Axe_finds_nothing_light_or_dark([Values("fi", "sv", "en")] string language, [ValueSource(nameof(States))] string state)
    {
        var page = await Open($"?lang={language}&{state}");
        if (state.Contains("explain", StringComparison.Ordinal))
        {
            await Expect(page.Locator("dialog .loads")).ToHaveCountAsync(1);
        }

        Assert.That(await ViolationsLightOrDark(page), Is.Empty);
    }

    [Test]
    public async Task Axe_finds_nothing_while_suggestions_are_open()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Lisää kunta tai alue" }).FillAsync("h");
        await Expect(page.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(0);
        Assert.That(await Violations(page), Is.Empty);
    }

    [Test]
    public async Task At_four_hundred_percent_nothing_but_tables_scrolls_sideways([Values("fi", "sv", "en")] string language)
    {
        var page = await Open($"?lang={language}&indicator=zero-absence-share&sex=male,female", width: 320);
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.That(overflow, Is.Zero);
    }

    [Test]
    public async Task The_whole_way_goes_by_keyboard()
    {
        var page = await Open("?lang=en&indicator=district-heating-intensity");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await TabTo(page, "Employment");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Unemployment rate (registered)");
        await TabTo(page, "Add a municipality or area");
        await page.Keyboard.TypeAsync("laht");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".values thead")).ToContainTextAsync("Lahti");
    }

    [Test]
    public async Task Numbers_of_the_table_are_one_stop_with_arrow_keys_inside_and_the_dialog_gives_the_focus_back()
    {
        var page = await Open("?lang=en&indicator=unemployment-rate");
        await page.Locator(".table-box").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(":focus")).ToContainTextAsync("Where it comes from: Asikkala, 2017");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Asikkala · 2017");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator(":focus")).ToContainTextAsync("Where it comes from: Asikkala, 2017");
        await page.Keyboard.PressAsync("Tab");
        Assert.That(await page.Locator(":focus").EvaluateAsync<bool>("element => element.closest('table') === null"), "the table is left by one Tab");
    }

    [Test]
    public async Task The_chart_is_told_in_words_and_the_table_has_caption_and_scopes()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Viivakaavio: 5 sarjaa, 2006–2018. Päijät-Häme 4: 2006 10,6.*2018 10,4.*Samat luvut ovat taulukossa") })).ToBeVisibleAsync();
        await Expect(page.Locator(".values caption")).ToHaveTextAsync("Työttömyysaste (% työvoimasta)");
        await Expect(page.Locator(".values thead th:not([scope]), .values tbody th:not([scope=row])")).ToHaveCountAsync(0);
    }

    private static readonly string[] States =
    [
        "indicator=unemployment-rate",
        "indicator=zero-absence-share&sex=male,female",
        "indicator=sickness-absence-days-per-fte&explain=network:paijat-hame-4,2024",
        "indicator=does-not-exist",
    ];

    /// <summary>What axe finds, a line a rule; all rules, or those of a list only.</summary>
    internal static async Task<List<string>> Violations(IPage page, params string[] rules)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<JsonElement>(
            "async (rules) => (await axe.run(document, { resultTypes: ['violations'], ...(rules.length ? { runOnly: rules } : {}) })).violations", rules);
        return [.. found.EnumerateArray().Select(one => $"{one.GetProperty("id")}: {one.GetProperty("help")} – {string.Join("; ", one.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html")))}")];
    }

    /// <summary>What axe finds in the light scheme by all rules, and in the dark one by those of colours: nothing else differs.</summary>
    internal static async Task<List<string>> ViolationsLightOrDark(IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var light = await Violations(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        return [.. light, .. (await Violations(page, "color-contrast", "link-in-text-block")).Select(one => "dark: " + one)];
    }

    /// <summary>Presses Tab until what has the focus is called by a name.</summary>
    private static async Task TabTo(IPage page, string name)
    {
        for (var stop = 0; stop < 60; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>("() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()");
            if (focused == name)
            {
                return;
            }
        }

        Assert.Fail($"Sixty times Tab did not lead to '{name}'.");
    }
}
