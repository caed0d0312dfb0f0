using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Insight.Etl.Sources;
using Insight.Warehouse;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Journey.Tests;

/// <summary>One bundled figure, the unemployed of Heinola in December 2018, followed from the producer's bytes to the API's JSON and back.</summary>
[TestFixture]
internal sealed class FollowedFigureTests
{
    private const string File = "passiivi-1001.part-2.json";
    private const string AsDelivered = "{\"key\":[\"2018M12\",\"KU111\"],\"values\":[\"1158\",\"8278\",";

    private static readonly byte[] Bytes = System.IO.File.ReadAllBytes(Path.Combine(SourceCatalog.BundledFolder, "StatFin", "recorded", File));
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    private static DataFolder Folder => new(FilledFolder.Path);

    [Test, Order(1)]
    public void The_producers_bytes_have_the_figure_and_lie_unchanged_in_landing()
    {
        Assert.That(Encoding.UTF8.GetString(Bytes), Does.Contain(AsDelivered));
        Assert.That(System.IO.File.ReadAllBytes(Path.Combine(Folder.Landing, "statfin", Sha256)), Is.EqualTo(Bytes));
        var manifest = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Folder.Landing, "statfin", Sha256 + ".json"))).RootElement;
        Assert.That(manifest.GetProperty("sha256").GetString(), Is.EqualTo(Sha256));
        Assert.That(manifest.GetProperty("licence").GetString(), Is.EqualTo("CC-BY-4.0"));
    }

    [Test, Order(2)]
    public void The_fact_refers_to_the_load_of_those_bytes()
    {
        using var connection = new DuckDBConnection($"Data Source={Folder.WarehouseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT f.unemployed, f.labour_force, l.sha256, l.source, l.file
            FROM facts.unemployment_2006_2018 AS f JOIN load AS l ON l.number = f.recorded_from
            WHERE f.area = 'KU111' AND f.period = '2018-12' AND f.recorded_to IS NULL
            """;
        using var reader = command.ExecuteReader();
        Assert.That(reader.Read(), Is.True);
        Assert.That(
            (reader.GetDouble(0), reader.GetDouble(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)),
            Is.EqualTo((1158.0, 8278.0, Sha256, "statfin", File)));
        Assert.That(reader.Read(), Is.False, "one current fact a key");
    }

    [Test, Order(3)]
    public void The_published_file_has_its_components()
    {
        var lake = new PublicationStore(Folder.Lake);
        var slice = lake.Current("public")!.Indicators.Single(i => i.Id == "unemployment-rate").Slices.Single(s => s.Division == "current" && s.FirstPeriod!.Contains('-', StringComparison.Ordinal));
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT numerator, denominator, value FROM read_parquet('{lake.ParquetPath(slice.File)}') WHERE area = 'KU111' AND period = '2018-12'";
        using var reader = command.ExecuteReader();
        Assert.That(reader.Read(), Is.True);
        Assert.That((reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2)), Is.EqualTo((1158.0, 8278.0, 100.0 * 1158 / 8278)));
    }

    [Test, Order(4)]
    public async Task The_API_leads_back_to_the_same_bytes_and_to_the_producers_address()
    {
        var value = await FilledFolder.Server.ValueAsync("indicator=unemployment-rate&area=KU111&period=2018-12");
        var lineage = await FilledFolder.Server.JsonAsync("/v1/lineage?indicator=unemployment-rate&area=KU111&period=2018-12");
        var load = lineage.GetProperty("loads")[0];
        Assert.Multiple(() =>
        {
            Assert.That(lineage.GetProperty("value").GetDouble(), Is.EqualTo(value));
            Assert.That(lineage.GetProperty("numerator").GetDouble(), Is.EqualTo(1158));
            Assert.That(lineage.GetProperty("sql").GetString(), Does.Contain("unemployment_2006_2018"));
            Assert.That(load.GetProperty("sha256").GetString(), Is.EqualTo(Sha256));
            Assert.That(load.GetProperty("url").GetString(), Does.StartWith("https://pxdata.stat.fi/").And.Contain("1001"));
            Assert.That(load.GetProperty("landing").GetString(), Is.EqualTo("landing/statfin/" + Sha256));
        });
        Assert.That(System.IO.File.Exists(Path.Combine(FilledFolder.Path, load.GetProperty("landing").GetString()!)), Is.True);
    }

    [Test, Order(5)]
    public async Task With_the_stewards_key_the_line_of_the_bytes_is_told()
    {
        const string Question = "/v1/lineage?indicator=unemployment-rate&area=KU111&period=2018-12&lines=true";
        using (var refused = await FilledFolder.Server.Client.GetAsync(Question))
        {
            Assert.That((int)refused.StatusCode, Is.EqualTo(401));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, Question) { Headers = { Authorization = new("Bearer", System.IO.File.ReadAllText(Folder.StewardKeyFile).Trim()) } };
        using var response = await FilledFolder.Server.Client.SendAsync(request);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var line = answer.GetProperty("lines").EnumerateArray().Single();
        Assert.That((line.GetProperty("sha256").GetString(), line.GetProperty("area").GetString(), line.GetProperty("period").GetString()), Is.EqualTo((Sha256, "KU111", "2018-12")));
        var row = JsonDocument.Parse(Bytes).RootElement.GetProperty("data")[line.GetProperty("line").GetInt32() - 1];
        Assert.That(row.GetRawText(), Does.StartWith(AsDelivered));
        Assert.That(answer.GetProperty("lineCount").GetInt32(), Is.EqualTo(1));
    }

    [Test, Order(6)]
    public async Task Refused_rows_are_counted_and_listed()
    {
        var run = (await FilledFolder.Server.JsonAsync("/v1/runs")).GetProperty("runs").EnumerateArray().Last();
        using var connection = new DuckDBConnection($"Data Source={Folder.WarehouseFile}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), count(*) FILTER (file <> '' AND line > 0 AND field <> '' AND reason <> '' AND remedy <> '' AND load IN (SELECT number FROM load)), (SELECT CAST(sum(quarantined) AS BIGINT) FROM load) FROM quarantine";
        using var reader = command.ExecuteReader();
        reader.Read();
        var listed = Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);
        Assert.That(listed, Is.GreaterThan(0), "the recorded Sotkanet payloads have rows of a region that is in no list");
        Assert.That(Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture), Is.EqualTo(listed), "each with file, line, column, reason and remedy");
        Assert.That(Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture), Is.EqualTo(listed));
        Assert.That(run.GetProperty("counts").GetProperty("quarantined").GetInt64(), Is.EqualTo(listed));
    }
}
