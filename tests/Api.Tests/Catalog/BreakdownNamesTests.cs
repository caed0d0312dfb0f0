using System.Text.Json;
using Api.Tests.Lake;
using Insight.Warehouse.Publications;

namespace Api.Tests.Catalog;

/// <summary>/v1/indicators/{id} names breakdowns and members by language, so that no reader needs words of its own.</summary>
[TestFixture]
internal sealed class BreakdownNamesTests
{
    private const string Named = "20260901T060000Z-bbbbbbbb";

    private static readonly DateTimeOffset Written = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    private TestServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        var (_, second) = SmallLake.Write(lake);
        lake.Store.Write(lake.Store.Manifest(second)! with
        {
            Id = Named,
            Previous = second,
            Breakdowns =
            [
                new("age_group", Names("Ikäryhmä", "Åldersgrupp", "Age group"), []),
                new("sex", Names("Sukupuoli", "Kön", "Sex"), [new("male", Names("Miehet", "Män", "Men")), new("other", Names("Muut", "Övriga", "Others")), new("total", Names("Yhteensä", "Totalt", "Total"))]),
            ],
        });
        lake.Store.MakeCurrent("public", Named, Written, "published");
        server = await TestServer.StartAsync(folder);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Names_are_given_in_three_languages()
    {
        var sex = (await BreakdownsAsync("population")).Single();
        Assert.That(sex.GetProperty("id").GetString(), Is.EqualTo("sex"));
        Assert.That(Texts(sex), Is.EqualTo("Sukupuoli/Kön/Sex"));
    }

    [Test]
    public async Task Members_are_those_of_the_indicator_in_the_order_of_the_words_and_unnamed_ones_keep_their_code() => Assert.That(
        (await BreakdownsAsync("population")).Single().GetProperty("members").EnumerateArray().Select(member => $"{member.GetProperty("id")}: {Texts(member)}"),
        Is.EqualTo(new[] { "male: Miehet/Män/Men", "total: Yhteensä/Totalt/Total", "female: female/female/female" }));

    [Test]
    public async Task An_indicator_without_breakdowns_has_none() => Assert.That(await BreakdownsAsync("unemployment-rate"), Is.Empty);

    [Test]
    public async Task A_publication_from_before_there_were_words_gives_codes() => Assert.That(
        Texts((await BreakdownsAsync("population", "?asOf=2026-06-02")).Single()), Is.EqualTo("sex/sex/sex"));

    private async Task<JsonElement[]> BreakdownsAsync(string indicator, string query = "") =>
        [.. (await server.JsonAsync($"/v1/indicators/{indicator}{query}")).GetProperty("breakdownDetails").EnumerateArray()];

    private static string Texts(JsonElement item) => string.Join('/', new[] { "fi", "sv", "en" }.Select(language => item.GetProperty("names").GetProperty(language).GetString()));

    private static Dictionary<string, string> Names(string fi, string sv, string en) => new() { ["fi"] = fi, ["sv"] = sv, ["en"] = en };
}
