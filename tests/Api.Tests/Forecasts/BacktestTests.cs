using System.Text.Json;
using System.Text.Json.Nodes;
using Api.Tests.OpenApi;

namespace Api.Tests.Forecasts;

/// <summary>How methods would have done in the past, as data and as a page.</summary>
[TestFixture]
internal sealed class BacktestTests
{
    private const string Question = "/v1/forecasts/backtest?indicator=unemployment-rate&area=KU111";

    private ForecastServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await ForecastServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Past_forecasts_stand_beside_what_came()
    {
        var report = await server.Server.JsonAsync(Question + "&method=auto,naive&horizon=2&origins=3");
        var fans = report.GetProperty("fans").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(report.GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()), Is.EqualTo(new[] { "auto", "naive" }));
            Assert.That(fans.Select(f => f.GetProperty("origin").GetString()), Is.EqualTo(new[] { "2019", "2020", "2021" }));
            Assert.That(fans[0].GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("period").GetString()), Is.EqualTo(new[] { "2020", "2021" }));
            Assert.That(report.GetProperty("residuals").GetProperty("autocorrelations").GetArrayLength(), Is.GreaterThan(2));
        });
        var history = report.GetProperty("history").EnumerateArray().ToDictionary(v => v.GetProperty("period").GetString()!, v => v.GetProperty("value").GetDouble());
        foreach (var row in fans.SelectMany(f => f.GetProperty("rows").EnumerateArray()))
        {
            Assert.That(row.GetProperty("came").GetDouble(), Is.EqualTo(history[row.GetProperty("period").GetString()!]).Within(1e-9));
        }

        var naive = report.GetProperty("methods")[1].GetProperty("area")[0];
        Assert.That(naive.GetProperty("error").GetDouble(), Is.Not.Zero);
        var own = report.GetProperty("methods")[0].GetProperty("area")[0].GetProperty("error").GetDouble();
        Assert.That(own, Is.EqualTo(fans.Select(f => f.GetProperty("rows")[0]).Average(r => Math.Abs(r.GetProperty("came").GetDouble() - r.GetProperty("value").GetDouble()))).Within(1e-9));
    }

    [Test]
    public async Task That_figures_may_have_been_revised_is_said_and_asOf_leaves_later_ones_out()
    {
        var report = await server.Server.JsonAsync(Question + "&horizon=2&origins=2&asOf=2026-02-01");
        Assert.That(report.GetProperty("publication").GetString(), Is.EqualTo(server.First));
        Assert.That(report.GetProperty("last").GetString(), Is.EqualTo("2020"));
        Assert.That(report.GetProperty("notes")[0].GetProperty("code").GetString(), Is.EqualTo("revised-values"));
        Assert.That(report.GetProperty("notes")[0].GetProperty("detail").GetString(), Does.Contain(server.First));
    }

    [TestCase("fi", "Miten ennusteet olisivat osuneet")]
    [TestCase("sv", "Hur prognoserna hade träffat")]
    [TestCase("en", "How forecasts would have done")]
    public async Task The_page_has_four_pictures_with_tables_in_three_languages(string language, string title)
    {
        using var response = await server.Server.Client.GetAsync(Question + "&format=html&lang=" + language);
        var page = System.Net.WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.StartWith($"<!doctype html><html lang=\"{language}\">").And.Contain(title));
            Assert.That(page.Split("role=\"img\""), Has.Length.EqualTo(5));
            Assert.That(page.Split("<table>"), Has.Length.EqualTo(5));
            Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'; style-src 'sha256-"));
        });
    }

    [Test]
    public async Task It_can_be_downloaded()
    {
        Assert.That(await server.Server.Client.GetStringAsync(Question + "&format=csv"), Does.StartWith("indicator,area,method,ahead,"));
        Assert.That((await server.Server.Client.GetByteArrayAsync(Question + "&format=parquet"))[..4], Is.EqualTo("PAR1"u8.ToArray()));
        Assert.That((await server.Server.Client.GetByteArrayAsync(Question + "&format=arrow"))[..4], Is.All.EqualTo(0xFF));
    }

    [TestCase("?area=KU111", "missing-parameter")]
    [TestCase("?indicator=unemployment-rate", "missing-parameter")]
    [TestCase("?indicator=unemployment-rate&area=KU111&method=guess", "bad-parameter")]
    [TestCase("?indicator=unemployment-rate&area=KU111&horizon=0", "bad-parameter")]
    [TestCase("?indicator=unemployment-rate&area=members:network:paijat-hame-4", "bad-parameter")]
    [TestCase("?indicator=unemployment-rate&area=KU111&origins=12&method=auto,theta,ets,arima,dotm,ces,holt,ses,naive,naive2,damped-trend,pooled-holt,pooled-ar,pooled-ar-relative,pooled-holt-relative,seasonal-naive&horizon=1", null)]
    public async Task What_is_wrong_is_said(string query, string? code)
    {
        if (code is not null)
        {
            await server.Server.ProblemAsync("/v1/forecasts/backtest" + query, 400, code);
            return;
        }

        var document = JsonNode.Parse(await server.Server.Client.GetStringAsync("/swagger/v1/swagger.json"))!;
        var schema = document["paths"]!["/v1/forecasts/backtest"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        var answer = JsonNode.Parse((await server.Server.JsonAsync("/v1/forecasts/backtest" + query)).GetRawText())!;
        Assert.That(new SchemaCheck(document).Differences(answer, schema, "$"), Is.Empty);
    }
}
