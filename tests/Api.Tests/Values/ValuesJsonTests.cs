using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Values;

/// <summary>/v1/values as JSON.</summary>
[TestFixture]
internal sealed class ValuesJsonTests
{
    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task One_value_is_served_unrounded_with_what_it_was_answered_from()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111&period=2018-12");
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("publication").GetString(), Is.EqualTo(SharedServer.Second));
            Assert.That(answer.GetProperty("edition").GetString(), Is.EqualTo("public"));
            Assert.That(answer.GetProperty("indicator").GetString(), Is.EqualTo("unemployment-rate"));
            Assert.That(answer.GetProperty("frequency").GetString(), Is.EqualTo("month"));
            Assert.That(answer.GetProperty("division").GetString(), Is.EqualTo("current"));
            Assert.That(Rows(answer), Is.EqualTo(new[] { """{"area":"KU111","period":"2018-12","value":13.988886204397197}""" }));
        });
    }

    [Test]
    public async Task A_missing_value_is_null_and_carries_its_reason()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU560&period=2018");
        Assert.That(Rows(answer), Is.EqualTo(new[] { """{"area":"KU560","period":"2018","value":null,"status":"confidential","obsStatus":"Q","confStatus":"C"}""" }));
    }

    [Test]
    public async Task An_aggregate_says_how_many_of_its_members_have_a_value()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=network:paijat-hame-4,MK07&period=2018");
        Assert.That(Rows(answer), Is.EqualTo(new[]
        {
            """{"area":"network:paijat-hame-4","period":"2018","value":null,"status":"member-missing","obsStatus":"O","confStatus":"F","members":{"of":4,"present":2,"missing":["KU098","KU560"]}}""",
            """{"area":"MK07","period":"2018","value":11.5,"members":{"of":3,"present":3}}""",
        }));
    }

    [Test]
    public async Task Areas_and_periods_that_are_named_get_a_row_even_without_data()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU091,KU016&period=2018,2031");
        const string unknown = "\"value\":null,\"status\":\"unknown\",\"obsStatus\":\"O\",\"confStatus\":\"F\"}";
        Assert.That(Rows(answer), Is.EqualTo(new[]
        {
            "{\"area\":\"KU091\",\"period\":\"2018\"," + unknown, "{\"area\":\"KU091\",\"period\":\"2031\"," + unknown,
            """{"area":"KU016","period":"2018","value":9.5}""", "{\"area\":\"KU016\",\"period\":\"2031\"," + unknown,
        }));
    }

    [TestCase("all", "KU016 2017|KU016 2018|KU111 2017|KU111 2018|KU560 2017|KU560 2018|MK07 2017|MK07 2018|network:paijat-hame-4 2017|network:paijat-hame-4 2018", "all")]
    [TestCase("16", "KU016 2018", "last:1")]
    [TestCase("ku016", "KU016 2017|KU016 2018", "..2018")]
    [TestCase("level:region", "MK07 2018", "2018..2040")]
    [TestCase("level:network,level:municipality,KU016", "network:paijat-hame-4 2018|KU016 2018|KU111 2018|KU560 2018", "2018")]
    [TestCase("members:network:paijat-hame-4", "KU016 2018|KU098 2018|KU111 2018|KU560 2018", "2018")]
    public async Task Areas_are_chosen_by_id_level_members_or_all(string area, string expected, string period)
    {
        var answer = await Server.JsonAsync($"/v1/values?indicator=unemployment-rate&area={area}&period={period}&frequency=year");
        var keys = answer.GetProperty("rows").EnumerateArray().Select(r => $"{r.GetProperty("area").GetString()} {r.GetProperty("period").GetString()}");
        Assert.That(string.Join('|', keys), Is.EqualTo(expected));
    }

    [TestCase("2018", "year", "2018")]
    [TestCase("2018-11..2018-12", "month", "2018-11 2018-12")]
    [TestCase("last:2&frequency=month", "month", "2018-11 2018-12")]
    [TestCase("2018&frequency=month", "month", "2018-01 2018-02 2018-03 2018-04 2018-05 2018-06 2018-07 2018-08 2018-09 2018-10 2018-11 2018-12")]
    [TestCase("2018-12,2018-11,2018-12", "month", "2018-11 2018-12")]
    [TestCase("2018M12", "month", "2018-12")]
    public async Task The_frequency_follows_the_periods_unless_it_is_given(string period, string frequency, string periods)
    {
        var answer = await Server.JsonAsync($"/v1/values?indicator=unemployment-rate&area=KU016&period={period}");
        Assert.That(answer.GetProperty("frequency").GetString(), Is.EqualTo(frequency));
        Assert.That(string.Join(' ', answer.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("period").GetString())), Is.EqualTo(periods));
    }

    [TestCase("", "total")]
    [TestCase("&sex=all", "total female male")]
    [TestCase("&sex=male,female", "female male")]
    [TestCase("&sex=male&sex=total", "total male")]
    public async Task Breakdowns_default_to_the_total_and_are_chosen_by_their_name(string sex, string members)
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=population&area=KU398&period=2009" + sex);
        Assert.That(string.Join(' ', answer.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("sex").GetString())), Is.EqualTo(members));
    }

    [Test]
    public async Task Components_come_when_they_are_asked_for()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111,KU560&period=2018&include=components");
        Assert.That(Rows(answer), Is.EqualTo(new[]
        {
            """{"area":"KU111","period":"2018","value":13.988886204397197,"numerator":1158,"denominator":8278}""",
            """{"area":"KU560","period":"2018","value":null,"status":"confidential","obsStatus":"Q","confStatus":"C","numerator":null,"denominator":null}""",
        }));
    }

    [Test]
    public async Task Several_indicators_name_themselves_in_each_row()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=population,unemployment-rate&area=KU111&period=2010,2018&sex=male");
        Assert.That(answer.GetProperty("indicators").EnumerateArray().Select(i => i.GetString()), Is.EqualTo(new[] { "population", "unemployment-rate" }));
        Assert.That(Rows(answer)[0], Is.EqualTo("""{"indicator":"population","area":"KU111","period":"2010","sex":"male","value":10073}"""));
        Assert.That(Rows(answer)[^1], Is.EqualTo("""{"indicator":"unemployment-rate","area":"KU111","period":"2018","value":13.988886204397197}"""));
    }

    [Test]
    public async Task As_of_a_date_the_publication_of_that_day_answers()
    {
        foreach (var asOf in new[] { "2026-01-15", "2026-05-31", "2026-05-31T23:59:59Z", SharedServer.First })
        {
            var answer = await Server.JsonAsync($"/v1/values?indicator=unemployment-rate&area=KU111&period=2018-12&asOf={asOf}");
            Assert.That(answer.GetProperty("publication").GetString(), Is.EqualTo(SharedServer.First), asOf);
            Assert.That(answer.GetProperty("rows")[0].GetProperty("value").GetDouble(), Is.EqualTo(100.0 * 1100 / 8278), asOf);
        }
    }

    [Test]
    public async Task The_division_as_was_has_its_own_values()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111&period=2018&division=as-was");
        Assert.That(answer.GetProperty("rows")[0].GetProperty("value").GetDouble(), Is.EqualTo(12));
    }

    [TestCase("population,unemployment-rate", "year")]
    [TestCase("unemployment-rate,population", "year")]
    [TestCase("gini", "year")]
    public async Task Unasked_the_first_frequency_that_all_have_is_served(string indicators, string frequency) =>
        Assert.That((await Server.JsonAsync("/v1/values?indicator=" + indicators)).GetProperty("frequency").GetString(), Is.EqualTo(frequency));

    [Test]
    public async Task Invented_figures_and_breaks_are_noted()
    {
        var invented = await Server.JsonAsync("/v1/values?indicator=sickness-absence-days-per-fte&lang=en");
        Assert.That(invented.GetProperty("synthetic").GetBoolean(), Is.True);
        Assert.That(invented.GetProperty("notes")[0].GetProperty("code").GetString(), Is.EqualTo("synthetic"));
        Assert.That(invented.GetProperty("notes")[0].GetProperty("text").GetString(), Does.StartWith("The figures are invented"));

        var broken = (await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU111&period=2017..2018")).GetProperty("notes")[0];
        Assert.That(broken.GetProperty("code").GetString(), Is.EqualTo("break"));
        Assert.That(broken.GetProperty("text").GetProperty("sv").GetString(), Is.EqualTo("Ny statistik"));
        Assert.That((await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU016&period=2017..2018")).GetProperty("notes").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task An_indicator_that_awaits_data_answers_with_a_note()
    {
        var answer = await Server.JsonAsync("/v1/values?indicator=gini&area=KU016&period=2020");
        Assert.That(answer.GetProperty("rows")[0].GetProperty("status").GetString(), Is.EqualTo("unknown"));
        Assert.That(answer.GetProperty("notes")[0].GetProperty("code").GetString(), Is.EqualTo("awaiting-data"));
    }

    private static string[] Rows(JsonElement answer) => [.. answer.GetProperty("rows").EnumerateArray().Select(r => r.GetRawText())];
}
