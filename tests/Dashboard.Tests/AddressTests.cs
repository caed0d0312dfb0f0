using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

public sealed class AddressTests : DashboardTest
{
    [Test]
    public async Task Back_and_forward_go_through_the_states()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate");
        await page.GetByRole(AriaRole.Link, new() { Name = "Avoimet työpaikat sataa työtöntä kohti" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Avoimet työpaikat sataa työtöntä kohti");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Open vacancies per 100 unemployed");
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Avoimet työpaikat sataa työtöntä kohti");
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Työttömyysaste");
        await page.GoForwardAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Avoimet työpaikat sataa työtöntä kohti");
    }

    [Test]
    public async Task A_shared_address_opens_the_same_view()
    {
        var page = await Open("?lang=sv&indicator=zero-absence-share&area=KU111,KU560&sex=male,female&period=2022");
        await Expect(page.Locator(".chip")).ToHaveTextAsync(["Heinola", "Orimattila"]);
        await Expect(page.Locator(".ranking select")).ToHaveValueAsync("2022");
        await Expect(page.Locator(".legend li")).ToHaveTextAsync(["Heinola, män", "Heinola, kvinnor", "Orimattila, män", "Orimattila, kvinnor"]);
    }

    [Test]
    public async Task Csv_link_answers_the_query_of_the_view()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate&area=KU111,KU398");
        var href = await page.GetByRole(AriaRole.Link, new() { Name = "Lataa CSV" }).GetAttributeAsync("href");
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var answer = await client.GetAsync(href);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
            Assert.That(lines, Has.Length.EqualTo(1 + (2 * 13)));
            Assert.That(lines[1], Does.StartWith("unemployment-rate,KU111,2006,"));
        });
    }

    [Test]
    public async Task An_unknown_indicator_is_said_and_the_nearest_ones_are_offered()
    {
        var page = await Open("?lang=en&indicator=unemployment");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The indicator in the address does not exist.");
        await page.Locator(".suggestions a").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Unemployment rate (registered)");
    }

    [Test]
    public async Task A_server_that_does_not_answer_is_said_and_asked_again_on_request()
    {
        var page = await Open("?lang=fi&indicator=unemployment-rate", before: one => one.RouteAsync("**/v1/values*", route => route.AbortAsync()));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Palvelin ei vastaa.");
        await page.UnrouteAsync("**/v1/values*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yritä uudelleen" }).ClickAsync();
        await Expect(page.Locator(".values tbody tr")).ToHaveCountAsync(13);
    }

    [Test]
    public async Task An_indicator_without_values_says_so_instead_of_an_empty_chart()
    {
        var page = await Open("?lang=sv&indicator=long-term-unemployed-share");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Det finns inga siffror för de valda områdena");
        await Expect(page.Locator(".chart")).ToHaveCountAsync(0);
    }
}
