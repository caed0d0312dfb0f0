using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.Tests;

/// <summary>The forecast of an area: asked for, told in words, drawn, tabled.</summary>
public sealed class ForecastTests : DashboardTest
{
    private const string Kept = """{"forecasts":[]}""";

    private const string Forecast = """
        {"id":null,"created":"2026-11-22T00:00:00Z","origin":"2018","horizon":2,
         "notes":[{"code":"old-origin","text":{"fi":"Uudempia lukuja on liian vähän.","sv":"Det finns för få nyare tal.","en":"There are too few newer figures."}}],
         "areas":[{"area":"network:paijat-hame-4","why":{"code":"bottom-up","text":{"fi":"Alue on jäsentensä ennusteiden summa.","sv":"Området är summan.","en":"The area is the sum."}},"warnings":[],
          "words":{"fi":["Päijät-Häme 4: odotettu luku 2020 on 10,1 %.","Luku on silloin 80 tapauksessa sadasta välillä 8,4 – 11,9.","Virhe oli 16 % pienempi."],"sv":["Väntat 10,1."],"en":["Expected 10.1."]},
          "rows":[{"period":"2019","value":10.3,"intervals":[{"level":0.8,"lower":9.4,"upper":11.2},{"level":0.95,"lower":8.9,"upper":11.7}]},
                  {"period":"2020","value":10.1,"intervals":[{"level":0.8,"lower":8.4,"upper":11.9},{"level":0.95,"lower":7.6,"upper":12.6}]}]}]}
        """;

    [Test]
    public async Task The_forecast_is_told_in_words_drawn_and_tabled([Values("fi", "en")] string language)
    {
        var page = await OpenForecast(language);
        var panel = page.Locator(".forecast");
        await Expect(panel.Locator(".forecast-words li").First).ToContainTextAsync(language == "fi" ? "odotettu luku 2020 on 10,1 %" : "Expected 10.1");
        await Expect(panel.GetByRole(AriaRole.Img)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("2020.*10[.,]1.*7[.,]6 – 12[.,]6"));
        await panel.Locator("summary").PressAsync("Enter");
        await Expect(panel.Locator("tbody tr").Last).ToContainTextAsync(language == "fi" ? "10,1 E" : "10.1 F");
        await Expect(panel.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^/v1/forecasts/backtest.*format=html&lang=" + language));
        Assert.That(await AccessibilityTests.Violations(page), Is.Empty);
        Assert.That(await page.Locator(".values").TextContentAsync(), Does.Not.Contain("2020"), "A forecast never stands among the published values.");
    }

    [Test]
    public async Task What_the_api_refuses_is_said()
    {
        var page = await Open("?lang=en&indicator=unemployment-rate", before: page => page.RouteAsync("**/v1/forecasts**", route => route.FulfillAsync(new()
        {
            Status = route.Request.Method == "POST" ? 400 : 200,
            ContentType = route.Request.Method == "POST" ? "application/problem+json" : "application/json",
            Body = route.Request.Method == "POST" ? """{"code":"no-values","detail":"There is nothing to forecast from.","title":"x","status":400}""" : Kept,
        })));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the forecast" }).ClickAsync();
        await Expect(page.Locator(".forecast .notice")).ToContainTextAsync("There is nothing to forecast from.");
    }

    private async Task<IPage> OpenForecast(string language)
    {
        var page = await Open($"?lang={language}&indicator=unemployment-rate", before: page => page.RouteAsync("**/v1/forecasts**", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = route.Request.Method == "POST" ? Forecast : Kept,
        })));
        await page.Locator(".forecast-ask button").ClickAsync();
        return page;
    }
}
