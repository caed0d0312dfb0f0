using System.Globalization;
using System.Text.Json;
using Insight.Warehouse.DuckDb;

namespace Api.Tests.Formats;

/// <summary>The same random questions in every format, read back by readers that are not ours, agree cell by cell with the JSON rows.</summary>
[TestFixture]
internal sealed class EveryFormatTests
{
    private const int Questions = 40;

    private static readonly (string Format, string Ending)[] Read = [("json-stat", ".json-stat"), ("xlsx", ".xlsx"), ("parquet", ".parquet"), ("arrow", ".arrows")];

    private readonly List<(string Question, Dictionary<string, (double? Value, string Status)> Cells)> expected = [];
    private string folder = "";
    private JsonElement seen;

    [OneTimeSetUp]
    public async Task AskAsync()
    {
        folder = Directory.CreateTempSubdirectory("insight-formats-").FullName;
        var random = new Random(20261122);
        for (var i = 0; i < Questions; i++)
        {
            var question = RandomQuestions.Next(random);
            expected.Add((question, await RowsAsync(question)));
            foreach (var (format, ending) in Read)
            {
                await File.WriteAllBytesAsync(PathOf(i, ending), await SharedServer.Server.Client.GetByteArrayAsync($"/v1/values?{question}&format={format}"));
            }
        }

        seen = await FormatReaders.ReadAsync(folder);
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Json_stat_has_every_cell() => Each(".json-stat", row => (Key(row, "indicator", "area", "period", "sex"), Number(row, "value"), Text(row, "status")), mayHaveMore: true);

    [Test]
    public void Workbooks_have_every_cell() => Each(
        ".xlsx",
        row => ($"{IndicatorIds[Any(row, "Indicator", "Tunnusluku")]}|{Any(row, "Area (id)", "Alue (id)")}|{Any(row, "Period", "Ajanjakso")}|{Any(row, "sex")}", AnyNumber(row, "Value", "Arvo"), Any(row, "Status", "Tila")));

    [Test]
    public void Parquet_has_every_cell() => Each(".parquet", row => (Key(row, "indicator", "area", "period", "sex"), Number(row, "value"), Text(row, "status")));

    [Test]
    public void Arrow_has_every_cell() => Each(".arrows", row => (Key(row, "indicator", "area", "period", "sex"), Number(row, "value"), Text(row, "status")));

    [Test]
    public async Task Series_have_every_cell()
    {
        foreach (var (question, cells) in expected)
        {
            var answer = await SharedServer.Server.JsonAsync($"/v1/values?{question}&layout=series");
            var periods = answer.GetProperty("periods").EnumerateArray().Select(p => p.GetString()!).ToList();
            var read = new Dictionary<string, (double?, string)>();
            foreach (var series in answer.GetProperty("series").EnumerateArray())
            {
                var statuses = series.TryGetProperty("statuses", out var s) ? s.EnumerateObject().SelectMany(c => c.Value.EnumerateArray().Select(p => (p.GetInt32(), c.Name))).ToDictionary() : [];
                var indicator = series.TryGetProperty("indicator", out var i) ? i.GetString() : answer.GetProperty("indicator").GetString();
                foreach (var (p, value) in series.GetProperty("values").EnumerateArray().Index())
                {
                    read[$"{indicator}|{Text(series, "area")}|{periods[p]}|{Text(series, "sex")}"] =
                        (value.ValueKind == JsonValueKind.Null ? null : value.GetDouble(), statuses.GetValueOrDefault(p, ""));
                }
            }

            Compare(question, cells, read, mayHaveMore: true);
        }
    }

    [Test]
    public async Task Sdmx_csv_and_spreadsheet_csv_have_every_cell_for_the_database_that_sniffs_them()
    {
        foreach (var (question, cells) in expected.Where(e => e.Cells.Count > 0))
        {
            var sdmx = await SniffAsync($"{question}&format=sdmx-csv");
            Compare(question, cells, sdmx.ToDictionary(
                r => $"{r["STRUCTURE_ID"].Split(':', '(')[1].ToLowerInvariant().Replace('_', '-')}|{r["REF_AREA"]}|{r["TIME_PERIOD"]}|{r.GetValueOrDefault("SEX", "")}",
                r => (Parse(r["OBS_VALUE"], '.'), "?")));
            var excel = await SniffAsync($"{question.Replace("&lang=fi", "", StringComparison.Ordinal)}&excel=sv");
            Compare(question, cells, excel.ToDictionary(
                r => $"{r["indicator"]}|{r["area"]}|{r["period"]}|{r.GetValueOrDefault("sex", "")}", r => (Parse(r["value"], ','), r["status"])));
        }
    }

    private static Dictionary<string, string> IndicatorIds { get; } = new(StringComparer.Ordinal)
    {
        ["unemployment-rate en"] = "unemployment-rate", ["unemployment-rate fi"] = "unemployment-rate", ["population en"] = "population", ["population fi"] = "population",
        ["gini en"] = "gini", ["gini fi"] = "gini", ["sickness-absence-days-per-fte en"] = "sickness-absence-days-per-fte", ["sickness-absence-days-per-fte fi"] = "sickness-absence-days-per-fte",
    };

    private string PathOf(int question, string ending) => Path.Combine(folder, question.ToString("00", CultureInfo.InvariantCulture) + ending);

    private void Each(string ending, Func<JsonElement, (string Key, double? Value, string Status)> cellOf, bool mayHaveMore = false)
    {
        foreach (var (i, (question, cells)) in expected.Index())
        {
            var file = seen.GetProperty(Path.GetFileName(PathOf(i, ending)));
            Assert.That(file.TryGetProperty("error", out var error), Is.False, $"{question}: {error}");
            var read = new Dictionary<string, (double?, string)>();
            foreach (var row in file.GetProperty("rows").EnumerateArray())
            {
                var (key, value, status) = cellOf(row);
                read.Add(key, (value, status));
            }

            Compare(question, cells, read, mayHaveMore);
        }
    }

    /// <summary>A block may have cells that rows leave out: those of areas and periods that another indicator has. They are unknown.</summary>
    private static void Compare(
        string question, Dictionary<string, (double? Value, string Status)> cells, Dictionary<string, (double? Value, string Status)> read, bool mayHaveMore = false)
    {
        foreach (var (key, cell) in cells)
        {
            Assert.That(read.TryGetValue(key, out var other), Is.True, $"{question}: {key} is not there");
            Assert.That(other.Value, Is.EqualTo(cell.Value), $"{question}: {key}");
            Assert.That(other.Status is "?" ? cell.Status : other.Status, Is.EqualTo(cell.Status), $"{question}: {key}");
        }

        var more = read.Where(r => !cells.ContainsKey(r.Key)).ToList();
        Assert.That(mayHaveMore ? more.Where(m => m.Value is not (null, "unknown")) : more, Is.Empty, question);
    }

    private static async Task<Dictionary<string, (double? Value, string Status)>> RowsAsync(string question)
    {
        var answer = await SharedServer.Server.JsonAsync("/v1/values?" + question);
        var single = answer.TryGetProperty("indicator", out var id) ? id.GetString() : null;
        return answer.GetProperty("rows").EnumerateArray().ToDictionary(
            row => $"{single ?? Text(row, "indicator")}|{Text(row, "area")}|{Text(row, "period")}|{Text(row, "sex")}",
            row => (Number(row, "value"), Text(row, "status")));
    }

    /// <summary>Rows as text, read by DuckDB, which finds separator, quotes and header by itself.</summary>
    private static async Task<List<Dictionary<string, string>>> SniffAsync(string query)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, await SharedServer.Server.Client.GetByteArrayAsync("/v1/values?" + query));
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM read_csv('{path}', all_varchar = true, header = true)";
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, c => reader.IsDBNull(c) ? "" : reader.GetString(c)));
        }

        File.Delete(path);
        return rows;
    }

    private static string Key(JsonElement row, params string[] names) => string.Join('|', names.Select(name => Text(row, name)));

    private static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;

    private static string Any(JsonElement row, params string[] names) => names.Select(name => Text(row, name)).FirstOrDefault(t => t.Length > 0) ?? "";

    private static double? AnyNumber(JsonElement row, params string[] names) => names.Select(name => Number(row, name)).FirstOrDefault(n => n is not null);

    private static double? Parse(string text, char point) =>
        text.Length == 0 ? null : double.Parse(text.Replace(point, '.'), NumberStyles.Float, CultureInfo.InvariantCulture);
}
