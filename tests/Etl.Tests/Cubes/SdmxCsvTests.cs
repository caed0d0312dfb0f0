using Insight.Etl.Landing;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Cubes;

/// <summary>SDMX-CSV of both versions, with and without labels; and broken ones. The figures are invented.</summary>
public sealed class SdmxCsvTests
{
    private const string Figure = "format: sdmx-csv, measures: {figure: value}";

    private const string Version2 = """
        STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MEASURE
        dataflow,SF:POP(1.0),I,A,KU016,T,2025,7841,A,F,PS
        dataflow,SF:POP(1.0),I,A,KU016,M,2025,3900,P,F,PS
        dataflow,SF:POP(1.0),I,A,KU111,T,2025,,Q,C,PS
        dataflow,SF:POP(1.0),I,A,KU111,M,2025,,O,F,PS
        dataflow,SF:POP(1.0),D,A,KU098,T,2025,1,A,F,PS
        """;

    private const string BySex = Figure + ", breakdowns: {sex: {variable: SEX, members: {T: total, M: male}}}";

    private static readonly string[] Rows = ["KU016 2025 total: 7841", "KU016 2025 male: 3900provisional", "KU111 2025 total: confidential", "KU111 2025 male: not-available"];

    [TestCase(',')]
    [TestCase(';')]
    [TestCase('\t')]
    public void A_row_is_a_figure_with_its_status(char separator)
    {
        using var files = new CubeFiles(BySex, breakdowns: ["sex"]);
        Assert.That(files.Stage(Version2.Replace(',', separator)), Is.EqualTo(Rows), "and what the producer deletes is not there");
    }

    [Test]
    public void Version_1_with_labels_says_the_same()
    {
        using var files = new CubeFiles(BySex, breakdowns: ["sex"]);
        Assert.That(files.Stage("""
            DATAFLOW,"FREQ: Frequency","REF_AREA: Area","SEX: Sex","TIME_PERIOD: Time",OBS_VALUE,"OBS_STATUS: Status","CONF_STATUS: Confidentiality"
            SF:POP(1.0),A: Annual,KU016: Asikkala,"T: Total, both",2025,7841,A: Normal,F: Free
            SF:POP(1.0),A: Annual,KU016: Asikkala,M: Men,2025,3900,P: Provisional,F: Free
            SF:POP(1.0),A: Annual,KU111: Heinola,T: Total,2025,,Q: Suppressed,C: Confidential
            SF:POP(1.0),A: Annual,KU111: Heinola,M: Men,2025,,O: Missing,F: Free
            """), Is.EqualTo(Rows));
    }

    [Test]
    public void A_dimension_may_be_the_contents()
    {
        using var files = new CubeFiles("format: sdmx-csv, measures: {born: BIRTHS, died: DEATHS}", Frequency.Monthly, ["born", "died"]);
        Assert.That(files.Stage("""
            DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE
            SF:VITAL(1.0),BIRTHS,KU016,2025-M01,4
            SF:VITAL(1.0),DEATHS,KU016,2025-M01,9
            SF:VITAL(1.0),BIRTHS,KU016,2025-02,NaN
            """), Is.EqualTo(new[] { "KU016 2025-01: 4 9", "KU016 2025-02: not-available unknown" }));
    }

    [Test]
    public void A_forecast_is_no_observation()
    {
        using var files = new CubeFiles(BySex, breakdowns: ["sex"]);
        Assert.That(files.Stage(Version2.Replace("3900,P", "3900,F")), Has.Count.EqualTo(3));
        Assert.That(files.Staging.Quarantine.Rows.Single().Value, Is.EqualTo("F"));
    }

    [TestCase("7841,A", "7 841,A", "7 841")]
    [TestCase("7841,A", "\"7841,5\",A", "7841,5")]
    [TestCase("7841,A", "7841,M", "M")]
    public void A_figure_that_is_none_or_contradicts_its_status_goes_to_quarantine(string right, string wrong, string value)
    {
        using var files = new CubeFiles(BySex, breakdowns: ["sex"]);
        Assert.That(files.Stage(Version2.Replace(right, wrong)), Is.EqualTo(Rows[1..]));
        Assert.That(files.Staging.Quarantine.Rows.Single().Value, Is.EqualTo(value));
    }

    [TestCase("OBS_VALUE", "VALUE", "is no SDMX-CSV")]
    [TestCase("STRUCTURE,STRUCTURE_ID", "ID,STRUCTURE_ID", "is no SDMX-CSV")]
    [TestCase("KU016,M,2025", "KU016,T,2025", "in line 3, which it gave before")]
    [TestCase("2025,,O,F,PS", "2025,,O", "has 9 fields in line 5, while its header has 11")]
    [TestCase("2025,7841,A", "\"2025,7841,A", "quotation mark")]
    [TestCase("TIME_PERIOD", "TIME", "marks 0 variables as time")]
    public void A_broken_payload_is_refused_whole(string right, string wrong, string message)
    {
        using var files = new CubeFiles(BySex, breakdowns: ["sex"]);
        Assert.That(() => files.Stage(Version2.Replace(right, wrong)), Throws.TypeOf<PayloadException>().With.Message.Contains(message).And.Message.Contains("t.csv"));
        Assert.That(files.Staging.Table("figures").RowCount, Is.Zero);
    }

    [Test]
    public void JSON_stat_at_an_address_is_read_by_the_same_settings()
    {
        using var files = new CubeFiles("format: json-stat2, measures: {figure: value}, area: kunta, period: vuosi");
        Assert.That(files.Stage("""
            {"version":"2.0","class":"dataset","id":["kunta","vuosi"],"size":[2,2],
             "dimension":{"kunta":{"category":{"index":["016","111"]}},"vuosi":{"label":"Vuosi","category":{"index":["2024","2025"]}}},
             "value":[1,2,3,4]}
            """), Is.EqualTo(new[] { "KU016 2024: 1", "KU016 2025: 2", "KU111 2024: 3", "KU111 2025: 4" }));
    }

    [Test]
    public void A_bundle_of_one_data_set_and_a_value_list_that_is_too_short_are_told_apart()
    {
        const string Bundle = """{"dataset":{"id":["kunta","vuosi"],"size":[1,1],"dimension":{"kunta":{"category":{"index":["016"]}},"vuosi":{"category":{"index":["2024"]}}},"value":[5]}}""";
        using var files = new CubeFiles("format: json-stat2, measures: {figure: value}, area: kunta, period: vuosi");
        Assert.That(files.Stage(Bundle), Is.EqualTo(new[] { "KU016 2024: 5" }));
        Assert.That(() => files.Stage(Bundle.Replace("[5]", "[]")), Throws.TypeOf<PayloadException>().With.Message.Contains("has 0 entries in 'value'"));
    }
}
