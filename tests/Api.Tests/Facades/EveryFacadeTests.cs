using System.Globalization;
using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>The same random questions through every façade give the cells of /v1/values: numbers to the last digit, statuses, nothing more.</summary>
[TestFixture]
internal sealed class EveryFacadeTests
{
    private const int Questions = 25;

    private static readonly Dictionary<string, (string[] Areas, string[] Periods, string[] Sexes)> Tables = new()
    {
        ["unemployment-rate"] = (["KU016", "KU111", "KU560", "MK07", "network:paijat-hame-4"], ["2017", "2018"], []),
        ["unemployment-rate_month"] = (["KU016", "KU111"], [.. Enumerable.Range(1, 12).Select(m => $"2018-{m:00}")], []),
        ["population"] = (["KU111", "KU398"], ["2009", "2010"], ["total", "female", "male"]),
    };

    private readonly List<Question> asked = [];

    private sealed record Question(string Table, string[] Areas, string[] Periods, string[] Sexes, Dictionary<string, (double? Value, string Status)> Cells)
    {
        public string Indicator => Table.Split('_')[0];

        /// <summary>What a façade has that gives no row to a cell of which nothing is known.</summary>
        public Dictionary<string, (double? Value, string Status)> Known => Cells.Where(c => c.Value.Status != "unknown").ToDictionary();
    }

    [OneTimeSetUp]
    public async Task AskAsync()
    {
        var random = new Random(20261122);
        for (var i = 0; i < Questions; i++)
        {
            var (table, all) = Tables.ElementAt(random.Next(Tables.Count));
            var (areas, periods, sexes) = (Some(all.Areas, random), Some(all.Periods, random), Some(all.Sexes, random));
            var query = $"indicator={table.Split('_')[0]}&area={string.Join(',', areas)}&period={string.Join(',', periods)}" + (sexes.Length == 0 ? "" : "&sex=" + string.Join(',', sexes));
            asked.Add(new Question(table, areas, periods, sexes, await FacadeClient.ValuesAsync(query, "sex")));
        }
    }

    [Test]
    public async Task Every_facade_answers_in_the_asked_municipal_division()
    {
        var expected = (await FacadeClient.ValuesAsync("indicator=unemployment-rate&area=KU111&period=2018&division=as-was")).Single().Value.Value;
        Assert.That(expected, Is.EqualTo(12), "and 13.99 in the current one");
        var px2 = await FacadeClient.JsonAsync("/px/v2/tables/unemployment-rate/data?valuecodes[area]=KU111&valuecodes[period]=2018&division=as-was");
        var px1 = JsonNode.Parse(await FacadeClient.PostAsync("/px/v1/fi/insight/employment/unemployment-rate.px?division=as-was", """{"query":[],"response":{"format":"json-stat2"}}"""))!;
        var kolada = await FacadeClient.JsonAsync("/kolada/v3/data/kpi/unemployment-rate/municipality/KU111/year/2018?division=as-was");
        var sdmx = await SdmxTests.CsvAsync("/sdmx/data/dataflow/INSIGHT/UNEMPLOYMENT_RATE/*/A.KU111?division=as-was");
        Assert.Multiple(() =>
        {
            Assert.That(JsonStatCells.Read(px2).Single().Value, Is.EqualTo(expected));
            Assert.That(JsonStatCells.Read(px1).Single().Value, Is.EqualTo(expected));
            Assert.That(kolada["values"]![0]!["values"]![0]!["value"]!.GetValue<double>(), Is.EqualTo(expected));
            Assert.That(double.Parse(sdmx.Single()["OBS_VALUE"], CultureInfo.InvariantCulture), Is.EqualTo(expected));
        });
    }

    [Test]
    public async Task PxWebApi_2_as_json_stat()
    {
        foreach (var q in asked)
        {
            var dataset = await FacadeClient.JsonAsync(Address(q));
            Same(q, q.Cells, JsonStatCells.Read(dataset).ToDictionary(c => Key(c.Codes), c => (c.Value, c.Status)));
        }
    }

    [Test]
    public async Task PxWebApi_2_as_px_file()
    {
        foreach (var q in asked)
        {
            var file = new PxFileReader(await FacadeClient.Http.GetByteArrayAsync(Address(q) + "&outputFormat=px"));
            Same(q, q.Cells.ToDictionary(c => c.Key, c => (c.Value.Value, "")), file.Rows().ToDictionary(r => Key(r.Codes), r => (PxFileReader.Number(r.Cell), "")));
        }
    }

    [Test]
    public async Task PxWeb_1_by_post()
    {
        foreach (var q in asked)
        {
            JsonObject Choice(string code, string[] values) => new()
            {
                ["code"] = code, ["selection"] = new JsonObject { ["filter"] = "item", ["values"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) },
            };
            var query = new JsonArray(Choice("area", q.Areas), Choice("period", [.. q.Periods.Select(PeriodCode)]));
            if (q.Sexes.Length > 0)
            {
                query.Add(Choice("sex", q.Sexes));
            }

            var body = new JsonObject { ["query"] = query, ["response"] = new JsonObject { ["format"] = "json-stat2" } };
            var dataset = JsonNode.Parse(await FacadeClient.PostAsync($"/px/v1/sv/insight/employment/{q.Table}.px", body.ToJsonString()))!;
            Same(q, q.Cells, JsonStatCells.Read(dataset).ToDictionary(c => Key(c.Codes), c => (c.Value, c.Status)));
        }
    }

    [Test]
    public async Task Sdmx_as_csv_and_json()
    {
        foreach (var q in asked)
        {
            var path = $"/sdmx/data/dataflow/INSIGHT/{q.Indicator.ToUpperInvariant().Replace('-', '_')}/*/{(q.Table.EndsWith("_month", StringComparison.Ordinal) ? "M" : "A")}"
                + $"?c[REF_AREA]={string.Join(',', q.Areas.Select(a => a.Replace(':', '_')))}&c[TIME_PERIOD]={string.Join(',', q.Periods)}" + (q.Sexes.Length == 0 ? "" : "&c[SEX]=" + string.Join(',', q.Sexes));
            var rows = await SdmxTests.CsvAsync(path);
            var expected = q.Known.ToDictionary(c => c.Key.Replace(':', '_'), c => (c.Value.Value, ""));
            Same(q, expected, rows.ToDictionary(
                r => $"{r["REF_AREA"]}|{r["TIME_PERIOD"]}|{r.GetValueOrDefault("SEX", "")}",
                r => (r["OBS_VALUE"].Length == 0 ? (double?)null : double.Parse(r["OBS_VALUE"], CultureInfo.InvariantCulture), "")));
            if (rows.Count > 0)
            {
                var data = (await FacadeClient.JsonAsync(path + "&format=json"))["data"]!;
                Same(q, expected, SdmxJsonCells.Read(data["structures"]![0]!, data["dataSets"]![0]!).ToDictionary(
                    o => $"{o.Codes["REF_AREA"]}|{o.Codes["TIME_PERIOD"]}|{o.Codes.GetValueOrDefault("SEX", "")}", o => (o.Value, "")));
            }
        }
    }

    [Test]
    public async Task Kolada_by_year()
    {
        foreach (var q in asked.Where(q => !q.Table.EndsWith("_month", StringComparison.Ordinal)))
        {
            var page = await FacadeClient.JsonAsync($"/kolada/v3/data/kpi/{q.Indicator}/municipality/{string.Join(',', q.Areas)}/year/{string.Join(',', q.Periods)}");
            var read = page["values"]!.AsArray().SelectMany(d => d!["values"]!.AsArray().Select(v => (
                Key: $"{d["municipality"]}|{d["period"]}|{(q.Sexes.Length == 0 ? "" : Sex((string)v!["gender"]!))}", Cell: ((double?)v!["value"], (string)v["status"]!))));
            Same(q, q.Known, read.Where(c => q.Sexes.Length == 0 || q.Sexes.Contains(c.Key.Split('|')[2])).ToDictionary(c => c.Key, c => c.Cell));
        }
    }

    private static void Same(Question question, Dictionary<string, (double? Value, string Status)> expected, Dictionary<string, (double? Value, string Status)> read) =>
        Assert.That(read, Is.EquivalentTo(expected), $"{question.Table} {string.Join(',', question.Areas)} {string.Join(',', question.Periods)} {string.Join(',', question.Sexes)}");

    private static string Address(Question q) =>
        $"/px/v2/tables/{q.Table}/data?valuecodes[area]={string.Join(',', q.Areas)}&valuecodes[period]={string.Join(',', q.Periods.Select(PeriodCode))}" + (q.Sexes.Length == 0 ? "" : "&valuecodes[sex]=" + string.Join(',', q.Sexes));

    private static string Key(Dictionary<string, string> codes) => $"{codes["area"]}|{codes["period"].Replace('M', '-')}|{codes.GetValueOrDefault("sex", "")}";

    private static string PeriodCode(string period) => period.Replace('-', 'M');

    private static string Sex(string gender) => gender switch { "T" => "total", "K" => "female", _ => "male" };

    private static string[] Some(string[] all, Random random) => all.Length == 0 ? [] : [.. all.OrderBy(_ => random.Next()).Take(1 + random.Next(all.Length)).Order(StringComparer.Ordinal)];
}
