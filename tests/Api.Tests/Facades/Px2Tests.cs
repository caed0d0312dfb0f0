using System.Text.Json.Nodes;
using Api.Tests.OpenApi;

namespace Api.Tests.Facades;

/// <summary>/px/v2 answers as PxWebApi 2 does: shapes by its specification, selection expressions, codelists, placement, problems.</summary>
[TestFixture]
internal sealed class Px2Tests
{
    private const string Data = "/px/v2/tables/unemployment-rate/data?";

    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Api.Tests", "Facades", "px2.schema.json")))!;

    [TestCase("/px/v2/config", "Config")]
    [TestCase("/px/v2/config?lang=en", "Config", Description = "clients send the language with everything")]
    [TestCase("/px/v2/tables?lang=en&pageSize=2", "Tables")]
    [TestCase("/px/v2/tables/population", "OneTable")]
    [TestCase("/px/v2/tables/unemployment-rate/metadata?lang=sv", "Dataset")]
    [TestCase("/px/v2/tables/population/metadata?defaultSelection=true", "Dataset")]
    [TestCase("/px/v2/tables/population/defaultselection", "Selection")]
    [TestCase("/px/v2/codelists/agg_region", "Codelist")]
    [TestCase(Data + "valuecodes[area]=*&valuecodes[period]=*&valuecodes[contents]=*", "Dataset")]
    [TestCase("/px/v2/tables/sickness-absence-days-per-fte/data", "Dataset")]
    public async Task Answers_keep_to_the_specification(string path, string schema) =>
        Assert.That(new SchemaCheck(Schema).Differences(await FacadeClient.JsonAsync(path), Schema["components"]!["schemas"]![schema]!, "$"), Is.Empty);

    [Test]
    public async Task Every_indicator_with_values_is_a_table_for_each_length_of_period()
    {
        var all = await FacadeClient.JsonAsync("/px/v2/tables?pageSize=100&lang=en");
        Assert.That(
            all["tables"]!.AsArray().Select(t => $"{t!["id"]} {t["timeUnit"]} {t["firstPeriod"]}-{t["lastPeriod"]}"),
            Is.EquivalentTo(new[] { "unemployment-rate Annual 2017-2018", "unemployment-rate_month Monthly 2018M01-2018M12", "population Annual 2009-2010", "sickness-absence-days-per-fte Annual 2025-2025" }));
        var found = await FacadeClient.JsonAsync("/px/v2/tables?query=UNEMPLOYMENT+month&lang=en");
        Assert.That(found["tables"]!.AsArray().Select(t => (string)t!["id"]!), Is.EqualTo(new[] { "unemployment-rate_month" }));
        var second = await FacadeClient.JsonAsync("/px/v2/tables?pageSize=3&pageNumber=2");
        Assert.That(second["page"]!["totalPages"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(second["page"]!["links"]!.AsArray().Select(l => (string)l!["rel"]!), Is.EqualTo(new[] { "self", "first", "last", "previous" }));
    }

    [TestCase("valuecodes[area]=KU111&valuecodes[period]=top(1)", "KU111|2018")]
    [TestCase("valuecodes[AREA]=ku111&valuecodes[time]=bottom(1)", "KU111|2017")]
    [TestCase("valuecodes[area]=KU111&valuecodes[period]=top(1,1)", "KU111|2017")]
    [TestCase("valuecodes[area]=KU1*,mk07&valuecodes[period]=from(2018)", "KU111|2018,MK07|2018")]
    [TestCase("valuecodes[area]=KU0?6&valuecodes[period]=to(2017)", "KU016|2017")]
    [TestCase("valuecodes[area]=KU016&valuecodes[period]=[range(2017,2018)]", "KU016|2017,KU016|2018")]
    [TestCase("valuecodes[area]=KU016&valuecodes[period]=range(2017,2018)", "KU016|2017,KU016|2018")]
    [TestCase("valuecodes[area]=*016&valuecodes[period]=20?7", "KU016|2017")]
    [TestCase("codelist[area]=vs_region&valuecodes[area]=*&valuecodes[period]=2018", "MK07|2018")]
    [TestCase("codelist[area]=agg_network&outputvalues[area]=single&valuecodes[area]=*&valuecodes[period]=2018", "KU016|2018,KU111|2018,KU560|2018")]
    public async Task Expressions_choose_values(string query, string expected)
    {
        var dataset = await FacadeClient.JsonAsync(Data + query);
        Assert.That(JsonStatCells.Read(dataset).Select(c => $"{c.Codes["area"]}|{c.Codes["period"]}"), Is.EquivalentTo(expected.Split(',')));
    }

    [Test]
    public async Task What_is_wrong_is_named_with_what_would_be_right()
    {
        var typo = await SharedServer.Server.ProblemAsync(Data + "valuecodes[area]=KU112&valuecodes[period]=*", 400, "unknown-value");
        Assert.That(typo.GetProperty("suggestions")[0].GetString(), Is.EqualTo("KU111"));
        var reversed = await SharedServer.Server.ProblemAsync("/px/v2/tables/unemployment-rate_month/data?valuecodes[area]=*&valuecodes[period]=range(2018M03,2018M01)", 400, "contradictory-parameters");
        Assert.That((reversed.GetProperty("parameter").GetString(), reversed.GetProperty("suggestions")[0].GetString()), Is.EqualTo(("period", "range(2018M01,2018M03)")));
    }

    [Test]
    public async Task A_missing_value_has_a_symbol_and_its_exact_status()
    {
        var cells = JsonStatCells.Read(await FacadeClient.JsonAsync(Data + "valuecodes[area]=KU560,network:paijat-hame-4,KU111&valuecodes[period]=*&valuecodes[contents]=*")).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(cells.Where(c => c.Codes is { } k && k["area"] == "KU560" && k["period"] == "2018").Select(c => (c.Value, c.Status, c.Symbol)), Is.All.EqualTo(((double?)null, "confidential", "...")));
            Assert.That(cells.Where(c => c.Codes["area"] == "network:paijat-hame-4" && c.Codes["period"] == "2018").Select(c => c.Symbol), Is.All.EqualTo("...."));
            Assert.That(
                cells.Where(c => c.Codes["area"] == "KU111" && c.Codes["period"] == "2017" && c.Codes["contents"] == "value").Select(c => (c.Value, c.Status, c.Symbol)),
                Is.EqualTo(new[] { ((double?)14.25, "provisional", "") }));
            Assert.That(cells.Single(c => c.Codes["area"] == "KU111" && c.Codes["period"] == "2018" && c.Codes["contents"] == "numerator").Value, Is.EqualTo(1158));
        });
    }

    [Test]
    public async Task An_eliminated_variable_takes_its_total_and_a_missing_mandatory_one_is_refused()
    {
        var dataset = await FacadeClient.JsonAsync("/px/v2/tables/population/data?valuecodes[area]=KU111&valuecodes[period]=2009");
        Assert.That(dataset["id"]!.AsArray().Select(n => (string)n!), Is.EqualTo(new[] { "area", "period" }));
        Assert.That(JsonStatCells.Read(dataset).Single().Value, Is.EqualTo(20146));
        await SharedServer.Server.ProblemAsync("/px/v2/tables/population/data?valuecodes[period]=2009", 400, "missing-selection");
    }

    [Test]
    public async Task Stub_and_heading_place_variables()
    {
        var dataset = await FacadeClient.JsonAsync("/px/v2/tables/population/data?valuecodes[area]=*&valuecodes[sex]=*&valuecodes[period]=*&heading=sex&stub=time,area");
        Assert.That(dataset["id"]!.AsArray().Select(n => (string)n!), Is.EqualTo(new[] { "period", "area", "sex" }));
        Assert.That(JsonStatCells.Read(dataset).First(c => c.Codes["area"] == "KU398" && c.Codes["period"] == "2010" && c.Codes["sex"] == "total").Value, Is.EqualTo(115919));
        await SharedServer.Server.ProblemAsync("/px/v2/tables/population/data?valuecodes[area]=*&valuecodes[period]=*&heading=sex", 400, "bad-placement");
    }

    [TestCase("/px/v2/tables/unemployment", 404, "unknown-table")]
    [TestCase("/px/v2/tables?pageNumber=99", 404, "unknown-page")]
    [TestCase("/px/v2/codelists/agg_planet", 404, "unknown-codelist")]
    [TestCase("/px/v2/savedqueries/AAAA", 404, "unknown-query")]
    [TestCase(Data + "valuecodes[region]=1", 400, "unknown-variable")]
    [TestCase(Data + "valuecodes[area]=KU999&valuecodes[period]=*", 400, "unknown-value")]
    [TestCase(Data + "valuecodes[area]=XX*&valuecodes[period]=*", 400, "unknown-value")]
    [TestCase(Data + "valuecodes[area]=*&valuecodes[period]=range(2018,2017)", 400, "contradictory-parameters")]
    [TestCase(Data + "valuecodes[area]=*&valuecodes[period]=*&division=1066", 400, "bad-parameter")]
    [TestCase("/px/v2/tables/population/data?division=as-delivered", 400, "contradictory-parameters")]
    [TestCase(Data + "valuecodes[area]=top(x)&valuecodes[period]=*", 400, "bad-expression")]
    [TestCase(Data + "valuecodes[area]=K*1*&valuecodes[period]=*", 400, "bad-expression")]
    [TestCase(Data + "valuecodes[area]=*&codelist[area]=vs_country&valuecodes[period]=*", 400, "unknown-codelist")]
    [TestCase(Data + "outputFormat=pdf", 400, "unsupported-format")]
    [TestCase(Data + "outputFormat=px&outputFormatParams=UseCodes", 400, "unsupported-format")]
    [TestCase(Data + "valuecode[area]=*", 400, "unknown-parameter")]
    [TestCase(Data + "lang=no", 400, "bad-parameter")]
    public async Task Refusals_have_the_shape_of_problems(string path, int status, string code)
    {
        var problem = await SharedServer.Server.ProblemAsync(path, status, code);
        Assert.That(new SchemaCheck(Schema).Differences(JsonNode.Parse(problem.GetRawText()), Schema["components"]!["schemas"]!["Problem"]!, "$"), Is.Empty);
    }

    [Test]
    public async Task A_posted_selection_is_the_same_as_one_in_the_address()
    {
        var posted = JsonNode.Parse(await FacadeClient.PostAsync(
            "/px/v2/tables/unemployment-rate/data?lang=en",
            """{"selection":[{"variableCode":"area","codelist":null,"valueCodes":["KU016","KU111"]},{"variableCode":"period","valueCodes":["top(2)"]}],"placement":{"heading":["period"],"stub":["area"]}}"""))!;
        var got = await FacadeClient.JsonAsync(Data + "lang=en&valuecodes[area]=KU016,KU111&valuecodes[period]=top(2)&heading=period&stub=area");
        Assert.That(posted["value"]!.ToJsonString(), Is.EqualTo(got["value"]!.ToJsonString()));
        await FacadeClient.PostAsync("/px/v2/tables/unemployment-rate/data", "{\"selection\":[", 400);
    }

    [Test]
    public async Task A_saved_query_is_in_its_id()
    {
        var saved = JsonNode.Parse(await FacadeClient.PostAsync(
            "/px/v2/savedqueries",
            """{"tableId":"population","language":"sv","outputFormat":"csv","selection":{"selection":[{"variableCode":"area","valueCodes":["KU111"]},{"variableCode":"period","valueCodes":["top(1)"]}]}}""", 201))!;
        Assert.That(new SchemaCheck(Schema).Differences(saved, Schema["components"]!["schemas"]!["Saved"]!, "$"), Is.Empty);
        var id = (string)saved["id"]!;
        Assert.That(await FacadeClient.Http.GetStringAsync($"/px/v2/savedqueries/{id}/data"), Is.EqualTo("\"Område\",\"2010\"\r\n\"Heinola\",20146\r\n"));
        var selection = await FacadeClient.JsonAsync($"/px/v2/savedqueries/{id}/selection");
        Assert.That(new SchemaCheck(Schema).Differences(selection, Schema["components"]!["schemas"]!["Selection"]!, "$"), Is.Empty);
        Assert.That((string)selection["selection"]![1]!["valueCodes"]![0]!, Is.EqualTo("2010"));
    }

    [Test]
    public async Task An_earlier_publication_can_be_asked_and_an_unchanged_answer_is_a_304()
    {
        var path = Data + "valuecodes[area]=KU111&valuecodes[period]=2018&asOf=2026-02-01";
        Assert.That(JsonStatCells.Read(await FacadeClient.JsonAsync(path)).Single().Value, Is.EqualTo(100.0 * 1100 / 8278));
        using var first = await FacadeClient.Http.GetAsync(path);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await FacadeClient.Http.SendAsync(again);
        Assert.That((int)second.StatusCode, Is.EqualTo(304));
    }

    [Test]
    public async Task Csv_is_written_as_asked()
    {
        var query = "/px/v2/tables/population/data?lang=en&valuecodes[area]=KU111&valuecodes[sex]=*&valuecodes[period]=2009&heading=sex&outputFormat=csv";
        Assert.That(await FacadeClient.Http.GetStringAsync(query + "&outputFormatParams=UseCodes,SeparatorSemicolon"), Is.EqualTo("\"area\";\"period\";\"total\";\"female\";\"male\"\r\n\"KU111\";\"2009\";20146;10073;10073\r\n"));
        Assert.That(await FacadeClient.Http.GetStringAsync(query + "&outputFormatParams=IncludeTitle"), Does.StartWith("\"population en by Area, sex and Year\"\r\n\r\n\"Area\",\"Year\","));
    }

    [Test]
    public async Task Pages_of_any_origin_may_ask()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Options, "/px/v2/tables/population/data");
        ask.Headers.Add("Origin", "http://elsewhere.invalid");
        ask.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await FacadeClient.Http.SendAsync(ask);
        Assert.That(answer.Headers.GetValues("Access-Control-Allow-Methods").Single(), Does.Contain("POST"));
    }
}
