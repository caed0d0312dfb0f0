using System.Text.Json;

namespace Journey.Tests;

/// <summary>Figures that anyone can look up at their producers, asked of the real server over the bundled sources.</summary>
[TestFixture]
internal sealed class GoldenFactsTests
{
    private const string Members = "KU016,KU098,KU111,KU560";
    private const string Network = "network:paijat-hame-4";

    private static JourneyServer Server => FilledFolder.Server;

    [Test]
    public async Task Heinola_had_1158_unemployed_of_8278_in_December_2018()
    {
        var row = (await Server.RowsAsync("indicator=unemployment-rate&area=KU111&period=2018-12&include=components")).Single();
        Assert.That((Number(row, "numerator"), Number(row, "denominator"), Number(row, "value")), Is.EqualTo((1158.0, 8278.0, 100.0 * 1158 / 8278)));
        Assert.That(Number(row, "value"), Is.EqualTo(13.99).Within(0.005));
    }

    [Test]
    public async Task The_networks_rate_comes_from_sums_and_is_another_number_than_the_mean_of_rates()
    {
        var members = await Server.RowsAsync($"indicator=unemployment-rate&area={Members}&period=2018-12&include=components");
        var fromSums = 100 * members.Sum(m => Number(m, "numerator")) / members.Sum(m => Number(m, "denominator"));
        var network = await Server.ValueAsync($"indicator=unemployment-rate&area={Network}&period=2018-12");
        Assert.That(members, Has.Count.EqualTo(4));
        Assert.That(network, Is.EqualTo(fromSums).Within(1e-12));
        Assert.That(Math.Abs(network - members.Average(m => Number(m, "value"))), Is.GreaterThan(0.01));
    }

    [Test]
    public async Task The_regions_rate_comes_from_the_sums_of_its_municipalities()
    {
        var region = (await Server.RowsAsync("indicator=unemployment-rate&area=MK07&period=2018-12&include=components")).Single();
        var members = await Server.RowsAsync("indicator=unemployment-rate&area=members:MK07&period=2018-12&include=components");
        Assert.Multiple(() =>
        {
            Assert.That(members, Has.Count.EqualTo(10), "with Iitti, which has been in the region since 2021");
            Assert.That(Number(region, "numerator"), Is.EqualTo(members.Sum(m => Number(m, "numerator"))));
            Assert.That(Number(region, "denominator"), Is.EqualTo(members.Sum(m => Number(m, "denominator"))));
            Assert.That(Number(region, "value"), Is.EqualTo(100 * Number(region, "numerator") / Number(region, "denominator")).Within(1e-12));
        });
    }

    [Test]
    public async Task A_network_of_which_one_member_lacks_the_figure_says_three_of_four_and_why()
    {
        const string question = "indicator=vacancies-per-100-unemployed&period=2026-06&area=";
        var members = await Server.RowsAsync(question + Members);
        var lacking = members.Single(m => m.GetProperty("value").ValueKind == JsonValueKind.Null);
        var network = (await Server.RowsAsync(question + Network)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(lacking.GetProperty("status").GetString(), Is.Not.Empty);
            Assert.That(network.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null), "no partial sums");
            Assert.That(network.GetProperty("status").GetString(), Is.EqualTo("member-missing"));
            Assert.That(network.GetProperty("members").GetRawText(), Does.StartWith("""{"of":4,"present":3,"missing":["KU"""));
        });
    }

    [Test]
    public async Task Every_missing_value_of_every_indicator_has_a_reason()
    {
        var indicators = (await Server.JsonAsync("/v1/indicators")).GetProperty("indicators").EnumerateArray().Select(i => i.GetProperty("id").GetString()!).ToList();
        Assert.That(indicators, Has.Count.GreaterThanOrEqualTo(16));
        foreach (var indicator in indicators)
        {
            var rows = await Server.RowsAsync($"indicator={indicator}&area={Network},MK07,SSS,{Members}&period=last:3");
            Assert.That(rows.Where(r => r.GetProperty("value").ValueKind == JsonValueKind.Null).All(r => r.GetProperty("status").GetString() is { Length: > 0 }), indicator);
        }
    }

    private static double Number(JsonElement row, string property) => row.GetProperty(property).GetDouble();
}
