using System.Text.Json;
using System.Text.Json.Nodes;
using Api.Tests.Lake;
using Insight.Api.Publications;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Publications;

/// <summary>
/// The date that a producer gives is told only where every payload that was read gives one, and by all answers alike. In the small lake load 1 has
/// none and load 2 has one; the source is one and the same.
/// </summary>
[TestFixture]
internal sealed class DataDatesTests
{
    private static readonly DateTimeOffset Dated = SmallLake.Second.AddDays(-4);

    private static TestServer Server => SharedServer.Server;

    [TestCase("KU111", "2018", true)]
    [TestCase("KU111", "2018-12", true)]
    [TestCase("KU111", "2017", false)]
    [TestCase("KU016", "2018", false)]
    public async Task Values_and_lineage_tell_the_same_date_of_a_figure(string area, string period, bool isDated)
    {
        var question = $"indicator=unemployment-rate&area={area}&period={period}";
        DateTimeOffset? expected = isDated ? Dated : null;
        Assert.Multiple(async () =>
        {
            Assert.That(await DateAsync("/v1/lineage?" + question), Is.EqualTo(expected));
            Assert.That(await DateAsync("/v1/values?" + question), Is.EqualTo(expected));
            Assert.That(await DateAsync("/v1/values?layout=series&" + question), Is.EqualTo(expected));
        });
    }

    [TestCase("/v1/values?indicator=unemployment-rate&area=KU111", TestName = "One of two periods of an area has no date")]
    [TestCase("/v1/values?indicator=unemployment-rate&period=2018", TestName = "One of two areas of a period has no date")]
    [TestCase("/v1/values?indicator=unemployment-rate,population&area=KU111&period=2009,2018", TestName = "One of two indicators has no date")]
    [TestCase("/v1/indicators/unemployment-rate", TestName = "A series with an undated payload has no date")]
    [TestCase("/v1/indicators/population", TestName = "A series has no date for a dated payload of which none of its figures is")]
    public async Task One_undated_payload_leaves_the_whole_without_a_date(string address) => Assert.That(await DateAsync(address), Is.Null);

    [TestCase(2, 2020, true, TestName = "What only an older version read does not count for the newer")]
    [TestCase(1, 2010, false, TestName = "A figure of the older version has the date of its own payload")]
    public void A_figure_is_dated_by_what_its_version_of_the_definition_reads(int load, int year, bool isDated)
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        var indicator = LakeWriter.Indicator("unemployment-rate", "RATIO", [], definition: Reads("employment-register")) with
        {
            Inputs = new Dictionary<string, int> { ["employment-register"] = 2, ["archive"] = 1 },
            Versions =
            [
                new(1, null, new DateOnly(2012, 12, 31), "RATIO", 100, "", [], Reads("archive")),
                new(2, new DateOnly(2013, 1, 1), null, "RATIO", 100, "", [], Reads("employment-register")),
            ],
        };
        var manifest = lake.Store.Manifest(lake.Publish(SmallLake.Second, [indicator]))!;
        var publication = new Publication(manifest, lake.Store.Document<AreasDocument>(manifest.AreasFile));
        Assert.That(
            DataDates.Of(publication, publication.Indicator("unemployment-rate")!.At(Period.Year(year)), load).Updated, Is.EqualTo(isDated ? Dated : (DateTimeOffset?)null));
        Directory.Delete(folder, recursive: true);
    }

    private static JsonObject Reads(string dataSet) => new() { ["inputs"] = new JsonObject { ["unemployed"] = new JsonObject { ["dataset"] = new JsonArray(dataSet) } } };

    private static async Task<DateTimeOffset?> DateAsync(string address) =>
        (await Server.JsonAsync(address)).GetProperty("dataUpdated") is { ValueKind: JsonValueKind.String } date ? date.GetDateTimeOffset() : null;
}
