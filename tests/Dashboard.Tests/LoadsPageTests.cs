using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

/// <summary>The steward's page: what waits, what runs and when, what was delivered; over canned answers.</summary>
public sealed class LoadsPageTests : DashboardTest
{
    [Test]
    public async Task Axe_finds_nothing_with_everything_open([Values("fi", "sv", "en")] string language)
    {
        var page = await OpenLoads(language);
        await page.Locator("section[aria-labelledby=runs] button[aria-expanded]").Last.ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=runs] table")).ToHaveCountAsync(2);
        await page.Locator("section[aria-labelledby=deliveries] summary").Last.ClickAsync();
        await ChooseFileAsync(page);
        await page.Locator("section[aria-labelledby=files] button").First.ClickAsync();
        await Expect(page.Locator("section[aria-labelledby=files] table")).ToHaveCountAsync(2);
        Assert.That(await AccessibilityTests.ViolationsLightOrDark(page), Is.Empty);
        if (Environment.GetEnvironmentVariable("INSIGHT_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"loads-{language}.png"), FullPage = true });
        }
    }

    [Test]
    public async Task What_waits_is_returned_with_a_comment_by_keyboard()
    {
        var page = await OpenLoads("en");
        await Expect(page.Locator("section[aria-labelledby=candidate]")).ToContainTextAsync("sickness-absence-days-per-fte: 3 figures revised by more than 20 %: KU111 2025 15.2 → 31.9");
        await Expect(page.Locator("section[aria-labelledby=candidate]")).ToContainTextAsync("Approvals 1/2.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Return" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".said")).ToContainTextAsync("That did not work. A comment is missing.");
        await page.GetByLabel("Comment").First.FillAsync("31.9 cannot be");
        await page.GetByRole(AriaRole.Button, new() { Name = "Return" }).PressAsync("Enter");
        await Expect(page.Locator(".said")).ToHaveTextAsync("Done.");
        await Expect(page.Locator("section[aria-labelledby=candidate]")).ToContainTextAsync("Nothing needs approval.");
    }

    [Test]
    public async Task What_is_to_be_mended_stands_first_and_who_never_delivered_is_named_with_since_when()
    {
        var page = await OpenLoads("en");
        var alerts = page.Locator("section[aria-labelledby=alerts]");
        await Expect(alerts.GetByRole(AriaRole.Row).Filter(new() { HasText = "the producer renamed something" })).ToContainTextAsync("'TYOVOIMATK' is called 'LABFORCE' now");
        await Expect(alerts).ToContainTextAsync("a file is wrong");
        await Expect(page.Locator("section[aria-labelledby=deliveries]")).ToContainTextAsync("Heinola: has not delivered (expected since 2026-09-01), Orimattila: late since 2026-09-10 (latest 2026-07)");
    }

    [Test]
    public async Task A_file_is_tried_its_bad_rows_are_named_and_it_is_delivered()
    {
        var page = await OpenLoads("en");
        var files = page.Locator("section[aria-labelledby=files]");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try" })).ToBeDisabledAsync();
        await ChooseFileAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).PressAsync("Enter");
        await Expect(files.GetByRole(AriaRole.Status)).ToContainTextAsync("Acceptable. 2 rows, 1 figures, 1 rows refused.");
        await Expect(files.GetByRole(AriaRole.Row).Filter(new() { HasText = "This is no date." })).ToContainTextAsync("Write dates as 31.1.2025.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deliver" }).PressAsync("Enter");
        await Expect(files.GetByRole(AriaRole.Status)).ToContainTextAsync("Accepted.");
        await ChooseFileAsync(page, "person;start\n1;stop\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).PressAsync("Enter");
        await Expect(files.GetByRole(AriaRole.Status)).ToContainTextAsync("A check stops it.");
        await Expect(files.GetByRole(AriaRole.Row).Filter(new() { HasText = "ei ole vähintään 0" })).ToContainTextAsync("korjaa luku tiedostoon");
    }

    [Test]
    public async Task A_schedule_is_made_and_removed()
    {
        var page = await OpenLoads("en");
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Make a schedule" });
        await form.GetByLabel("Id of the schedule").FillAsync("syke-early");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        var row = page.Locator("section[aria-labelledby=schedules]").GetByRole(AriaRole.Row).Filter(new() { HasText = "syke-early" });
        await Expect(row).ToContainTextAsync("0 30 7 ? * MON-FRI");
        await row.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Without_the_key_the_page_can_be_read_and_nothing_changed()
    {
        var page = await Open("loads.html?lang=fi");
        await Expect(page.Locator("section[aria-labelledby=candidate]")).ToContainTextAsync("Odottavan luonnoksen näkee avaimella.");
        await Expect(page.Locator("section[aria-labelledby=schedules]")).ToContainTextAsync("ma 23.11.2026 klo 8.20");
        await Expect(page.Locator("section[aria-labelledby=deliveries]")).ToContainTextAsync("myöhässä 12 pv");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("2 payloads");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Aja nyt" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Palaa tähän" })).ToBeDisabledAsync();
        Assert.That(await page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"), Is.Zero);
    }

    private static Task ChooseFileAsync(IPage page, string text = "person;start\n1;1.1.2025\n2;soon\n") => page.Locator("section[aria-labelledby=files] input[type=file]").SetInputFilesAsync(
        new FilePayload { Name = "absences_016.csv", MimeType = "application/vnd.ms-excel", Buffer = Encoding.UTF8.GetBytes(text) });

    private async Task<IPage> OpenLoads(string language)
    {
        var page = await Open("loads.html?lang=" + language);
        await page.Locator("#key").FillAsync(CannedLoads.Key);
        await page.Locator("#key").PressAsync("Enter");
        await Expect(page.Locator("#comment")).ToBeVisibleAsync();
        await Expect(page.Locator("section[aria-labelledby=candidate] table")).ToHaveCountAsync(2);
        return page;
    }
}
