using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Api.Tests.Lake;
using Api.Tests.OpenApi;

namespace Api.Tests.Forecasts;

/// <summary>Forecasts: made, kept, read again, refused.</summary>
[TestFixture]
internal sealed class ForecastTests
{
    private const string Heinola = """{"indicator":"unemployment-rate","areas":["111","network:paijat-hame-4","KU016","KU098","KU560"],"store":false}""";

    private ForecastServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await ForecastServer.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task A_forecast_says_what_is_expected_how_sure_and_how_good_past_forecasts_were()
    {
        var forecast = await server.MakeAsync(Heinola);
        var heinola = forecast.GetProperty("areas")[0];
        Assert.Multiple(() =>
        {
            Assert.That(forecast.GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(forecast.GetProperty("publication").GetString(), Is.EqualTo(server.Second));
            Assert.That(forecast.GetProperty("origin").GetString(), Is.EqualTo("2023"));
            Assert.That(heinola.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("period").GetString()), Is.EqualTo(new[] { "2024", "2025", "2026", "2027" }));
            Assert.That(heinola.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("obsStatus").GetString()), Is.All.EqualTo("F"));
            Assert.That(heinola.GetProperty("why").GetProperty("code").GetString(), Is.EqualTo("pooled"));
            Assert.That(heinola.GetProperty("words").GetProperty("fi").GetArrayLength(), Is.EqualTo(3));
            Assert.That(heinola.GetProperty("words").GetProperty("sv")[0].GetString(), Does.Contain("2027"));
            Assert.That(heinola.GetProperty("last").GetProperty("period").GetString(), Is.EqualTo("2023"));
            Assert.That(forecast.GetProperty("backtests")[0].GetProperty("pool").GetString(), Is.EqualTo("municipality"));
            Assert.That(forecast.GetProperty("backtests")[0].GetProperty("horizons")[0].GetProperty("coverage")[1].GetProperty("realised").GetDouble(), Is.InRange(0.5, 1.0));
        });
        foreach (var row in heinola.GetProperty("rows").EnumerateArray())
        {
            var (inner, outer) = (row.GetProperty("intervals")[0], row.GetProperty("intervals")[1]);
            Assert.That(
                new[] { outer.GetProperty("lower"), inner.GetProperty("lower"), row.GetProperty("value"), inner.GetProperty("upper"), outer.GetProperty("upper") }.Select(v => v.GetDouble()),
                Is.Ordered);
        }
    }

    [Test]
    public async Task The_network_is_the_sum_of_its_members()
    {
        var areas = (await server.MakeAsync(Heinola)).GetProperty("areas").EnumerateArray().ToDictionary(a => a.GetProperty("area").GetString()!, a => a.GetProperty("rows")[3]);
        var members = areas.Where(a => a.Key.StartsWith("KU", StringComparison.Ordinal)).Select(a => a.Value).ToList();
        var network = areas["network:paijat-hame-4"];
        double Sum(string component) => members.Sum(m => m.GetProperty(component).GetDouble());
        Assert.That(network.GetProperty("numerator").GetDouble(), Is.EqualTo(Sum("numerator")).Within(1e-9 * Sum("numerator")));
        Assert.That(network.GetProperty("value").GetDouble(), Is.EqualTo(100.0 * Sum("numerator") / Sum("denominator")).Within(1e-9));
    }

    [Test]
    public async Task Nothing_before_a_break_is_used_and_that_is_said()
    {
        var orimattila = (await server.MakeAsync(Heinola)).GetProperty("areas")[4];
        Assert.That(orimattila.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("detail").GetString()), Has.Some.Contains("before 2011"));
    }

    [Test]
    public async Task As_of_an_earlier_publication_nothing_later_is_seen()
    {
        var forecast = await server.MakeAsync(Heinola.Replace("\"store\"", "\"asOf\":\"2026-02-01\",\"store\"", StringComparison.Ordinal));
        Assert.That(forecast.GetProperty("publication").GetString(), Is.EqualTo(server.First));
        Assert.That(forecast.GetProperty("origin").GetString(), Is.EqualTo("2020"));
    }

    [Test]
    public async Task A_stored_forecast_has_the_same_bytes_for_ever_and_is_made_once()
    {
        const string body = """{"indicator":"unemployment-rate","areas":["KU111"],"horizon":3}""";
        using var made = await server.PostAsync(body);
        Assert.That((int)made.StatusCode, Is.EqualTo(201), await made.Content.ReadAsStringAsync());
        var place = made.Headers.Location!.ToString();
        var bytes = await made.Content.ReadAsByteArrayAsync();
        Assert.That(await server.Server.Client.GetByteArrayAsync(place), Is.EqualTo(bytes));
        using var again = await server.PostAsync(body);
        Assert.That((int)again.StatusCode, Is.EqualTo(200));
        Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.EqualTo(bytes));
        var listed = (await server.Server.JsonAsync("/v1/forecasts?indicator=unemployment-rate&area=KU111")).GetProperty("forecasts").EnumerateArray().Select(f => "/v1/forecasts/" + f.GetProperty("id").GetString());
        Assert.That(listed, Has.One.EqualTo(place));
        Assert.That((await server.Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111&period=2024")).GetProperty("rows")[0].GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null), "A forecast is never among the values.");
        await FormatsAsync(place);
    }

    [Test]
    public async Task A_scenario_moves_the_forecast_and_keeps_the_baseline()
    {
        var shocked = (await server.MakeAsync("""{"indicator":"unemployment-rate","areas":["KU111","network:paijat-hame-4"],"store":false,"scenario":{"shock":{"from":"2025","component":"numerator","percent":20,"areas":["KU111"]}}}""")).GetProperty("areas");
        foreach (var row in shocked[0].GetProperty("rows").EnumerateArray())
        {
            var factor = row.GetProperty("ahead").GetInt32() >= 2 ? 1.2 : 1.0;
            Assert.That(row.GetProperty("value").GetDouble(), Is.EqualTo(factor * row.GetProperty("baseline").GetDouble()).Within(1e-9));
        }

        Assert.That(shocked[1].GetProperty("rows")[3].GetProperty("value").GetDouble(), Is.GreaterThan(shocked[1].GetProperty("rows")[3].GetProperty("baseline").GetDouble()));
        var set = (await server.MakeAsync("""{"indicator":"unemployment-rate","areas":["KU111"],"horizon":2,"store":false,"scenario":{"component":"denominator","paths":{"KU111":[1000,2000]}}}""")).GetProperty("areas")[0].GetProperty("rows")[1];
        Assert.That(set.GetProperty("denominator").GetDouble(), Is.EqualTo(2000.0).Within(1e-9));
        Assert.That(set.GetProperty("value").GetDouble(), Is.EqualTo(100.0 * set.GetProperty("numerator").GetDouble() / 2000.0).Within(1e-9));
        Assert.That(set.GetProperty("intervals")[0].GetProperty("lower").GetDouble(), Is.LessThan(set.GetProperty("value").GetDouble()));
    }

    [Test]
    public async Task The_chance_of_a_target_is_told_or_refused_with_the_reason()
    {
        var target = (await server.MakeAsync("""{"indicator":"unemployment-rate","areas":["KU111"],"store":false,"target":{"value":6.0}}""")).GetProperty("areas")[0].GetProperty("target");
        Assert.That(target.GetProperty("state").GetString(), Is.EqualTo("assessed"));
        Assert.That(target.GetProperty("reach").GetString(), Is.EqualTo("at-most"));
        Assert.That(target.GetProperty("chances").EnumerateArray().Select(c => c.GetProperty("chance").GetDouble()), Is.All.InRange(0.01, 0.99));
        var refused = (await server.MakeAsync("""{"indicator":"unemployment-rate","areas":["KU111"],"origin":"2014","store":false,"target":{"value":1.0}}""")).GetProperty("areas")[0].GetProperty("target");
        Assert.That(refused.GetProperty("state").GetString(), Is.EqualTo("not-assessable"));
        Assert.That(refused.GetProperty("why").GetProperty("code").GetString(), Is.EqualTo("short"));
        Assert.That(refused.GetProperty("chances").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task The_area_s_own_target_is_taken_when_none_is_asked_for()
    {
        var areas = (await server.MakeAsync("""{"indicator":"unemployment-rate","areas":["KU098","KU560","KU016","KU111"],"store":false}""")).GetProperty("areas");
        var target = areas[0].GetProperty("target");
        Assert.Multiple(() =>
        {
            Assert.That(target.GetProperty("state").GetString(), Is.EqualTo("assessed"));
            Assert.That(target.GetProperty("reach").GetString(), Is.EqualTo("at-most"));
            Assert.That(target.GetProperty("decided").GetProperty("id").GetString(), Is.EqualTo("KU098:unemployment-rate:2026"), "The next one, not the later one.");
            Assert.That(target.GetProperty("decided").GetProperty("chance").GetDouble(), Is.EqualTo(target.GetProperty("chances")[2].GetProperty("chance").GetDouble()));
            Assert.That(areas[0].GetProperty("words").GetProperty("en")[3].GetString(), Does.Contain("year 2026").And.Contain("%"));
            Assert.That(areas[1].GetProperty("target").GetProperty("why").GetProperty("code").GetString(), Is.EqualTo("definition-differs"));
            Assert.That(areas[1].GetProperty("target").GetProperty("chances").GetArrayLength(), Is.Zero);
            Assert.That(areas[2].GetProperty("target").GetProperty("state").GetString(), Is.EqualTo("reached"));
            Assert.That(areas[3].GetProperty("target").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
        var asked = (await server.MakeAsync("""{"indicator":"unemployment-rate","areas":["KU098"],"store":false,"target":{"value":20,"reach":"at-most"}}""")).GetProperty("areas")[0].GetProperty("target");
        Assert.That(asked.GetProperty("value").GetDouble(), Is.EqualTo(20.0));
        Assert.That(asked.GetProperty("decided").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Hindcasts_are_told_apart_from_forecasts_that_came_first()
    {
        using var late = await server.PostAsync("""{"indicator":"population","areas":["KU016"],"origin":"2019","horizon":2}""");
        Assert.That((int)late.StatusCode, Is.EqualTo(201), await late.Content.ReadAsStringAsync());
        using var asOf = await server.PostAsync("""{"indicator":"gini","areas":["KU016"],"asOf":"2026-02-01","horizon":2}""");
        Assert.That((int)asOf.StatusCode, Is.EqualTo(201), await asOf.Content.ReadAsStringAsync());
        foreach (var indicator in new[] { "population", "gini" })
        {
            var rows = (await server.Server.JsonAsync("/v1/forecasts/accuracy?indicator=" + indicator)).GetProperty("rows").EnumerateArray().ToList();
            Assert.That(rows.Select(r => r.GetProperty("kind").GetString()), Is.Not.Empty.And.All.EqualTo("hindcast"), indicator);
            Assert.That((await server.Server.JsonAsync($"/v1/forecasts/accuracy?indicator={indicator}&kind=forecast")).GetProperty("comparisons").GetInt32(), Is.Zero, indicator);
        }

        Assert.That(await server.Server.Client.GetStringAsync("/v1/forecasts/accuracy?indicator=gini&format=csv"), Does.StartWith("indicator,kind,frequency,method,size_class,ahead,").And.Contain("gini,hindcast,year,"));
        await server.Server.ProblemAsync("/v1/forecasts/accuracy?kind=guess", 400, "bad-parameter");
    }

    [Test]
    public async Task An_indicator_that_cannot_be_taken_apart_is_forecast_by_its_values()
    {
        var forecast = await server.MakeAsync("""{"indicator":"gini","areas":["KU111","MK07"],"method":"theta","store":false}""");
        Assert.Multiple(() =>
        {
            Assert.That(forecast.GetProperty("areas")[0].GetProperty("method").GetString(), Is.EqualTo("theta"));
            Assert.That(forecast.GetProperty("areas")[0].GetProperty("warnings")[0].GetProperty("code").GetString(), Is.EqualTo("provisional"));
            Assert.That(forecast.GetProperty("areas")[1].GetProperty("method").GetString(), Is.EqualTo("none"));
            Assert.That(forecast.GetProperty("areas")[1].GetProperty("rows").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task A_computation_can_be_followed()
    {
        using var response = await server.PostAsync("""{"indicator":"population","areas":["KU111"],"breakdown":{"sex":"male"},"store":false}""", withKey: false, prefer: "respond-async");
        Assert.That((int)response.StatusCode, Is.EqualTo(202));
        var place = response.Headers.Location!.ToString();
        var job = await server.Server.JsonAsync(place);
        while (job.GetProperty("state").GetString() is "queued" or "running")
        {
            job = await server.Server.JsonAsync(place);
        }

        Assert.That(job.GetProperty("state").GetString(), Is.EqualTo("done"));
        Assert.That(job.GetProperty("share").GetDouble(), Is.EqualTo(1.0));
        Assert.That(job.GetProperty("result").GetProperty("breakdown").GetProperty("sex").GetString(), Is.EqualTo("male"));
        using var cancelled = await server.Server.Client.DeleteAsync(place);
        Assert.That((int)cancelled.StatusCode, Is.EqualTo(200), "What is over stays over.");
    }

    [TestCase("""{"areas":["KU111"]}""", 400, "missing-parameter")]
    [TestCase("""{"indicator":"unemployment","areas":["KU111"]}""", 400, "unknown-indicator")]
    [TestCase("""{"indicator":"unemployment-rate"}""", 400, "missing-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU999"]}""", 400, "unknown-area")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["members:members:MK07"]}""", 400, "unknown-area")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU992"]}""", 400, "no-values")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"horizon":0}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"horizon":16}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"levels":[0.8,1.5]}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"levels":[]}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"method":"crystal-ball"}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"frequency":"month"}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"origin":"2031"}""", 400, "bad-period")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"breakdown":{"sex":"male"}}""", 400, "unknown-breakdown")]
    [TestCase("""{"indicator":"population","areas":["KU111"],"breakdown":{"sex":"female"}}""", 400, "unknown-member")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"asOf":"2020-01-01"}""", 404, "no-publication")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"scenario":{}}""", 400, "contradictory-parameters")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"scenario":{"shock":{"from":"2025-01","add":1}}}""", 400, "bad-period")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"scenario":{"shock":{"from":"2025"}}}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"scenario":{"component":"denominator","paths":{"KU111":[1]}}}""", 400, "bad-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","areas":["KU111"],"target":{}}""", 400, "missing-parameter")]
    [TestCase("""{"indicator":"unemployment-rate","area":"KU111"}""", 400, "bad-body")]
    [TestCase("[", 400, "bad-body")]
    public async Task What_is_wrong_with_a_request_is_said(string body, int status, string code)
    {
        var unstored = body.EndsWith('}') ? body[..^1] + ",\"store\":false}" : body;
        await server.Server.ProblemAsync("/v1/forecasts", status, code, HttpMethod.Post, request => request.Content = new StringContent(unstored, new MediaTypeHeaderValue("application/json")));
    }

    [Test]
    public async Task To_keep_a_forecast_needs_the_steward_s_key() => await server.Server.ProblemAsync(
        "/v1/forecasts", 401, "unauthorized", HttpMethod.Post,
        request => request.Content = new StringContent("""{"indicator":"unemployment-rate","areas":["KU111"]}""", new MediaTypeHeaderValue("application/json")));

    [Test]
    public async Task What_is_not_there_is_said()
    {
        await server.Server.ProblemAsync("/v1/forecasts/20200101T000000Z-00000000", 404, "unknown-forecast");
        await server.Server.ProblemAsync("/v1/forecasts/jobs/none", 404, "unknown-job");
        await server.Server.ProblemAsync("/v1/forecasts?colour=red", 400, "unknown-parameter");
    }

    [Test]
    public async Task The_answer_has_the_members_that_the_document_names()
    {
        var document = JsonNode.Parse(await server.Server.Client.GetStringAsync("/swagger/v1/swagger.json"))!;
        var schema = document["paths"]!["/v1/forecasts"]!["post"]!["responses"]!["201"]!["content"]!["application/json"]!["schema"]!;
        var answer = JsonNode.Parse((await server.MakeAsync(Heinola)).GetRawText())!;
        Assert.That(new SchemaCheck(document).Differences(answer, schema, "$"), Is.Empty);
    }

    private async Task FormatsAsync(string place)
    {
        var csv = (await server.Server.Client.GetStringAsync(place + "?format=csv")).Split("\r\n");
        Assert.That(csv[0], Is.EqualTo("indicator,area,period,ahead,value,numerator,denominator,baseline,naive,scale,level,lower,upper,obs_status,method,origin,publication,synthetic"));
        Assert.That(csv, Has.Length.EqualTo(1 + 3 * 2 + 1));
        var parquet = await server.Server.Client.GetByteArrayAsync(place + "?format=parquet");
        Assert.That(parquet[..4], Is.EqualTo("PAR1"u8.ToArray()));
        using var arrow = await server.Server.Client.GetAsync(place + "?format=arrow");
        Assert.That(arrow.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/vnd.apache.arrow.stream"));
        Assert.That((await arrow.Content.ReadAsByteArrayAsync())[..4], Is.All.EqualTo(0xFF));
        using var known = new HttpRequestMessage(HttpMethod.Get, place);
        using var first = await server.Server.Client.GetAsync(place);
        known.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await server.Server.Client.SendAsync(known);
        Assert.That((int)unchanged.StatusCode, Is.EqualTo(304));
    }
}
