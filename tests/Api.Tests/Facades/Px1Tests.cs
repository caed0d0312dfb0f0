using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>/px/v1 answers as PxWeb's first interface does.</summary>
[TestFixture]
internal sealed class Px1Tests
{
    private const string Table = "/px/v1/fi/insight/employment/population.px";

    [Test]
    public async Task Folders_lead_to_tables()
    {
        Assert.That((string)(await FacadeClient.JsonAsync("/px/v1/fi"))[0]!["dbid"]!, Is.EqualTo("insight"));
        Assert.That((await FacadeClient.JsonAsync("/px/v1/sv/insight")).AsArray().Select(f => $"{f!["id"]} {f["type"]} {f["text"]}"), Is.EqualTo(new[] { "employment l Sysselsättning", "workforce l Arbetsförmåga" }));
        Assert.That(
            (await FacadeClient.JsonAsync("/px/v1/en/insight/employment")).AsArray().Select(t => $"{t!["id"]} {t["type"]} {t["text"]}"),
            Does.Contain("population.px t population en by Area, sex and Year"));
        Assert.That((string)(await FacadeClient.JsonAsync("/px/v1/en/insight?query=popul&filter=*"))[0]!["id"]!, Is.EqualTo("population.px"));
        Assert.That((bool)(await FacadeClient.JsonAsync("/px/v1/en?config"))["CORS"]!, Is.True);
    }

    [Test]
    public async Task Metadata_names_variables_values_and_what_may_be_left_out()
    {
        var meta = await FacadeClient.JsonAsync(Table);
        Assert.That(meta["variables"]!.AsArray().Select(v => $"{v!["code"]}|{v["text"]}|{v["elimination"]}|{v["time"]}"), Is.EqualTo(new[] { "area|Alue||", "sex|sex|true|", "contents|Tiedot|true|", "period|Vuosi||true" }));
        Assert.That(meta["variables"]![0]!["valueTexts"]!.AsArray().Select(n => (string)n!), Is.EqualTo(new[] { "Heinola", "Lahti" }));
    }

    [TestCase("""{"filter":"item","values":["KU398","KU111"]}""", "KU398,KU111")]
    [TestCase("""{"filter":"all","values":["*"]}""", "KU111,KU398")]
    [TestCase("""{"filter":"all","values":["KU1*"]}""", "KU111")]
    [TestCase("""{"filter":"top","values":["1"]}""", "KU111")]
    [TestCase("""{"filter":"vs:municipality","values":["KU398"]}""", "KU398")]
    public async Task Filters_choose_values(string filter, string areas)
    {
        var body = """{"query":[{"code":"area","selection":""" + filter + """},{"code":"period","selection":{"filter":"top","values":["1"]}}],"response":{"format":"json-stat2"}}""";
        var cells = JsonStatCells.Read(JsonNode.Parse(await FacadeClient.PostAsync(Table, body))!).ToList();
        Assert.That(cells.Select(c => c.Codes["area"]), Is.EqualTo(areas.Split(',')));
        Assert.That(cells.Select(c => c.Codes["period"]), Is.All.EqualTo("2010"));
    }

    [Test]
    public async Task Its_own_json_has_keys_and_values_as_texts()
    {
        var answer = JsonNode.Parse(await FacadeClient.PostAsync(
            "/px/v1/en/insight/employment/unemployment-rate.px",
            """{"query":[{"code":"area","selection":{"filter":"item","values":["KU111","KU560"]}},{"code":"contents","selection":{"filter":"item","values":["value","numerator"]}},{"code":"period","selection":{"filter":"item","values":["2018"]}}],"response":{"format":"json"}}"""))!;
        Assert.That(answer["columns"]!.AsArray().Select(c => $"{c!["code"]} {c["type"]}"), Is.EqualTo(new[] { "area d", "period t", "value c", "numerator c" }));
        Assert.That(answer["data"]!.AsArray().Select(d => d!.ToJsonString()), Is.EqualTo(new[]
        {
            """{"key":["KU111","2018"],"values":["13.988886204397197","1158"]}""", """{"key":["KU560","2018"],"values":["...","..."]}""",
        }));
    }

    [Test]
    public async Task A_question_without_choices_has_everything_and_json_stat_1_its_own_shape()
    {
        var answer = JsonNode.Parse(await FacadeClient.PostAsync(Table, """{"query":[],"response":{"format":"json-stat"}}"""))!["dataset"]!;
        Assert.That(answer["dimension"]!["id"]!.AsArray().Select(n => (string)n!), Is.EqualTo(new[] { "area", "period" }), "sex and measure are eliminated");
        Assert.That(answer["dimension"]!["role"]!["time"]!.ToJsonString(), Is.EqualTo("[\"period\"]"));
        Assert.That(answer["value"]!.AsArray(), Has.Count.EqualTo(4));
    }

    [TestCase("/px/v1/no", "unknown-language")]
    [TestCase("/px/v1/fi/StatFin", "unknown-database")]
    [TestCase("/px/v1/fi/insight/climates", "unknown-theme")]
    [TestCase("/px/v1/fi/insight/employment/none.px", "unknown-table")]
    public async Task What_does_not_exist_is_a_404(string path, string code) => await SharedServer.Server.ProblemAsync(path, 404, code);

    [TestCase("""{"query":[{"code":"area","selection":{"filter":"agg:planet","values":["*"]}}]}""", "unknown-codelist")]
    [TestCase("""{"query":[{"code":"area","selection":{"filter":"some","values":["*"]}}]}""", "bad-parameter")]
    [TestCase("""{"query":[{"code":"area","selection":{"filter":"top","values":["-1"]}}]}""", "bad-expression")]
    [TestCase("""{"query":[{"code":"x"}]}""", "unknown-variable")]
    [TestCase("""{"query":3}""", "bad-body")]
    [TestCase("[]", "bad-body")]
    public async Task What_cannot_be_read_is_a_400(string body, string code) => Assert.That(await FacadeClient.PostAsync(Table, body, 400), Does.Contain($"\"code\":\"{code}\""));
}
