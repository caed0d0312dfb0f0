using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

/// <summary>What the figure says, under the chart.</summary>
public sealed class NarrativeTests : DashboardTest
{
    [Test]
    public async Task The_sentences_stand_under_the_chart_and_their_numbers_lead_to_where_they_come_from()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Mitä tapahtui?" });
        await Expect(panel.Locator("p").First).ToContainTextAsync("Luku oli 14,0");
        await panel.GetByRole(AriaRole.Link, new() { NameRegex = new("^14,0") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_briefing_of_the_area_is_one_link_away()
    {
        var page = await Open("?lang=sv&indicator=unemployment-rate&area=KU111");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Öppna lägesöversikten: Heinola" }))
            .ToHaveAttributeAsync("href", "v1/briefing?area=KU111&lang=sv&format=html");
    }
}
