using Insight.Etl.Landing;

namespace Insight.Etl.Tests.StatFin;

/// <summary>What is asked of a table follows from the variables that it has today.</summary>
public sealed class PxQueryTests
{
    [Test]
    public async Task A_table_is_asked_for_its_variables_and_then_for_its_figures()
    {
        using var tables = new PxTables();
        var asked = await tables.AskAsync(PxTables.Metadata);
        Assert.That(asked.Select(a => (a.Name, a.Url)), Is.EqualTo(new[] { ("t.metadata.json", "fi/StatFin/vaerak/11re.px"), ("t.json", "fi/StatFin/vaerak/11re.px") }));
        Assert.That(asked[0].JsonBody, Is.Null);
        Assert.That(asked[1].JsonBody, Is.EqualTo(
            """{"query":[{"code":"alue_23_20260101","selection":{"filter":"all","values":["*"]}},{"code":"contentscode","selection":{"filter":"item","values":["vaerak-vaesto"]}},{"code":"sukupuoli_9_20180101","selection":{"filter":"item","values":["SSS","1","2"]}},{"code":"timeperiod_y","selection":{"filter":"item","values":["2023","2024","2025"]}}],"response":{"format":"json"}}"""));
    }

    [Test]
    public async Task A_new_vintage_of_variables_and_another_prefix_of_contents_change_the_query_and_not_the_settings()
    {
        using var tables = new PxTables();
        var renamed = PxTables.Metadata.Replace("alue_23_20260101", "alue_23_20270101").Replace("sukupuoli_9_20180101", "Sukupuoli")
            .Replace("timeperiod_y", "Vuosi").Replace("contentscode", "Tiedot").Replace("vaerak-vaesto", "vaerak2-VAESTO");
        var query = (await tables.AskAsync(renamed))[1].JsonBody;
        foreach (var code in new[] { "alue_23_20270101", "Sukupuoli", "Vuosi", "Tiedot", "vaerak2-VAESTO" })
        {
            Assert.That(query, Does.Contain($"\"{code}\""));
        }
    }

    [TestCase("periods: last 2", new[] { "2024", "2025" })]
    [TestCase("periods: 2024..2024", new[] { "2024" })]
    [TestCase("periods: ..2024", new[] { "2023", "2024" })]
    [TestCase("periods: last 9", new[] { "2023", "2024", "2025" })]
    public async Task Only_the_wanted_periods_are_asked_for(string setting, string[] years)
    {
        using var tables = new PxTables(PxTables.Settings.Replace("format: json", "format: json\n    " + setting));
        var query = (await tables.AskAsync(PxTables.Metadata))[1].JsonBody;
        Assert.That(query, Does.Contain($"\"timeperiod_y\",\"selection\":{{\"filter\":\"item\",\"values\":[{string.Join(',', years.Select(y => $"\"{y}\""))}]"));
    }

    [Test]
    public async Task A_query_of_too_many_cells_is_split_by_periods()
    {
        using var tables = new PxTables("max_cells: 20\n" + PxTables.Settings);
        var asked = await tables.AskAsync(PxTables.Metadata);
        Assert.That(asked.Skip(1).Select(a => a.Name), Is.EqualTo(new[] { "t.part-1.json", "t.part-2.json" }), "3 areas x 3 sexes: two years in 20 cells");
        Assert.That(asked[1].JsonBody, Does.Contain("[\"2023\",\"2024\"]"));
        Assert.That(asked[2].JsonBody, Does.Contain("[\"2025\"]"));
    }

    [Test]
    public async Task A_variable_that_cannot_be_left_out_is_fixed_by_the_settings()
    {
        var metadata = PxTables.Metadata.Replace("\"valueTexts\":[\"Yhteensä\",\"0\"],\"elimination\":true", "\"valueTexts\":[\"Yhteensä\",\"0\"]");
        using var without = new PxTables();
        Assert.That(() => without.AskAsync(metadata), Throws.TypeOf<PayloadException>().With.Message.Contains("wants a value of variable 'ika'").And.Message.Contains("SSS, 000"));
        using var with = new PxTables(PxTables.Settings.Replace("format: json", "format: json\n    fixed: {ika: SSS}"));
        Assert.That((await with.AskAsync(metadata))[1].JsonBody, Does.Contain("""{"code":"ika","selection":{"filter":"item","values":["SSS"]}}"""));
    }

    [Test]
    public async Task An_archived_table_is_read_from_recordings_and_never_asked_for_live()
    {
        using var tables = new PxTables(PxTables.Settings.Replace("format: json", "format: json\n    archived: closed in 2018"));
        Assert.That(await tables.AskAsync(PxTables.Metadata, "live"), Is.Empty);
        Assert.That(await tables.AskAsync(PxTables.Metadata), Has.Count.EqualTo(2));
    }

    [TestCase("vaerak-vaesto", "vaerak-vakiluku", "has no content 'vaesto' (Test/source.yml:2); variable 'contentscode' has vaerak-vakiluku, vaerak-muutos")]
    [TestCase("sukupuoli_9_20180101", "sex", null)]
    [TestCase("\"code\":\"sukupuoli_9_20180101\",\"text\":\"Sukupuoli\"", "\"code\":\"sex\",\"text\":\"Sex\"", "has no variable 'sukupuoli' for breakdown 'sex'")]
    [TestCase("\"values\":[\"SSS\",\"1\",\"2\"]", "\"values\":[\"SSS\",\"1\",\"3\"]", "has no value '2' of variable 'sukupuoli_9_20180101'")]
    [TestCase(",\"time\":true", "", "marks 0 variables as time")]
    [TestCase("[\"SSS\",\"KU016\",\"KU111\"]", "[\"SSS\",\"A\",\"B\"]", null)]
    [TestCase("\"code\":\"alue_23_20260101\",\"text\":\"Alue\",\"values\":[\"SSS\",\"KU016\",\"KU111\"]", "\"code\":\"place\",\"text\":\"Alue\",\"values\":[\"SSS\",\"A\",\"B\"]", "has no variable whose values are areas")]
    [TestCase("\"variables\"", "\"muuttujat\"", "has no 'variables'")]
    public void A_table_that_lacks_what_is_wanted_says_what_it_has(string right, string wrong, string? message)
    {
        using var tables = new PxTables();
        Assert.That(() => tables.AskAsync(PxTables.Metadata.Replace(right, wrong)), message is null
            ? Throws.Nothing
            : Throws.TypeOf<PayloadException>().With.Message.Contains(message).And.Message.Contains("t.metadata.json"));
    }

    [TestCase("dataset: population", "dataset: people", "Test/source.yml:4: data set 'people' is not among this source's datasets (population).")]
    [TestCase("{population: vaesto}", "{persons: vaesto}", "Test/source.yml:6: 'persons' is no measure of data set 'population' (population).")]
    [TestCase("format: json", "format: xml", "Test/source.yml:5: format is 'xml'; known are json, json-stat2, csv and px.")]
    [TestCase("format: json", "periods: latest", "Test/source.yml:5: periods is 'latest'; write all, last 24, or a range such as 2005..2019.")]
    [TestCase("not-available", "nothing", "'nothing' is not an observation status")]
    [TestCase("path: StatFin/vaerak/11re.px", "", "Test/source.yml:2: 'settings.tables[0].path' is missing; give it a value.")]
    public void A_wrong_setting_is_told_with_file_and_line(string right, string wrong, string message)
    {
        using var tables = new PxTables(PxTables.Settings.Replace(right, wrong));
        Assert.That(() => tables.AskAsync(PxTables.Metadata), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
    }
}
