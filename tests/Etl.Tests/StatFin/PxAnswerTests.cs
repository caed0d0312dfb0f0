using System.Text;
using Insight.Etl.Landing;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StatFin;

/// <summary>Answers of PxWeb in both formats, good and bad.</summary>
public sealed class PxAnswerTests
{
    private const string Json = """
        {"columns":[{"code":"timeperiod_y","text":"Vuosi","type":"t"},{"code":"alue_23_20260101","text":"Alue","type":"d"},
          {"code":"sukupuoli_9_20180101","text":"Sukupuoli","type":"d"},{"code":"vaerak-vaesto","text":"Väestö","comment":"31.12.\r\n","type":"c"}],
         "comments":[],"data":[{"key":["2025","KU016","SSS"],"values":["7841"]},{"key":["2025","KU111","1"],"values":["-1.5"]}]}
        """;

    private const string JsonStat = """
        {"version":"2.0","class":"dataset","id":["contentscode","alue_23_20200101","timeperiod_y","sukupuoli_9_20180101"],"size":[2,2,1,2],
         "dimension":{
          "contentscode":{"category":{"index":["vaerak-muutos","vaerak-vaesto"]}},
          "alue_23_20200101":{"category":{"index":{"KU111":1,"KU016":0},"label":{"KU016":"Asikkala","KU111":"Heinola"}}},
          "timeperiod_y":{"category":{"label":{"2019":"2019"}}},
          "sukupuoli_9_20180101":{"category":{"index":{"1":0,"2":1}}}},
         "value":[-1,-2,-3,-4,10,20,30,null],"status":{"7":"..."},
         "role":{"time":["timeperiod_y"],"metric":["contentscode"]}}
        """;

    private PxTables tables = null!;

    [SetUp]
    public void Prepare() => tables = new PxTables();

    [TearDown]
    public void Clean() => tables.Dispose();

    [Test]
    public void Json_is_read_whatever_the_order_of_its_columns()
    {
        Assert.That(tables.Stage(Json), Is.EqualTo(new[] { "KU016 2025 total: 7841", "KU111 2025 male: -1.5" }));
        Assert.That(tables.Staging.RowsRead, Is.EqualTo(2));
    }

    [Test]
    public void Json_with_a_byte_order_mark_is_read() =>
        Assert.That(tables.Stage([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Json)]), Has.Count.EqualTo(2));

    [Test]
    public void A_part_of_a_table_is_read_like_the_whole() => Assert.That(tables.Stage(Json, "t.part-2.json"), Has.Count.EqualTo(2));

    [TestCase("..", "not-available")]
    [TestCase("...", "confidential")]
    [TestCase(".", "not-applicable")]
    [TestCase("-", "0")]
    public void A_symbol_means_what_the_table_says(string symbol, string meaning) =>
        Assert.That(tables.Stage(Json.Replace("7841", symbol))[0], Is.EqualTo("KU016 2025 total: " + meaning));

    [TestCase("....")]
    [TestCase("7 841")]
    [TestCase("7841,5")]
    [TestCase("1e9999")]
    [TestCase("NaN")]
    [TestCase("")]
    public void What_is_neither_number_nor_symbol_goes_to_quarantine_and_the_other_rows_stay(string text)
    {
        Assert.That(tables.Stage(Json.Replace("7841", text)), Is.EqualTo(new[] { "KU111 2025 male: -1.5" }));
        var refused = tables.Staging.Quarantine.Rows.Single();
        Assert.That((refused.File, refused.Line, refused.Column, refused.Value), Is.EqualTo(("t.json", 1L, "vaerak-vaesto", text)));
        Assert.That(refused.Reason, Does.Contain("neither a number nor a symbol"));
        Assert.That(refused.Remedy, Does.Contain("Test/source.yml:2"));
    }

    [TestCase("KU016", "KU999", "alue_23_20260101", "is not an area that we know")]
    [TestCase("\"2025\",\"KU016\"", "\"2025M06\",\"KU016\"", "timeperiod_y", "is not a period of data set 'population', which is by year")]
    [TestCase("\"KU016\",\"SSS\"", "\"KU016\",\"9\"", "sukupuoli_9_20180101", "is not a member of breakdown 'sex'")]
    public void An_unknown_code_goes_to_quarantine_with_its_variable(string right, string wrong, string column, string reason)
    {
        Assert.That(tables.Stage(Json.Replace(right, wrong)), Is.EqualTo(new[] { "KU111 2025 male: -1.5" }));
        var refused = tables.Staging.Quarantine.Rows.Single();
        Assert.That((refused.Column, refused.Reason), Is.EqualTo((column, $"'{refused.Value}' {reason}.")));
    }

    [TestCase("KU199", "municipality not known")]
    [TestCase("ELY07", "ended")]
    public void An_area_that_the_settings_leave_out_is_counted_with_the_reason(string area, string reason)
    {
        Assert.That(tables.Stage(Json.Replace("KU016", area)), Has.Count.EqualTo(1));
        Assert.That(tables.Staging.Ignored, Is.EqualTo(new Dictionary<string, long> { [reason] = 1 }));
        Assert.That(tables.Staging.Quarantine.Rows, Is.Empty);
    }

    [Test]
    public void Three_digits_are_a_municipality() =>
        Assert.That(tables.Stage(Json.Replace("alue_23_20260101", "Alue 2017").Replace("KU016", "016").Replace("KU111", "111"))[0], Is.EqualTo("KU016 2025 total: 7841"));

    [Test]
    public void Months_are_read_as_the_producer_writes_them()
    {
        using var monthly = new PxTables(frequency: Frequency.Monthly);
        Assert.That(monthly.Stage(Json.Replace("\"2025\"", "\"2026M06\""))[0], Is.EqualTo("KU016 2026-06 total: 7841"));
    }

    [Test]
    public void A_cube_is_read_row_by_row_wherever_its_contents_stand() => Assert.That(StageCube(JsonStat), Is.EqualTo(new[]
    {
        "KU016 2019 male: 10", "KU016 2019 female: 20", "KU111 2019 male: 30", "KU111 2019 female: confidential",
    }));

    [TestCase("\"value\":[-1,-2,-3,-4,10,20,30,null]", "\"value\":{\"4\":10,\"5\":20,\"6\":30}", "\"status\":{\"7\":\"...\"}", "\"status\":[null,null,null,null,null,null,null,\"...\"]")]
    [TestCase("null]", "\"...\"]", ",\"status\":{\"7\":\"...\"}", "")]
    public void A_sparse_cube_and_a_list_of_symbols_say_the_same(string right, string wrong, string right2, string wrong2) =>
        Assert.That(StageCube(JsonStat.Replace(right, wrong).Replace(right2, wrong2)), Is.EqualTo(StageCube(JsonStat)));

    [Test]
    public void One_symbol_for_a_whole_cube_is_said_of_all_of_it() =>
        Assert.That(StageCube(JsonStat.Replace("{\"7\":\"...\"}", "\"*\"").Replace("null]", "7]"))[0], Is.EqualTo("KU016 2019 male: 10provisional"));

    [Test]
    public void A_missing_figure_without_a_symbol_is_missing_for_an_unknown_reason() =>
        Assert.That(StageCube(JsonStat.Replace(",\"status\":{\"7\":\"...\"}", ""))[3], Is.EqualTo("KU111 2019 female: unknown"));

    [TestCase("json", "[\"7841\"]", "[\"7841\",\"1\"]", "has 3 keys and 2 values in row 1, while its columns say 3 and 1")]
    [TestCase("json", "\"type\":\"c\"", "\"type\":\"d\"", "has 3 keys and 1 values in row 1, while its columns say 4 and 0")]
    [TestCase("json", "\"columns\"", "\"kolumner\"", "has no 'columns'")]
    [TestCase("json", "[\"7841\"]", "[true]", "has True where a figure belongs")]
    [TestCase("json-stat2", "null]", "null,5]", "has 9 entries in 'value', while 2 × 2 × 1 × 2 = 8 cells are announced")]
    [TestCase("json-stat2", "\"size\":[2,2,1,2]", "\"size\":[2,3,1,2]", "says sizes 2 × 3 × 1 × 2, while its dimensions have 2 × 2 × 1 × 2 values")]
    [TestCase("json-stat2", "\"KU111\":1", "\"KU111\":5", "gives category 'KU111' of 'alue_23_20200101' the position 5")]
    [TestCase("json-stat2", "{\"7\":\"...\"}", "{\"8\":\"...\"}", "has an entry at cell '8', outside the 8 cells")]
    [TestCase("json-stat2", "\"time\":[\"timeperiod_y\"]", "\"time\":[]", "marks 0 variables as time")]
    [TestCase("json-stat2", "\"dimension\"", "\"dimensions\"", "has no 'dimension'")]
    public void A_payload_of_another_shape_is_refused_whole(string format, string right, string wrong, string message)
    {
        Assert.That(() => format == "json" ? tables.Stage(Json.Replace(right, wrong)) : StageCube(JsonStat.Replace(right, wrong)),
            Throws.TypeOf<PayloadException>().With.Message.Contains(message).And.Message.Contains("t.json").And.Message.Contains("https://producer.example/"));
        Assert.That(tables.Staging.Table("population").RowCount, Is.Zero);
    }

    [Test]
    public void A_truncated_payload_is_refused_with_the_place_where_it_ends() =>
        Assert.That(() => tables.Stage(Json[..^30]), Throws.TypeOf<PayloadException>().With.Message.Contains("'t.json' is not whole JSON (line 3, byte").And.Message.Contains("Fetch it again"));

    [Test]
    public void A_web_page_is_refused_as_one() =>
        Assert.That(() => tables.Stage("<!DOCTYPE html><html></html>"), Throws.TypeOf<PayloadException>().With.Message.Contains("it is a web page"));

    [Test]
    public void Variables_without_figures_are_refused() =>
        Assert.That(() => tables.Stage(PxTables.Metadata, "t.metadata.json"), Throws.TypeOf<PayloadException>().With.Message.Contains("no figures of the table (t.json)"));

    private static IReadOnlyList<string> StageCube(string answer)
    {
        using var cubes = new PxTables(PxTables.Settings.Replace("format: json", "format: json-stat2"));
        return cubes.Stage(answer);
    }
}
