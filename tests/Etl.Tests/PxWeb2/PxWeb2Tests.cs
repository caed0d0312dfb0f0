using System.Text.Json.Nodes;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.PxWeb2;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Microsoft.AspNetCore.Http;

namespace Insight.Etl.Tests.PxWeb2;

/// <summary>The API of PxWeb, version 2, in the shape of its specification; the figures are invented.</summary>
public sealed class PxWeb2Tests
{
    private const string Settings = """
        tables:
          - name: t
            table: TAB004
            dataset: population
            periods: last 2
            measures: {population: vaesto}
            breakdowns: {sex: {variable: sukupuoli, members: {SSS: total, "1": male}}}
            symbols: {"..": not-available}
        """;

    private const string Metadata = """
        {"version":"2.0","class":"dataset","label":"Väestö","id":["Tiedot","Alue","Sukupuoli","Ika","Vuosi"],"size":[1,2,3,2,3],"value":[],
         "role":{"time":["Vuosi"],"metric":["Tiedot"]},
         "dimension":{
          "Tiedot":{"label":"Tiedot","category":{"index":{"vaerak-vaesto":0},"label":{"vaerak-vaesto":"Väestö 31.12."}}},
          "Alue":{"label":"Alue","category":{"index":{"KU016":0,"KU111":1},"label":{"KU016":"Asikkala","KU111":"Heinola"}}},
          "Sukupuoli":{"label":"Sukupuoli","category":{"index":{"SSS":0,"1":1,"2":2},"label":{"SSS":"Yhteensä","1":"Miehet","2":"Naiset"}}},
          "Ika":{"label":"Ikä","extension":{"elimination":true,"eliminationValueCode":"SSS"},"category":{"index":{"SSS":0,"000":1},"label":{"SSS":"Yhteensä","000":"0"}}},
          "Vuosi":{"label":"Vuosi","category":{"index":{"2023":0,"2024":1,"2025":2},"label":{"2023":"2023","2024":"2024","2025":"2025"}}}}}
        """;

    private string folder = null!;

    [SetUp]
    public void Prepare() => folder = Directory.CreateTempSubdirectory("insight-px2-").FullName;

    [TearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_server_is_asked_for_its_limit_the_variables_and_the_figures_in_parts()
    {
        var (rows, asked, bodies) = await LoadAsync("""{"maxDataCells":4,"maxCallsPerTimeWindow":30,"timeWindow":10}""");
        Assert.That(asked, Is.EqualTo(new[]
        {
            "GET /config", "GET /tables/TAB004/metadata?lang=fi&outputFormat=json-stat2",
            "POST /tables/TAB004/data?lang=fi&outputFormat=json-stat2", "POST /tables/TAB004/data?lang=fi&outputFormat=json-stat2",
        }));
        Assert.That(bodies[0], Is.EqualTo("""{"selection":[{"variableCode":"Alue","valueCodes":["*"]},{"variableCode":"Tiedot","valueCodes":["vaerak-vaesto"]},{"variableCode":"Sukupuoli","valueCodes":["SSS","1"]},{"variableCode":"Vuosi","valueCodes":["2024"]}]}"""));
        Assert.That(rows, Is.EquivalentTo(new[] { "KU016 2024 total: 20241", "KU016 2024 male: 20242", "KU111 2024 total: 20243", "KU111 2024 male: not-available", "KU016 2025 total: 20251", "KU016 2025 male: 20252", "KU111 2025 total: 20253", "KU111 2025 male: not-available" }));
    }

    [TestCase("""{"maxDataCells":"many"}""", "has no whole number as 'maxDataCells'")]
    [TestCase("""{"max":1}""", "has no 'maxDataCells'")]
    [TestCase("<html>404</html>", "web page")]
    public void A_server_that_speaks_another_version_is_refused(string config, string message) =>
        Assert.That(() => LoadAsync(config), Throws.TypeOf<PayloadException>().With.Message.Contains(message));

    [Test]
    public void Variables_that_landed_without_figures_are_refused_as_of_version_1()
    {
        using var payloads = new PayloadFolder();
        var source = Source(Settings);
        Assert.That(
            () => new PxWeb2Connector().Stage(source, [payloads.Add("t.metadata.json", Metadata)], new StagingArea(AreaDirectory.BuiltIn, source.DataSets), default),
            Throws.TypeOf<PayloadException>().With.Message.Contains("no figures of the table (t.json)"));
    }

    [TestCase("table: TAB004", "path: TAB004", "'path' is not a field")]
    [TestCase("periods: last 2", "format: csv", "format is 'csv'; known are json-stat2 and px")]
    public void Wrong_settings_are_told(string right, string wrong, string message) =>
        Assert.That(() => new PxWeb2Connector().CheckSettings(Source(Settings.Replace(right, wrong))), Throws.TypeOf<SettingsException>().With.Message.Contains(message));

    private static SourceDefinition Source(string settings) =>
        SourceDefinitions.Of("pxweb-v2", [SourceDefinitions.DataSet("population", Frequency.Annual, ["population"], "sex")], settings);

    private async Task<(IReadOnlyList<string> Rows, IReadOnlyList<string> Asked, IReadOnlyList<string> Bodies)> LoadAsync(string config)
    {
        var bodies = new List<string>();
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            bodies.AddRange(body.Length == 0 ? [] : [body]);
            await context.Response.WriteAsync(context.Request.Path.Value switch
            {
                "/config" => config,
                "/tables/TAB004/metadata" => Metadata,
                _ => Answer(body),
            });
        });
        var clock = new InstantClock(wait => wait < TimeSpan.FromHours(1));
        var source = Source(Settings) with { Origin = "live", BaseUrl = server.Address, Limits = new RequestLimits(TimeoutSeconds: 7200) };
        var origins = new PayloadOrigins(new LandingStore(folder, clock), PayloadOrigins.NewHttp(), folder, new Dictionary<string, PayloadGenerator>(), clock);
        var files = new PxWeb2Connector().FetchAsync(source, origins.For(source), default).ToBlockingEnumerable().ToList();
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        new PxWeb2Connector().Stage(source, files, staging, default);
        var table = staging.Table("population");
        return ([.. Enumerable.Range(0, table.RowCount).Select(i => FormattableString.Invariant(
            $"{table.Areas[i]} {table.Periods[i]} {table.BreakdownColumn(0)[i]}: {table.MeasureColumn(0)[i].Value}{table.MeasureColumn(0)[i].Status.Code}"))], server.Seen, bodies);
    }

    /// <summary>Four figures a year: the year with a running number, the last one missing.</summary>
    private static string Answer(string body)
    {
        var year = JsonNode.Parse(body)!["selection"]!.AsArray().Single(s => (string)s!["variableCode"]! == "Vuosi")!["valueCodes"]!.AsArray().Select(v => (string)v!).Single();
        return """
            {"version":"2.0","class":"dataset","id":["Tiedot","Alue","Sukupuoli","Vuosi"],"size":[1,2,2,1],"role":{"time":["Vuosi"]},
             "dimension":{"Tiedot":{"category":{"index":["vaerak-vaesto"]}},"Alue":{"category":{"index":["KU016","KU111"]}},
              "Sukupuoli":{"category":{"index":["SSS","1"]}},"Vuosi":{"category":{"index":["YEAR"]}}},
             "value":[YEAR1,YEAR2,YEAR3,null],"status":{"3":".."}}
            """.Replace("YEAR", year);
    }
}
