using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Cases;
using Insight.Etl.Sources.Cases.Synthetic;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.Cases;

public sealed class CaseTests
{
    private const string Settings = """
        from: 2025-01
        to: 2025-12
        classes: {"00": administration, "02": finance, "02.05": procurement}
        targets: {administration: 30, finance: 20, procurement: 60}
        deciders: {viranhaltija: official, hallitus: board}
        municipalities:
          "111": {}
        """;

    private const string Header = "asia_id;diaarinumero;tehtavaluokka;vireilletulo_pvm;paatos_pvm;paattaja_tyyppi;salassapito";

    private static readonly SourceDefinition Bundled = SourceCatalog.Load(SourceCatalog.BundledFolder).Find("case-export");

    private PayloadFolder payloads = null!;
    private StagingArea staging = null!;

    [SetUp]
    public void Open() => (payloads, staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, Bundled.DataSets));

    [TearDown]
    public void Close() => payloads.Dispose();

    [TestCase("427/00.01.02.01/2023", "00.01.02.01", 2023)]
    [TestCase("5146/01.04.00/2023", "01.04.00", 2023)]
    [TestCase("1/02.05/2024", "02.05", 2024)]
    [TestCase("HOLDno-2020-655", null, 2020)]
    [TestCase("ÄHTdno-2025-1", null, 2025)]
    public void Numbers_of_both_registers_are_read(string text, string? taskClass, int year) => Assert.That(DiaryNumber.Parse(text), Is.EqualTo(new DiaryNumber(taskClass, year)));

    [TestCase("427/00/2023")]
    [TestCase("427/00.01.02.01.05.06/2023")]
    [TestCase("427/00.01/23")]
    [TestCase("1234567/00.01/2023")]
    [TestCase("HOLDno-655-2020")]
    [TestCase("HOLDno-2020-655 ")]
    [TestCase("")]
    public void Other_numbers_are_not(string text) => Assert.That(DiaryNumber.Parse(text), Is.Null);

    [Test]
    public void Lead_times_are_calendar_days_by_the_month_of_the_decision()
    {
        Stage("1;1/00.01/2024;;20.12.2024;03.01.2025;viranhaltija;0", "2;2/00.01/2025;;01.01.2025;15.01.2025;viranhaltija;0", "3;3/00.01/2025;;28.02.2025;01.03.2025;viranhaltija;0", "4;4/00.01/2025;;01.11.2025;;viranhaltija;0");
        Assert.That(Cases("2025-01", 14), Is.EqualTo(2), "over the end of the year, too");
        Assert.That(Cases("2025-03", 1), Is.EqualTo(1), "2025 has no 29 February");
        Assert.That(Cases("2025-02", 0), Is.EqualTo(0), "a month without a decision is known to have none");
        Assert.That(staging.Table("case-lead-times").RowCount, Is.EqualTo(12));
    }

    [Test]
    public void Cases_are_counted_against_the_target_of_their_class_and_open_ones_told_apart()
    {
        Stage(
            "1;1/00.01/2025;;01.03.2025;31.03.2025;viranhaltija;0", "2;2/00.01/2025;;01.03.2025;01.04.2025;viranhaltija;0", "3;3/00.01/2024;;01.10.2024;;viranhaltija;0",
            "4;4/02.05.01/2025;;01.02.2025;31.03.2025;hallitus;0", "5;5/02.08/2025;;01.02.2025;31.03.2025;hallitus;0");
        Assert.That(Decisions("2025-03", "administration", "official"), Is.EqualTo((2, 1, 1, 2, 1)), "30 days are within 30; one is open since October");
        Assert.That(Decisions("2025-04", "administration", "official"), Is.EqualTo((0, 1, 0, 1, 1)), "31 days are not");
        Assert.That(Decisions("2025-03", "procurement", "board").Within, Is.EqualTo(1), "the longest beginning of a class counts: 02.05 has 60 days");
        Assert.That(Decisions("2025-03", "finance", "board").Within, Is.EqualTo(0));
    }

    [Test]
    public void Secret_cases_are_left_out_and_counted()
    {
        Stage("1;1/00.01/2025;;01.03.2025;31.03.2025;viranhaltija;1", "2;not looked at;;soon;;;Kyllä");
        Assert.That(staging.Tables.Sum(t => t.RowCount), Is.Zero);
        Assert.That(staging.Ignored["secret case"], Is.EqualTo(2));
        Assert.That(staging.Quarantine.Rows, Is.Empty);
    }

    [TestCase("1;1/00.01/2025;;01.03.2025;28.02.2025;viranhaltija;0", "paatos_pvm", "before the case was opened")]
    [TestCase("1;1/00.01/2025;;;28.02.2025;viranhaltija;0", "vireilletulo_pvm", "empty")]
    [TestCase("1;1-2025;;01.03.2025;;viranhaltija;0", "diaarinumero", "not a diary number (427/00.01.02.01/2023 or HOLDno-2020-655 expected)")]
    [TestCase("1;HOLDno-2025-1;;01.03.2025;;viranhaltija;0", "tehtavaluokka", "empty, and the diary number has no class in it")]
    [TestCase("1;1/00.01/2025;00.02;01.03.2025;;viranhaltija;0", "tehtavaluokka", "the diary number says 00.01")]
    [TestCase("1;1/11.01/2025;;01.03.2025;;viranhaltija;0", "diaarinumero", "a class that is mapped to nothing")]
    [TestCase("1;HOLDno-2025-1;11.01;01.03.2025;;viranhaltija;0", "tehtavaluokka", "a class that is mapped to nothing")]
    [TestCase("1;1/00.01/2025;;01.03.2025;;kuningas;0", "paattaja_tyyppi", "a decider that is mapped to nothing")]
    [TestCase("1;1/00.01/2025;;01.03.2025;;viranhaltija;ehkä", "salassapito", "neither yes nor no (true or false, 1 or 0, Kyllä or Ei, On or Ei expected)")]
    [TestCase("0;1/00.01/2025;;01.03.2025;;viranhaltija;0", "asia_id", "the case stands in the file twice")]
    public void A_bad_case_is_quarantined(string row, string column, string reason)
    {
        Stage("0;9/00.01/2025;;01.03.2025;;viranhaltija;0", row);
        Assert.That(staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Reason)), Is.EqualTo(new[] { (3L, column, reason) }));
    }

    [TestCase("utf-8")]
    [TestCase("windows-1252")]
    [TestCase("iso-8859-15")]
    public async Task Texts_and_parties_do_not_stay_in_landing(string encodingName)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var deliveries = Directory.CreateDirectory(Path.Combine(payloads.Folder, "deliveries")).FullName;
        var landing = Path.Combine(payloads.Folder, "landing");
        var source = SourceDefinitions.Of("case-export-csv", Bundled.DataSets, Settings) with { Origin = "deliveries" };
        File.WriteAllBytes(Path.Combine(deliveries, "cases_111.csv"), Encoding.GetEncoding(encodingName).GetBytes(
            $"{Header};otsikko;osapuoli\n1;1/00.01/2025;;01.03.2025;31.03.2025;viranhaltija;0;\"Riita; naapurista\";Meikäläinen Maija\n2;2/00.01/2025;;01.03.2025;;\"Meikäläinen\n"));
        var files = await new CaseConnector().FetchAsync(source, new DeliveredOrigin(source, deliveries, new LandingStore(landing, TimeProvider.System), TimeProvider.System), default).ToListAsync();
        var kept = Directory.EnumerateFiles(landing, "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.That(kept, Has.Count.EqualTo(2), "one payload and its manifest");
        Assert.That(kept, Has.None.Contains("Meik").And.None.Contains("Riita"));
        new CaseConnector().Stage(source, files, staging, default);
        Assert.That(Decisions("2025-03", "administration", "official").Decided, Is.EqualTo(1));
        Assert.That(staging.Quarantine.Rows.Select(r => (r.Line, r.Value)), Is.EqualTo(new[] { (3L, "1 fields") }), "the row that could not be taken apart is not forgotten");
    }

    [TestCase("targets: {administration: 30, finance: 20, procurement: 60}", "targets: {administration: 30, finance: 20}", "'procurement' has no target;")]
    [TestCase("administration: 30", "administration: 0", "'0' is not a number of days in which a case can be decided.")]
    [TestCase("hallitus: board", "hallitus: king", "'king' cannot stand under deciders; known are official, committee, board, council.")]
    [TestCase("\"111\": {}", "\"11\": {}", "'11' is not a municipality's code;")]
    [TestCase("\"111\": {}", "\"111\": {folder: x}", "'folder' is not a field of")]
    public void A_wrong_setting_is_told(string right, string wrong, string message) => Assert.That(
        () => new CaseConnector().CheckSettings(SourceDefinitions.Of("case-export-csv", Bundled.DataSets, Settings.Replace(right, wrong))),
        Throws.TypeOf<SettingsException>().With.Message.Contains(message));

    [Test]
    public void The_invented_registers_pass_landing_staging_and_all_checks()
    {
        using var bundled = new BundledSource("case-export", CaseGenerator.Write);
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
        Assert.That(bundled.Staging.Quarantine.Rows, Is.Empty);
        Assert.That(bundled.Staging.Ignored["secret case"], Is.InRange(20, 300));
        var decisions = bundled.Staging.Table("case-decisions");
        var (decided, within) = (decisions.MeasureColumn(1).Sum(m => m.Value), decisions.MeasureColumn(2).Sum(m => m.Value));
        Assert.That(within / decided, Is.InRange(0.5, 0.95));
        Assert.That(File.ReadAllText(bundled.Files[1].Path), Does.Match("A2023\\d+;HOLDno-2023-\\d+;"));
        Assert.That(File.ReadAllText(bundled.Files[2].Path), Does.Match("A2023\\d+;\\d+/[0-9.]+/2023;"));
    }

    private void Stage(params string[] rows) => new CaseConnector().Stage(
        SourceDefinitions.Of("case-export-csv", Bundled.DataSets, Settings), [payloads.Add("cases_111.csv", string.Join('\n', rows.Prepend(Header)))], staging, CancellationToken.None);

    private double? Cases(string month, int days) => staging.Figure("case-lead-times", "cases", "KU111", month, $"{days}", "administration", "official")?.Value;

    private (double? Opened, double? Decided, double? Within, double? Open, double? Old) Decisions(string month, string taskClass, string decider)
    {
        return (Figure("opened"), Figure("decided"), Figure("within_target"), Figure("open_at_end"), Figure("open_over_90_days"));

        double? Figure(string measure) => staging.Figure("case-decisions", measure, "KU111", month, taskClass, decider)?.Value;
    }
}
