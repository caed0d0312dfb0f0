using System.Text.Json;
using Api.Tests.Lake;

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

    private static async Task<DateTimeOffset?> DateAsync(string address) =>
        (await Server.JsonAsync(address)).GetProperty("dataUpdated") is { ValueKind: JsonValueKind.String } date ? date.GetDateTimeOffset() : null;
}
