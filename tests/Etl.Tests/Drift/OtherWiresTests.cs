using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Etl.Tests.Staging;
using Insight.Etl.Tests.Syke;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Drift;

/// <summary>
/// What producers other than a PxWeb server rename: the payload of a later day is read with the mapping that was good before. Sotkanet's figures are those of indicator 127 and
/// its regions as published (THL, Sotkanet.fi, CC BY 4.0, 2009), the others are invented.
/// </summary>
public sealed class OtherWiresTests
{
    private const string Regions = """
        [{"id":9,"code":"016","category":"KUNTA","title":{"fi":"Asikkala","sv":"Asikkala","en":"Asikkala"}},
         {"id":44,"code":"111","category":"KUNTA","title":{"fi":"Heinola","sv":"Heinola","en":"Heinola"}},
         {"id":515,"code":"016","category":"SEUTUKUNTA","title":{"fi":"Loviisan seutukunta"}}]
        """;

    private const string Description = """{"id":127,"title":{"fi":"Väestö 31.12."},"range":{"start":2009,"end":2009},"primaryValueType":{"code":"NUMBER"}}""";

    private const string Figures = """
        [{"indicator":127,"region":9,"year":2009,"gender":"total","value":8551,"absValue":8551},{"indicator":127,"region":44,"year":2009,"gender":"total","value":20374,"absValue":20374}]
        """;

    private const string Sdmx = "DATAFLOW,AREA,SEX,TIME_PERIOD,OBS_VALUE\nX,KU016,M,2025,3911\nX,KU016,F,2025,3930\n";

    private static readonly SourceDefinition Sotkanet = SourceDefinitions.Of(
        "sotkanet-rest-1.1", [SourceDefinitions.DataSet("people", Frequency.Annual, ["population", "count"])],
        "requests: [{name: pop, dataset: people, indicator: 127, years: 2009, value: population, count: count}]");

    private static readonly SourceDefinition Table = SourceDefinitions.Of(
        "statistical-table", [SourceDefinitions.DataSet("people", Frequency.Annual, ["population"], "sex")],
        "tables: [{name: t, url: t.csv, dataset: people, format: sdmx-csv, area: AREA, measures: {population: value}, breakdowns: {sex: {variable: SEX, members: {M: male, F: female}}}}]");

    private static readonly SourceDefinition Described = SourceDefinitions.Of(
        "described", [SourceDefinitions.DataSet("heat", Frequency.Annual, ["heat"])],
        "files: [{name: heat.csv, dataset: heat, columns: {area: kunta, period: vuosi, heat: lämpö, heat_status: tila}}]");

    private static readonly SourceDefinition Emissions = SourceDefinitions.Of("syke-kunta-csv", EmissionDataSets.All, """
        municipalities: list.csv
        file: kunta_{n}.csv
        sectors: {Tie: {name: Tieliikenne, level_1: Energia}, Maa: {name: Maatalous, level_1: Maatalous}}
        """);

    private PayloadFolder payloads = null!;

    [SetUp]
    public void Open() => payloads = new PayloadFolder();

    [TearDown]
    public void Close() => payloads.Dispose();

    [TestCase("nothing", "", "", "")]
    [TestCase("a municipality's name", "\"fi\":\"Heinola\"", "\"fi\":\"Heinolan kaupunki\"", "Warn: region 'KUNTA 111' was 'Heinola' and is 'Heinolan kaupunki' now; it is read as before.")]
    [TestCase("codes that changed places", "\"code\":\"016\",\"category\":\"KUNTA\",\"title\":{\"fi\":\"Asikkala\"", "\"code\":\"016\",\"category\":\"KUNTA\",\"title\":{\"fi\":\"Heinola\"", "Stop: region 'KUNTA 016' was 'Asikkala' and is 'Heinola' now, as 'KUNTA 111' was: codes of KUNTA have changed places. Bring the directory of areas up to date.")]
    [TestCase("the title of an indicator", "\"title\":{\"fi\":\"Väestö 31.12.\"}", "\"title\":{\"fi\":\"Väestö 1.1.\"}", "Warn: indicator 127 was 'Väestö 31.12.' and is 'Väestö 1.1.' now; it is read as before. Look whether its definition has changed.")]
    [TestCase("the unit of an indicator", "NUMBER", "PERCENT", "Stop: indicator 127: its figures were NUMBER and are PERCENT now; give the figures of the new unit a data set and an indicator of their own.")]
    [TestCase("the counts", "absValue", "abs", "Stop: indicator 127: no figure has 'absValue' any more, the count behind it; look at the answer in landing, and leave count: out of source.yml if the producer publishes none.")]
    public void Sotkanet_is_compared_with_what_its_numbers_and_codes_meant(string what, string right, string wrong, string finding)
    {
        string Changed(string text) => right.Length == 0 ? text : text.Replace(right, wrong);
        var (findings, rows) = Twice(
            Sotkanet, [("regions.json", Regions), ("indicator-127.json", Description), ("pop.127.json", Figures)],
            [("regions.json", Changed(Regions)), ("indicator-127.json", Changed(Description)), ("pop.127.json", Changed(Figures))]);
        Assert.That(findings, Is.EqualTo(finding.Length == 0 ? [] : new[] { finding }), what);
        Assert.That(rows, Is.EqualTo(2), "read as before, for whoever is told to look");
    }

    [Test]
    public void Two_municipalities_whose_codes_were_exchanged_stop_the_load()
    {
        var exchanged = Regions.Replace("\"code\":\"016\",\"category\":\"KUNTA\"", "\"code\":\"x\",\"category\":\"KUNTA\"").Replace("\"code\":\"111\"", "\"code\":\"016\"").Replace("\"code\":\"x\"", "\"code\":\"111\"");
        var (findings, _) = Twice(Sotkanet, [("regions.json", Regions), ("pop.127.json", Figures)], [("regions.json", exchanged), ("pop.127.json", Figures)]);
        Assert.That(findings, Has.Count.EqualTo(2).And.All.StartsWith("Stop: region 'KUNTA ").And.Some.Contains("'KUNTA 016' was 'Asikkala', which is 'KUNTA 111' now; 'KUNTA 016' is 'Heinola': codes of KUNTA have changed places."));
    }

    [Test]
    public void A_municipality_that_is_merged_away_stops_nothing()
    {
        var merged = Regions[..Regions.IndexOf(",\n {\"id\":44", StringComparison.Ordinal)] + "]";
        var (findings, rows) = Twice(Sotkanet, [("regions.json", Regions), ("pop.127.json", Figures)], [("regions.json", merged), ("pop.127.json", Figures)]);
        Assert.That((findings.Count, rows), Is.EqualTo((0, 1)), "the figure of an unknown region is refused, not guessed");
    }

    [Test]
    public void A_code_of_SDMX_that_had_rows_and_has_none_stops_the_load()
    {
        Assert.That(
            () => Twice(Table, [("t.csv", Sdmx)], [("t.csv", Sdmx.Replace(",F,", ",W,"))]),
            Throws.TypeOf<PayloadException>().With.Message.Contains("'F' of variable 'SEX' had rows when it was last loaded and has none now (M, W)").And.Message.Contains("Nothing was loaded and what is published stays"));
        Assert.That(Twice(Table, [("t.csv", Sdmx.Replace("X,KU016,F,2025,3930\n", ""))], [("t.csv", Sdmx)]), Is.EqualTo((Array.Empty<string>(), 2)), "a code that is new is no drift");
    }

    [Test]
    public void A_column_of_statuses_that_is_gone_or_renamed_refuses_the_file()
    {
        const string before = "kunta,vuosi,lämpö,tila\n016,2024,1,provisional\n";
        Assert.That(
            () => Twice(Described, [("heat.csv", before)], [("heat.csv", before.Replace("tila", "status"))]),
            Throws.TypeOf<PayloadException>().With.Message.Contains("heat.csv:1: column 'tila' (heat_status), which was there when the file was last loaded, is gone or was renamed; the file has 'kunta', 'vuosi', 'lämpö', 'status'"));
        Assert.That(Twice(Described, [("heat.csv", before.Replace(",tila", "").Replace(",provisional", ""))], [("heat.csv", before)]), Is.EqualTo((Array.Empty<string>(), 1)));
    }

    [TestCase("2023;Tie;", "2023;Tlk;", "Stop: kunta_16.csv has the sector 'Tlk', which is new or was renamed; without it totals would be too small. Add it under sectors: in source.yml.")]
    public void A_sector_of_SYKE_that_nobody_knows_stops_the_load(string right, string wrong, string finding)
    {
        const string list = "kuntanro;kunta_fi\n16;Asikkala\n";
        const string file = "vuosi;taso_3;taso_4;taso_5;kt;kt_tuuli;GWh;hinku_laskenta;päästökauppa\n2023;Tie;a;b;12,3;12,3;48;true;false\n2023;Maa;a;b;1;1;NA;true;false\n";
        Assert.That(Twice(Emissions, [("list.csv", list), ("kunta_16.csv", file)], [("list.csv", list), ("kunta_16.csv", file.Replace(right, wrong))]).Findings, Is.EqualTo(new[] { finding }));
        Assert.That(
            () => Twice(Emissions, [("list.csv", list), ("kunta_16.csv", file)], [("list.csv", list), ("kunta_16.csv", file.Replace("kt_tuuli", "kt_hyvitykset"))]),
            Throws.TypeOf<PayloadException>().With.Message.Contains("column 'kt_tuuli' is missing"));
    }

    /// <summary>Stages payloads of one day and, with what was good of them, those of a later day; what is found in these.</summary>
    private (IReadOnlyList<string> Findings, int Rows) Twice(SourceDefinition source, (string Name, string Text)[] before, (string Name, string Text)[] after)
    {
        var first = Stage(source, before);
        Assert.That(first.Findings, Is.Empty);
        var second = Stage(source with { LastGood = first.Mappings }, after);
        return ([.. second.Findings.Select(f => $"{f.Severity}: {f.Message}")], second.Tables.First().RowCount);
    }

    private StagingArea Stage(SourceDefinition source, (string Name, string Text)[] files)
    {
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        Connectors.All.For(source).Stage(source, [.. files.Select(f => payloads.Add(f.Name, f.Text))], staging, default);
        return staging;
    }
}
