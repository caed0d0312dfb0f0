using System.Text.Json;
using Api.Tests.Formats;

namespace Api.Tests.Facades;

/// <summary>What stands beside a CSV describes it: columns, types, keys; checked against schemas and the rows themselves by a validator that is not ours.</summary>
[TestFixture]
internal sealed class CsvMetadataTests
{
    private static readonly string[] Questions =
    [
        "indicator=unemployment-rate&area=KU560,KU111&period=2017..2018", "indicator=population&sex=all", "indicator=sickness-absence-days-per-fte&lang=sv", "indicator=unemployment-rate&include=components",
        "indicator=population,unemployment-rate",
    ];

    private JsonElement seen;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("insight-csvw-").FullName;
        foreach (var (i, question) in Questions.Index())
        {
            foreach (var (format, ending) in (ReadOnlySpan<(string, string)>)[("csv", ".csv"), ("csvw", ".csvw.json"), ("datapackage", ".datapackage.json")])
            {
                File.WriteAllBytes(Path.Combine(folder, $"{i}{ending}"), FacadeClient.Http.GetByteArrayAsync($"/v1/values?{question}&format={format}").GetAwaiter().GetResult());
            }
        }

        seen = (await FormatReaders.ReadAsync(folder, "metadata.mjs")).GetProperty("tables");
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Schemas_and_rows_agree_with_the_metadata()
    {
        Assert.That(seen.EnumerateObject().Count(), Is.EqualTo(2 * Questions.Length));
        Assert.That(seen.EnumerateObject().SelectMany(t => t.Value.GetProperty("findings").EnumerateArray().Select(f => $"{t.Name}: {f}")), Is.Empty);
        Assert.That(seen.EnumerateObject().Sum(t => t.Value.GetProperty("rows").GetInt32()), Is.GreaterThan(50));
    }

    [Test]
    public async Task A_csv_says_where_its_metadata_is()
    {
        using var csv = await FacadeClient.Http.GetAsync("/v1/values?indicator=population&area=KU111&sex=all&format=csv");
        var link = csv.Headers.GetValues("Link").Single(l => l.Contains("describedby", StringComparison.Ordinal));
        Assert.That(link, Is.EqualTo("</v1/values?indicator=population&area=KU111&sex=all&format=csvw>; rel=\"describedby\"; type=\"application/csvm+json\""));
        var metadata = await FacadeClient.JsonAsync(link.Split('<', '>')[1]);
        Assert.That((string)metadata["url"]!, Does.EndWith("/v1/values?indicator=population&area=KU111&sex=all&format=csv"));
        Assert.That(metadata["tableSchema"]!["primaryKey"]!.AsArray().Select(k => (string)k!), Is.EqualTo(new[] { "indicator", "area", "period", "sex" }));
    }
}
