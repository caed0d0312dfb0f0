using System.Text.Json;

namespace Journey.Tests;

/// <summary>
/// Municipalities merged, a region got a member, persons moved with a border: the same real figures in each division and with each membership.
/// Figures of 2009: Statistics Finland by THL's Sotkanet (127), in the division of 2015; of 2005–2019: Statistics Finland, in that of 2020.
/// </summary>
[TestFixture]
internal sealed class PlaceTests
{
    private static JourneyServer Server => FilledFolder.Server;

    [TestCase("as-delivered", "KU098", 21_845)]
    [TestCase("as-delivered", "KU283", 2_126)]
    [TestCase("as-delivered", "KU398", 100_854)]
    [TestCase("as-delivered", "KU532", 15_065)]
    [TestCase("as-was", "KU098", 21_845)]
    [TestCase("as-was", "KU283", 2_126)]
    [TestCase("as-was", "KU398", 100_854)]
    [TestCase("2015-01-01", "KU532", 15_065)]
    [TestCase("2015-12-31", "KU098", 21_845)]
    [TestCase("2009-06-30", "KU098", 21_845)]
    [TestCase("2016-01-01", "KU098", 23_971)]
    [TestCase("2016-01-01", "KU398", 115_919)]
    [TestCase("current", "KU098", 23_971)]
    [TestCase("current", "KU398", 115_919)]
    [TestCase("current", "KU560", 16_353)]
    [TestCase("current", "KU111", 20_374)]
    [TestCase("current", "KU016", 8_551)]
    [TestCase("2015-01-01", "KU016", 8_551)]
    [TestCase("current", "KU316", 4_875)]
    [TestCase("current", "KU576", 3_448)]
    [TestCase("current", "KU781", 4_391)]
    [TestCase("current", "KU081", 3_388)]
    [TestCase("current", "KU142", 7_044)]
    public async Task Residents_of_2009_follow_the_asked_municipal_division(string division, string area, double residents) =>
        Assert.That(await Server.ValueAsync($"indicator=population-sotkanet&area={area}&period=2009&division={division}"), Is.EqualTo(residents));

    [TestCase("", 208_314, 10)]
    [TestCase("&membership=current", 208_314, 10)]
    [TestCase("&membership=at-the-time", 201_270, 9, Description = "the published sum of the eleven municipalities of then, nine of today; Iitti joined in 2021")]
    [TestCase("&division=as-was", 201_270, 12, Description = "as they were: with Artjärvi, Hämeenkoski and Nastola")]
    [TestCase("&division=2015-01-01", 208_314, 10)]
    [TestCase("&division=2015-01-01&membership=at-the-time", 201_270, 9)]
    public async Task Residents_of_the_region_follow_the_asked_membership(string choice, double residents, int members)
    {
        var row = (await Server.RowsAsync("indicator=population-sotkanet&area=MK07&period=2009" + choice)).Single();
        Assert.That(row.GetProperty("value").GetDouble(), Is.EqualTo(residents));
        Assert.That(row.GetProperty("members").GetProperty("of").GetInt32(), Is.EqualTo(members));
    }

    [TestCase("")]
    [TestCase("&membership=at-the-time")]
    [TestCase("&division=2009-01-01")]
    public async Task The_country_is_the_same_sum_in_every_division(string choice)
    {
        var row = (await Server.RowsAsync("indicator=population-sotkanet&area=SSS&period=2009" + choice)).Single();
        Assert.That(row.GetProperty("value").GetDouble(), Is.EqualTo(5_351_427), "Statistics Finland, 31 December 2009");
        Assert.That(row.TryGetProperty("status", out _), Is.False, "what municipalities exchanged makes no difference to their sum");
    }

    [TestCase("KU098", 2014, 23_996)]
    [TestCase("KU098", 2015, 23_915)]
    [TestCase("KU098", 2016, 23_791)]
    [TestCase("KU560", 2010, 16_309)]
    [TestCase("KU560", 2011, 16_369)]
    [TestCase("KU016", 2007, 8_663)]
    [TestCase("KU111", 2007, 20_612)]
    [TestCase("KU098", 2007, 23_659)]
    [TestCase("KU560", 2007, 16_205)]
    [TestCase("network:paijat-hame-4", 2007, 69_139)]
    public async Task Population_in_todays_division_has_no_jump_at_a_merger(string area, int year, double residents) =>
        Assert.That(await Server.ValueAsync($"indicator=population&area={area}&period={year}"), Is.EqualTo(residents));

    [TestCase("population", "KU098", 2014, "as-was", "not-recalculable", Description = "the producer had added Hämeenkoski to it")]
    [TestCase("population", "KU283", 2014, "as-was", "not-recalculable")]
    [TestCase("population", "KU283", 2018, "as-was", "not-applicable", Description = "it was no more")]
    [TestCase("population", "KU283", 2014, "current", "not-applicable")]
    [TestCase("population", "KU560", 2010, "as-was", "not-recalculable", Description = "Artjärvi, until 2010")]
    [TestCase("population-sotkanet", "KU560", 2009, "2010-12-31", "not-recalculable")]
    public async Task What_was_merged_is_never_split_again(string indicator, string area, int year, string division, string status)
    {
        var row = (await Server.RowsAsync($"indicator={indicator}&area={area}&period={year}&division={division}")).Single();
        Assert.That(row.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(row.GetProperty("status").GetString(), Is.EqualTo(status));
    }

    [Test]
    public async Task A_recalculated_figure_says_so_and_of_what_it_was_made()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=population-sotkanet&area=KU098,KU111&period=2009");
        var row = answer.GetProperty("rows")[0];
        Assert.That((row.GetProperty("status").GetString(), row.GetProperty("obsStatus").GetString()), Is.EqualTo(("recalculated", "A")));
        var note = answer.GetProperty("notes").EnumerateArray().Single(n => n.GetProperty("code").GetString() == "recalculated");
        Assert.That(note.GetProperty("areas").EnumerateArray().Select(a => a.GetString()), Is.EqualTo(new[] { "KU098" }));
        Assert.That(note.GetProperty("text").GetProperty("fi").GetString(), Is.EqualTo("Luvut on laskettu 1.1.2026 kuntajakoon: Hämeenkoski → Hollola 2016."));
    }

    [TestCase("", "23\u00A0971\u00A0henkilöä", "lähde: Sotkanet.fi, THL.")]
    [TestCase("&division=as-was", "21\u00A0845\u00A0henkilöä", "; luvut ovat kunkin ajankohdan kuntajaon mukaisia; vertailusta puuttuvat kunnat, joilla ei ole lukua.")]
    [TestCase("&division=2015-06-30", "21\u00A0845\u00A0henkilöä", "; luvut ovat kuntajaon 1.1.2015 mukaisia.")]
    public async Task Sentences_follow_the_asked_division_and_say_so(string choice, string figure, string end)
    {
        var sentences = (await Server.JsonAsync("/v1/narrative?indicator=population-sotkanet&area=KU098&period=2009&lang=fi" + choice)).GetProperty("sentences");
        Assert.That(sentences[0].GetProperty("text").GetString(), Does.StartWith("Hollolassa väkiluku oli " + figure));
        Assert.That(sentences[4].GetProperty("text").GetString(), Does.EndWith(end));
        var behind = await Server.JsonAsync(sentences[0].GetProperty("numbers")[0].GetProperty("url").GetString()!);
        Assert.That(behind.GetProperty("value").GetDouble(), Is.EqualTo(choice.Length == 0 ? 23_971 : 21_845), "the link leads to the same figure");
    }

    [TestCase("/v1/briefing?area=KU111")]
    [TestCase("/v1/targets/progress?area=KU111&indicator=ghg-total-hinku")]
    public async Task What_is_told_of_an_area_takes_a_division_too(string address)
    {
        Assert.That((await Server.JsonAsync(address)).GetProperty("division").GetString(), Is.EqualTo("current"));
        Assert.That((await Server.JsonAsync(address + "&division=2015-03-01")).GetProperty("division").GetString(), Is.EqualTo("2015-01-01"));
    }

    [Test]
    public async Task A_region_says_who_joined_it_within_the_asked_time()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=MK07&period=2018,2026&frequency=month&lang=en");
        var note = answer.GetProperty("notes").EnumerateArray().Single(n => n.GetProperty("code").GetString() == "membership");
        Assert.That(note.GetProperty("text").GetString(), Does.Contain("today’s members").And.Contain("Iitti belongs to it since 1 January 2021"));
    }

    [TestCase("", "today’s members in all periods; Iitti belongs to it since 1 January 2021.")]
    [TestCase("&division=as-was", "members in 2012: 11 (Asikkala, Hartola, Hollola, Heinola, Hämeenkoski, Kärkölä, Lahti, Nastola, Orimattila, Padasjoki, Sysmä)")]
    public async Task A_single_period_too_is_told_with_whose_members_it_is(string choice, string text)
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=population&area=MK07&period=2012&lang=en" + choice);
        var note = answer.GetProperty("notes").EnumerateArray().Single(n => n.GetProperty("code").GetString() == "membership");
        Assert.That(note.GetProperty("text").GetString(), Does.Contain(text));
    }

    [Test]
    public async Task A_network_is_the_municipalities_of_today_whatever_they_were_made_of()
    {
        var row = (await Server.RowsAsync("indicator=population-sotkanet&area=network:paijat-hame-4&period=2009&division=as-was")).Single();
        Assert.That(row.GetProperty("value").GetDouble(), Is.EqualTo(8_551 + 20_374 + 21_845 + 2_126 + 16_353), "no member is left out because it was made otherwise");
    }

    [Test]
    public async Task In_the_division_of_each_time_a_merger_is_a_break_of_the_series()
    {
        var rows = await Server.RowsAsync("indicator=population&area=KU541&period=2018..2025&division=as-was");
        Assert.That(rows.Where(r => r.TryGetProperty("break", out _)).Select(r => r.GetProperty("period").GetString()), Is.Empty, "Nurmes with Valtimo is all that the producer gives");
        var sotkanet = await Server.RowsAsync("indicator=population-sotkanet&area=MK07&period=2009&division=as-was");
        Assert.That(sotkanet.Single().GetProperty("value").GetDouble(), Is.EqualTo(201_270));
    }

    [Test]
    public async Task Lineage_of_a_region_with_the_members_at_the_time_names_them()
    {
        var lineage = await Server.JsonAsync("/v1/lineage?indicator=population-sotkanet&area=MK07&period=2009&membership=at-the-time");
        var members = lineage.GetProperty("members").EnumerateArray().ToList();
        Assert.That(members.Select(m => m.GetProperty("area").GetString()), Does.Not.Contain("KU142"));
        Assert.That(members.Sum(m => m.GetProperty("numerator").GetDouble()), Is.EqualTo(lineage.GetProperty("value").GetDouble()).And.EqualTo(201_270));
        var asWas = await Server.JsonAsync("/v1/lineage?indicator=population-sotkanet&area=MK07&period=2009&division=as-was");
        var then = asWas.GetProperty("members").EnumerateArray().ToDictionary(m => m.GetProperty("area").GetString()!, m => m.GetProperty("value"));
        Assert.That(then, Has.Count.EqualTo(12), "the eleven of the producer's sum, of which Orimattila was still two: Artjärvi joined it in 2011");
        Assert.That(new[] { "KU098", "KU283", "KU398", "KU532" }.Select(id => then[id].GetDouble()), Is.EqualTo(new[] { 21_845, 2_126, 100_854, 15_065 }));
        Assert.That(then.Where(m => m.Value.ValueKind == JsonValueKind.Null).Select(m => m.Key), Is.EqualTo(new[] { "KU015", "KU560" }), "the producer had added them up");
        Assert.That(asWas.GetProperty("addedUpFrom").EnumerateArray().Sum(m => m.GetProperty("value").GetDouble()), Is.EqualTo(201_270), "in nine municipalities of today");
        Assert.That(asWas.GetProperty("addedUpFrom").GetArrayLength(), Is.EqualTo(9));
        Assert.That(asWas.GetProperty("memberCount").GetProperty("of").GetInt32(), Is.EqualTo(12));
        var eleven = await Server.JsonAsync("/v1/lineage?indicator=population&area=MK07&period=2012&division=as-was");
        Assert.That(eleven.GetProperty("members").GetArrayLength(), Is.EqualTo(11));
        var hollola = await Server.JsonAsync("/v1/lineage?indicator=population-sotkanet&area=KU283&period=2009&division=2015-01-01");
        Assert.That(hollola.GetProperty("value").GetDouble(), Is.EqualTo(2_126));
    }

    [Test]
    public async Task Former_municipalities_are_areas_with_the_time_of_their_validity()
    {
        foreach (var (id, end) in new[] { ("KU283", "2016-01-01"), ("KU015", "2011-01-01"), ("KU588", "2025-01-01") })
        {
            Assert.That((await Server.JsonAsync("/v1/areas/" + id)).GetProperty("validTo").GetString(), Is.EqualTo(end), id);
        }
    }

    [Test]
    public async Task An_aggregate_without_all_its_members_names_those_that_are_missing()
    {
        const string question = "indicator=vacancies-per-100-unemployed&period=2026-06&area=";
        var members = await Server.RowsAsync(question + "KU016,KU098,KU111,KU560");
        var lacking = members.Where(m => m.GetProperty("value").ValueKind == JsonValueKind.Null).Select(m => m.GetProperty("area").GetString());
        var network = (await Server.RowsAsync(question + "network:paijat-hame-4")).Single();
        Assert.That(network.GetProperty("members").GetProperty("missing").EnumerateArray().Select(m => m.GetString()), Is.EqualTo(lacking));
    }

    [TestCase("division=2015-13-01", "bad-parameter")]
    [TestCase("division=old", "bad-parameter")]
    [TestCase("membership=then", "bad-parameter")]
    public async Task A_division_that_is_none_is_refused(string choice, string code)
    {
        using var response = await Server.Client.GetAsync("/v1/values?indicator=population&area=KU098&" + choice);
        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString(), Is.EqualTo(code));
    }
}
