using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>/sdmx answers data and structure queries of SDMX-REST 2.2.</summary>
[TestFixture]
internal sealed class SdmxTests
{
    private const string Flow = "/sdmx/data/dataflow/INSIGHT/UNEMPLOYMENT_RATE/1.0.0/";

    [TestCase("A.KU111", "A KU111 2017,A KU111 2018")]
    [TestCase("A", "A KU016 2017,A KU016 2018,A KU111 2017,A KU111 2018,A KU560 2018,A MK07 2018,A network_paijat-hame-4 2018")]
    [TestCase("*.KU111?lastNObservations=1", "A KU111 2018,M KU111 2018-12")]
    [TestCase("A.*?firstNObservations=1&c[REF_AREA]=sw:KU0,sw:KU1", "A KU016 2017,A KU111 2017")]
    [TestCase("A.KU016,M.KU111", "A KU016 2017,A KU016 2018,M KU111 2018-12")]
    [TestCase("M.KU016?c[TIME_PERIOD]=ge:2018-03+le:2018-04", "M KU016 2018-03,M KU016 2018-04")]
    [TestCase("M.KU016?c[TIME_PERIOD]=lt:2018-02,gt:2018-11", "M KU016 2018-01,M KU016 2018-12")]
    [TestCase("*?c[REF_AREA]=KU111&c[FREQ]=A&c[TIME_PERIOD]=eq:2018", "A KU111 2018")]
    [TestCase("A?c[OBS_STATUS]=Q", "A KU560 2018")]
    [TestCase("A?c[OBS_VALUE]=ge:10+lt:12&c[TIME_PERIOD]=2017", "A KU016 2017")]
    [TestCase("*?limit=2&offset=1", "A KU016 2018,A KU111 2017")]
    public async Task Keys_and_conditions_choose_observations(string query, string expected)
    {
        var rows = await CsvAsync(Flow + query);
        Assert.That(rows.Select(r => $"{r["FREQ"]} {r["REF_AREA"]} {r["TIME_PERIOD"]}"), Is.EquivalentTo(expected.Split(',')));
    }

    [Test]
    public async Task Csv_has_the_columns_of_the_specification()
    {
        var text = await FacadeClient.Http.GetStringAsync(Flow + "A.KU560+KU111?format=csv&c[TIME_PERIOD]=2018");
        Assert.That(text, Is.EqualTo(
            "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MEASURE,DECIMALS\r\n"
            + "dataflow,INSIGHT:UNEMPLOYMENT_RATE(1.0.0),I,A,KU111,2018,13.988886204397197,A,F,NUMBER,1\r\ndataflow,INSIGHT:UNEMPLOYMENT_RATE(1.0.0),I,A,KU560,2018,,Q,C,NUMBER,1\r\n"));
        Assert.That(await FacadeClient.Http.GetStringAsync(Flow + "A.KU111?format=csv&lastNObservations=1&attributes=none&measures=none"), Does.EndWith("TIME_PERIOD\r\ndataflow,INSIGHT:UNEMPLOYMENT_RATE(1.0.0),I,A,KU111,2018\r\n"));
    }

    [TestCase("", 2)]
    [TestCase("?dimensionAtObservation=AllDimensions", 0)]
    [TestCase("?dimensionAtObservation=REF_AREA", 2)]
    public async Task Json_can_be_read_back_by_positions(string query, int seriesDimensions)
    {
        var message = await FacadeClient.JsonAsync(Flow + "A" + query);
        var (structure, set) = (message["data"]!["structures"]![0]!, message["data"]!["dataSets"]![0]!);
        Assert.That(structure["dimensions"]!["series"]!.AsArray(), Has.Count.EqualTo(seriesDimensions));
        var read = SdmxJsonCells.Read(structure, set).ToDictionary(o => $"{o.Codes["REF_AREA"]}|{o.Codes["TIME_PERIOD"]}", o => (o.Value, o.Codes["OBS_STATUS"]));
        var expected = (await CsvAsync(Flow + "A")).ToDictionary(r => $"{r["REF_AREA"]}|{r["TIME_PERIOD"]}", r => (r["OBS_VALUE"].Length == 0 ? (double?)null : double.Parse(r["OBS_VALUE"], System.Globalization.CultureInfo.InvariantCulture), r["OBS_STATUS"]));
        Assert.That(read, Is.EquivalentTo(expected));
    }

    [Test]
    public async Task An_unknown_code_is_named_with_the_nearest_ones_and_its_component()
    {
        var inKey = await SharedServer.Server.ProblemAsync(Flow + "A.KU016+KU1111", 400, "unknown-code");
        Assert.That((inKey.GetProperty("parameter").GetString(), inKey.GetProperty("value").GetString(), inKey.GetProperty("suggestions")[0].GetString()), Is.EqualTo(("key", "KU1111", "KU111")));
        var inCondition = await SharedServer.Server.ProblemAsync("/sdmx/data/dataflow/INSIGHT/POPULATION?c[SEX]=femal", 400, "unknown-code");
        Assert.That((inCondition.GetProperty("parameter").GetString(), inCondition.GetProperty("suggestions")[0].GetString()), Is.EqualTo(("c[SEX]", "female")));
    }

    [Test]
    public async Task Names_come_in_the_language_of_the_client()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Flow + "A.MK07");
        request.Headers.AcceptLanguage.ParseAdd("sv-FI, en;q=0.5");
        using var response = await FacadeClient.Http.SendAsync(request);
        var structure = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!["structures"]![0]!;
        Assert.That((string)structure["name"]!, Is.EqualTo("unemployment-rate sv"));
        Assert.That((string)structure["dimensions"]!["series"]![1]!["values"]![0]!["name"]!, Is.EqualTo("Päijänne-Tavastland"));
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/vnd.sdmx.data+json; version=2.0.0; charset=utf-8"));
    }

    [Test]
    public async Task Updated_after_gives_what_changed_and_as_of_what_was_known()
    {
        var changed = await CsvAsync("/sdmx/data/dataflow/INSIGHT/UNEMPLOYMENT_RATE?updatedAfter=2026-02-01T00:00:00Z");
        Assert.That(changed.Select(r => $"{r["ACTION"]} {r["FREQ"]} {r["REF_AREA"]} {r["TIME_PERIOD"]}"), Is.EquivalentTo(new[] { "M A KU111 2018", "M M KU111 2018-12" }));
        var was = await CsvAsync(Flow + "A.KU111?asOf=2026-02-01T12:00:00%2B02:00&c[TIME_PERIOD]=2018");
        Assert.That(was.Single()["OBS_VALUE"], Is.EqualTo((100.0 * 1100 / 8278).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        await SharedServer.Server.ProblemAsync(Flow + "A?asOf=2026-02-01&updatedAfter=2026-07-01", 400, "contradictory-parameters");
    }

    [Test]
    public async Task Structures_lead_from_flows_to_code_lists()
    {
        var data = (await FacadeClient.JsonAsync("/sdmx/structure/dataflow/INSIGHT/POPULATION?references=descendants"))["data"]!;
        Assert.That((string)data["dataflows"]![0]!["structure"]!, Is.EqualTo("urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=INSIGHT:DSD_POPULATION(1.0.0)"));
        var components = data["dataStructures"]![0]!["dataStructureComponents"]!;
        Assert.That(components["dimensionList"]!["dimensions"]!.AsArray().Select(d => (string)d!["id"]!), Is.EqualTo(new[] { "FREQ", "REF_AREA", "SEX" }));
        var lists = data["codelists"]!.AsArray().ToDictionary(l => (string)l!["id"]!, l => l!["codes"]!.AsArray().Select(c => (string)c!["id"]!).ToList());
        Assert.That(lists["CL_SEX"], Is.EqualTo(new[] { "total", "female", "male" }));
        Assert.That(lists["CL_AREA"], Does.Contain("KU111").And.Contain("network_paijat-hame-4"));
        Assert.That((string)(await FacadeClient.JsonAsync("/sdmx/structure/codelist/INSIGHT/CL_OBS_STATUS"))["data"]!["codelists"]![0]!["id"]!, Is.EqualTo("CL_OBS_STATUS"));
        Assert.That((await FacadeClient.JsonAsync("/sdmx/structure/dataflow"))["data"]!["dataflows"]!.AsArray(), Has.Count.EqualTo(3), "gini awaits data");
    }

    [TestCase("/sdmx/data/dataflow/INSIGHT/UNEMPLOYMENT", 404, "unknown-dataflow")]
    [TestCase("/sdmx/data/dataflow/OECD/UNEMPLOYMENT_RATE", 404, "unknown-dataflow")]
    [TestCase("/sdmx/data/dataflow/INSIGHT/UNEMPLOYMENT_RATE/2.0.0", 404, "unknown-dataflow")]
    [TestCase("/sdmx/structure/codelist/INSIGHT/CL_NONE", 404, "unknown-structure")]
    [TestCase(Flow + "A.KU111.total.x", 400, "bad-parameter")]
    [TestCase(Flow + "A?c[SEX]=total", 400, "unknown-component")]
    [TestCase(Flow + "A?c[TIME_PERIOD]=ge:soon", 400, "bad-parameter")]
    [TestCase(Flow + "A.KU999", 400, "unknown-code")]
    [TestCase(Flow + "B.KU111", 400, "unknown-code")]
    [TestCase("/sdmx/data/dataflow/INSIGHT/POPULATION/*/A.KU111.femal", 400, "unknown-code")]
    [TestCase(Flow + "A?c[REF_AREA]=KU111,KU112", 400, "unknown-code")]
    [TestCase(Flow + "A?c[OBS_STATUS]=eq:Z", 400, "unknown-code")]
    [TestCase(Flow + "A?c[TIME_PERIOD]=ge:2018+le:2017", 400, "contradictory-parameters")]
    [TestCase(Flow + "M?c[TIME_PERIOD]=2018-01,gt:2018-03+lt:2018-04", 400, "contradictory-parameters")]
    [TestCase(Flow + "A?c[OBS_VALUE]=gt:12+lt:12", 400, "contradictory-parameters")]
    [TestCase(Flow + "A?c[REF_AREA]=eq:KU016+eq:KU111", 400, "contradictory-parameters")]
    [TestCase(Flow + "A?division=tomorrow", 400, "bad-parameter")]
    [TestCase(Flow + "A?lastNObservations=0", 400, "bad-parameter")]
    [TestCase(Flow + "A?dimensionAtObservation=SEX", 400, "bad-parameter")]
    [TestCase(Flow + "A?format=xml", 406, "not-acceptable")]
    [TestCase(Flow + "A?startPeriod=2015", 400, "unknown-parameter")]
    [TestCase(Flow + "A?includeHistory=true", 501, "not-implemented")]
    [TestCase("/sdmx/data/datastructure/INSIGHT/DSD_POPULATION", 501, "not-implemented")]
    [TestCase("/sdmx/availability/dataflow/INSIGHT/POPULATION", 501, "not-implemented")]
    [TestCase("/sdmx/structure/hierarchy", 501, "not-implemented")]
    public async Task Refusals_have_the_codes_of_the_specification(string path, int status, string code) => await SharedServer.Server.ProblemAsync(path, status, code);

    [Test]
    public async Task Nothing_found_is_204_and_a_query_that_is_too_long_414()
    {
        using var nothing = await FacadeClient.Http.GetAsync(Flow + "A.KU049");
        Assert.That((int)nothing.StatusCode, Is.EqualTo(204));
        await SharedServer.Server.ProblemAsync(Flow + "A?c[REF_AREA]=" + new string('K', 17_000), 414, "query-too-long");
    }

    [TestCase("application/vnd.sdmx.data+csv;version=2.0.0;labels=id", 200, "application/vnd.sdmx.data+csv")]
    [TestCase("text/csv", 200, "application/vnd.sdmx.data+csv")]
    [TestCase("*/*", 200, "application/vnd.sdmx.data+json")]
    [TestCase("application/vnd.sdmx.data+xml;version=3.0.0, application/vnd.sdmx.data+json;version=2.0.0;q=0.1", 200, "application/vnd.sdmx.data+json")]
    [TestCase("application/vnd.sdmx.genericdata+xml;version=2.1", 406, "application/problem+json")]
    [TestCase("application/vnd.sdmx.data+json;version=1.0.0", 406, "application/problem+json")]
    public async Task The_form_is_negotiated(string accept, int status, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Flow + "A");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await FacadeClient.Http.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
    }

    /// <summary>The rows of an answer as SDMX-CSV; none where it is 204.</summary>
    internal static async Task<List<Dictionary<string, string>>> CsvAsync(string path)
    {
        using var response = await FacadeClient.Http.GetAsync(path + (path.Contains('?') ? "&" : "?") + "format=csv");
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That((int)response.StatusCode, Is.AnyOf(200, 204), $"{path}: {string.Join('\n', lines)}");
        string[] header = [.. lines.Take(1).SelectMany(line => line.Split(','))];
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }
}
