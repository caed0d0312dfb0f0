using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Described;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Described;

/// <summary>Files that only source.yml describes: what of them is staged, and what is refused with which words.</summary>
public sealed class DescribedTests
{
    private PayloadFolder payloads = null!;

    [SetUp]
    public void Open() => payloads = new PayloadFolder();

    [TearDown]
    public void Close() => payloads.Dispose();

    [TestCase("", "", 40_000_001, 1)]
    [TestCase("", "", 40_000_000, 0)]
    [TestCase(", sum: true", "", 40_000_001, 0)]
    [TestCase("", "- {check: range, dataset: heat, measure: heat, min: 0}", 40_000_001, 1)]
    [TestCase("", "- {check: rows, dataset: heat, at_least: 1}", 40_000_001, 0)]
    public void A_file_is_read_in_parts_by_its_size_alone_where_settings_and_checks_allow_it(string setting, string check, long bytes, int inParts)
    {
        File.WriteAllText(Path.Combine(payloads.Folder, "checks.yml"), check);
        var source = SourceDefinitions.Of(
            "described", [SourceDefinitions.DataSet("heat", Frequency.Annual, ["heat"])], $"files: [{{name: heat.csv, dataset: heat{setting}}}]", payloads.Folder);
        var file = payloads.Add("heat.csv", "area,period,heat\n016,2024,1\n016,2023,-1\n");
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        new DescribedConnector().Stage(source, [file with { Manifest = file.Manifest with { Size = bytes } }], staging, default);
        Assert.That((staging.LargeFiles.Count, staging.Tables.Single().RowCount > 0), Is.EqualTo((inParts, inParts == 0)));
    }

    [Test]
    public void Columns_words_symbols_units_and_filters_are_what_the_settings_say()
    {
        var staging = Stage(
            "{name: cars.csv, dataset: cars, delimiter: ';', decimal_mark: ',', columns: {area: Kunta, year: Vuosi, month: Kk, fuel: Voima, cars: Lkm}, "
            + "codes: {fuel: {Sähkö: electric, Yhteensä: total}}, where: {Laji: [ha, pa]}, missing: {'..': not-available, '-': 0}, ignore_areas: {'KOKO*': the country is summed}, times: {cars: 1000}}",
            "Kunta;Vuosi;Kk;Laji;Voima;Lkm\nAsikkala;2025;1;ha;Sähkö;0,5\n111;2025;12;pa;Yhteensä;..\nMK07;2025;02;ha;Yhteensä;-\nKOKO MAA;2025;2;ha;Sähkö;9\nHollola;2025;2;ka;Sähkö;7\n");
        Assert.Multiple(() =>
        {
            Assert.That(staging.Quarantine.Rows, Is.Empty);
            Assert.That(staging.Figure("cars", "cars", "KU016", "2025-01", "electric")!.Value.Value, Is.EqualTo(500));
            Assert.That(staging.Figure("cars", "cars", "KU111", "2025-12", "total"), Is.EqualTo(Measured.Missing(ObservationStatus.NotAvailable)));
            Assert.That(staging.Figure("cars", "cars", "MK07", "2025-02", "total"), Is.EqualTo(Measured.Of(0)));
            Assert.That(staging.Ignored, Is.EquivalentTo(new Dictionary<string, long> { ["the country is summed"] = 1, ["Laji is not ha or pa"] = 1 }));
            Assert.That(staging.Table("cars").LineOfRow, Is.EqualTo(new long[] { 2, 3, 4 }));
        });
    }

    [Test]
    public void Periods_may_be_columns()
    {
        var staging = Stage("{name: cars.csv, dataset: cars, fixed: {fuel: total}, columns: {area: Alue}, periods_in_header: '{period} Autot', missing: {'...': confidential}}", "Alue,2025-01 Autot,2025M02 Autot,Selite\nAsikkala,1,2,x\nHeinola,...,4,y\n");
        Assert.That(staging.Quarantine.Rows, Is.Empty);
        Assert.That(staging.Figure("cars", "cars", "KU016", "2025-02", "total")!.Value.Value, Is.EqualTo(2));
        Assert.That(staging.Figure("cars", "cars", "KU111", "2025-01", "total"), Is.EqualTo(Measured.Missing(ObservationStatus.Confidential)));
    }

    [Test]
    public void Long_rows_become_one_row_a_key_and_a_second_figure_of_it_is_refused()
    {
        var staging = Stage(
            "{name: stock.json, dataset: stock, rows: long, records: data, columns: {area: k, period: v, measure: m}, codes: {measure: {HA: cars, KA: vans}}}",
            """{"data":[{"k":"016","v":2024,"m":"HA","value":10.5},{"k":"016","v":2024,"m":"KA","value":null,"status":"not-collected"},{"k":16,"v":"2024","m":"HA","value":11},{"k":"016","v":2024,"m":"LA","value":1}]}""");
        Assert.That(staging.Table("stock").RowCount, Is.EqualTo(1));
        Assert.That(staging.Figure("stock", "cars", "KU016", "2024")!.Value.Value, Is.EqualTo(10.5));
        Assert.That(staging.Figure("stock", "vans", "KU016", "2024"), Is.EqualTo(Measured.Missing(ObservationStatus.NotCollected)));
        Assert.That(staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Value)), Is.EqualTo(new[] { (3L, "value", "11"), (4L, "m", "LA") }));
    }

    [Test]
    public void Parts_of_a_sum_are_added_and_a_missing_part_takes_the_sum_away()
    {
        var staging = Stage("{name: stock.csv, dataset: stock, sum: true}", "area,period,cars,vans\n016,2024,1,5\n016,2024,2,\n111,2024,3,4\n");
        Assert.That(staging.Figure("stock", "cars", "KU016", "2024")!.Value.Value, Is.EqualTo(3));
        Assert.That(staging.Figure("stock", "vans", "KU016", "2024"), Is.EqualTo(Measured.Missing(ObservationStatus.NotAvailable)));
        Assert.That(staging.Figure("stock", "vans", "KU111", "2024")!.Value.Value, Is.EqualTo(4));
    }

    [TestCase("Kuntala,2024,1,1", "area", "Kuntala", "not an area")]
    [TestCase("016,2024-01,1,1", "period", "2024-01", "not a period by year")]
    [TestCase("016,31.12.2024,1,1", "period", "31.12.2024", "not a period by year")]
    [TestCase("016,2024,1 2,1", "cars", "1 2", "not a number (decimal point expected, as in 1234.5)")]
    [TestCase("016,2024,\"1,5\",1", "cars", "1,5", "not a number (decimal point expected, as in 1234.5)")]
    [TestCase("016,2024,1", "(row)", "3 fields", "the header has 4 columns")]
    public void A_bad_row_is_told_with_line_column_value_reason_and_remedy(string row, string column, string value, string reason)
    {
        var staging = Stage("{name: stock.csv, dataset: stock}", $"area,period,cars,vans\n016,2023,1,1\n{row}\n016,2025,1,1\n");
        Assert.That(staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Value, r.Reason)), Is.EqualTo(new[] { ("stock.csv", 3L, column, value, reason) }));
        Assert.That(staging.Quarantine.Rows[0].Remedy, Is.Not.Empty);
        Assert.That(staging.Table("stock").RowCount, Is.EqualTo(2));
    }

    [Test]
    public void One_bad_row_in_a_hundred_thousand_is_found_in_its_line()
    {
        var text = new StringBuilder("area,period,cars,vans\n");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append("016,").Append(1900 + (i % 200)).Append(i == 77_777 ? ",x,1\n" : ",1,1\n");
        }

        var staging = Stage("{name: stock.csv, dataset: stock}", text.ToString());
        Assert.That(staging.Quarantine.Rows.Single(), Has.Property("Line").EqualTo(77_779).And.Property("Column").EqualTo("cars").And.Property("Value").EqualTo("x"));
        Assert.That(staging.RowsRead, Is.EqualTo(100_000));
    }

    [TestCase("area,cars,vans\n", "column 'period' is missing", "columns:")]
    [TestCase("area;period;cars;vans\n016;2024;1;1\n", "column", "delimiter is probably not ','")]
    public void A_file_without_its_columns_is_refused_as_a_whole(string text, string what, string remedy) => Assert.That(
        () => Stage("{name: stock.csv, dataset: stock}", text), Throws.TypeOf<PayloadException>().With.Message.Contains(what).And.Message.Contains(remedy));

    [Test]
    public void Extra_columns_do_no_harm() =>
        Assert.That(Stage("{name: stock.csv, dataset: stock}", "note,area,period,cars,vans\nx,016,2024,1,2\n").Figure("stock", "vans", "KU016", "2024")!.Value.Value, Is.EqualTo(2));

    [Test]
    public void A_municipality_s_profile_comes_before_the_common_one_and_its_file_holds_only_its_rows()
    {
        var settings = """
            files: [{name: "stock_{area}.csv", dataset: stock, delimiter: ";"}]
            municipalities:
              "016": {columns: {period: Vuosi, cars: Autot, vans: Pakut}, decimal_mark: ",", encoding: iso-8859-15, date_format: d.M.yyyy}
              "111": {columns: {area: kunta}, delimiter: ","}
            """;
        var source = Source(settings);
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        new DescribedConnector().Stage(
            source,
            [payloads.Add("stock_016.csv", "Vuosi;Autot;Pakut\n2024;1,5;2\n"), payloads.Add("stock_111.csv", "kunta,period,cars,vans\nHeinola,2024,1,2\nAsikkala,2024,3,4\n")],
            staging, CancellationToken.None);
        Assert.That(staging.Figure("stock", "cars", "KU016", "2024")!.Value.Value, Is.EqualTo(1.5));
        Assert.That(staging.Figure("stock", "cars", "KU111", "2024")!.Value.Value, Is.EqualTo(1));
        Assert.That(staging.Quarantine.Rows.Single(), Has.Property("Value").EqualTo("Asikkala").And.Property("Reason").Contains("another municipality than KU111"));
    }

    [Test]
    public async Task Addresses_with_marks_ask_for_each_period_and_municipality()
    {
        var source = Source("files: [{name: 'stock-{area}-{period}.csv', url: 'v1/{period}/{area}.csv', areas: ['016', '111'], periods: 2023..2024, dataset: stock}]");
        string[] names = ["stock-016-2023.csv", "stock-016-2024.csv", "stock-111-2023.csv", "stock-111-2024.csv"];
        var server = new CannedOrigin(payloads, names.ToDictionary(n => n, n => $"cars,vans\n{n[^5]},{n[8]}\n"));
        var files = new List<LandedFile>();
        await foreach (var file in new DescribedConnector().FetchAsync(source, server, CancellationToken.None))
        {
            files.Add(file);
        }

        Assert.That(files.Select(f => f.Name), Is.EqualTo(names));
        Assert.That(server.Asked.Select(a => a.Url), Is.EqualTo(new[] { "v1/2023/016.csv", "v1/2024/016.csv", "v1/2023/111.csv", "v1/2024/111.csv" }));
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        new DescribedConnector().Stage(source, files, staging, CancellationToken.None);
        Assert.That(staging.Figure("stock", "cars", "KU111", "2024")!.Value.Value, Is.EqualTo(4));
    }

    [TestCase("files: []", "describes 0 files")]
    [TestCase("files: [{name: a.csv, dataset: nothing}]", "'nothing' is not a data set")]
    [TestCase("files: [{name: a.csv, dataset: stock, colums: {}}]", "'colums' is not a field")]
    [TestCase("files: [{name: a.csv, dataset: stock, columns: {autot: x}}]", "'autot' is no column of data set 'stock'")]
    [TestCase("files: [{name: a.csv, dataset: stock, format: xls}]", "'xls' is none of auto, csv, xlsx")]
    [TestCase("files: [{name: a.csv, dataset: stock, missing: {'..': gone}}]", "'gone' is no reason for a missing figure")]
    [TestCase("files: [{name: a.csv, dataset: stock, date_format: dd.mm.yyyy}]", "no form of a date")]
    [TestCase("files: [{name: a.csv, dataset: stock, period_format: kk/vvvv}]", "no form of a period")]
    [TestCase("files: [{name: 'a-{period}.csv', dataset: stock}]", "periods: does not say which")]
    [TestCase("files: [{name: a.csv, url: '{period}.csv', dataset: stock}]", "put it into both")]
    [TestCase("files: [{name: a.csv, dataset: stock}, {name: a.csv, dataset: stock}]", "is the name of several files")]
    [TestCase("files: [{name: 'a_{area}.csv', dataset: stock}]", "neither areas: nor municipalities:")]
    [TestCase("files: [{name: a.csv, dataset: stock, periods_in_header: '{period}'}]", "has 2")]
    [TestCase("files: [{name: a.csv, dataset: stock, times: {cars: tuhat}}]", "'tuhat' is no factor")]
    [TestCase("files: [{name: a.csv, dataset: stock, fixed: {period: 2024-01}}]", "'2024-01' is not a period of data set 'stock'")]
    public void Settings_that_cannot_work_are_told_with_file_and_line(string settings, string message) =>
        Assert.That(() => new DescribedConnector().CheckSettings(Source(settings)), Throws.TypeOf<SettingsException>().With.Message.Contains(message).And.Message.StartsWith("Test/source.yml:"));

    private static SourceDefinition Source(string settings) => SourceDefinitions.Of(
        "described",
        [SourceDefinitions.DataSet("stock", Frequency.Annual, ["cars", "vans"]), SourceDefinitions.DataSet("cars", Frequency.Monthly, ["cars"], "fuel")],
        settings);

    private StagingArea Stage(string file, string text)
    {
        var source = Source($"files: [{file}]");
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        var name = source.Settings["files"].Items[0]["name"].Text;
        new DescribedConnector().Stage(source, [payloads.Add(name, text)], staging, CancellationToken.None);
        return staging;
    }
}
