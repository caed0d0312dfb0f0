using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.StaffAbsence;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.StaffAbsence;

/// <summary>Sectors, sexes, ages, contracts, who left, today's tasks and those of the time.</summary>
public sealed class StaffCellTests
{
    private const string Header = "henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm;osa_aika_pros;luonne;toimiala;sukupuoli;syntymakuukausi;paattymissyy";

    private const string Settings = """
        from: 2015-01
        to: 2025-12
        sickness: [SICK_OWN]
        unpaid: []
        smallest_cell: 1
        codes: {S1: SICK_OWN}
        sectors: {Koulu: basic-education, Hoito: social-and-health, Te: employment-services}
        contracts: {V: permanent, M: fixed-term}
        sexes: {N: female, M: male}
        end_reasons: {O: own-request, E: retirement, L: transfer-of-undertaking}
        municipalities:
          "016": {moved: [social-and-health, employment-services]}
        """;

    private static readonly SourceDefinition Bundled = SourceCatalog.Load(SourceCatalog.BundledFolder).Find("staff-absence");

    private PayloadFolder payloads = null!;
    private StagingArea staging = null!;

    [SetUp]
    public void Open() => (payloads, staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, Bundled.DataSets));

    [TearDown]
    public void Close() => payloads.Dispose();

    [Test]
    public void A_sector_that_left_is_in_the_figures_of_the_time_and_in_no_year_of_todays_tasks()
    {
        Stage(["1;1;01.01.2010;;100;V;Koulu;N;1980-05;", "2;1;01.01.2010;31.12.2016;100;V;Hoito;N;1985-05;L"], ["2;1;S1;01.03.2016;31.03.2016", "1;1;S1;01.03.2016;02.03.2016"]);
        Assert.That(Month("sickness_days", "2016-03", "like-for-like"), Is.EqualTo(2));
        Assert.That(Month("sickness_days", "2016-03", "as-was"), Is.EqualTo(33));
        Assert.That(Month("persons", "2016-12", "as-was"), Is.EqualTo(2));
        Assert.That(Month("persons", "2017-01", "as-was"), Is.EqualTo(1));
        Assert.That(Month("sickness_days", "2016-03", "as-was", "social-and-health"), Is.EqualTo(31));
        Assert.That(Month("sickness_days", "2016-03", "like-for-like", "social-and-health"), Is.Null, "no such row");
    }

    [Test]
    public void Somebody_who_works_in_a_sector_that_left_and_in_one_that_stayed_counts_with_each_part()
    {
        Stage(
            ["1;1;01.01.2016;31.12.2016;60;V;Koulu;N;1980-05;O", "1;2;01.01.2016;31.12.2016;40;V;Hoito;N;1980-05;L"],
            ["1;1;S1;01.06.2016;10.06.2016", "1;2;S1;08.06.2016;12.06.2016"]);
        Assert.That(Month("sickness_days", "2016-06", "as-was"), Is.EqualTo(12), "a day in two relations counts once");
        Assert.That(Month("sickness_days", "2016-06", "like-for-like"), Is.EqualTo(10));
        Assert.That(Month("sickness_days", "2016-06", "as-was", "social-and-health"), Is.EqualTo(5));
        Assert.That(Month("htv2", "2016-06", "as-was"), Is.EqualTo(30.0 / 366), "2016 has 366 days");
        Assert.That(Month("htv2", "2016-06", "like-for-like"), Is.EqualTo(30 * 0.6 / 366).Within(1e-12));
        Assert.That(Month("paid_days", "2016-06", "like-for-like"), Is.EqualTo(18));
    }

    [Test]
    public void Short_spells_are_counted_where_they_begin_after_rows_that_touch_were_joined()
    {
        Stage(["1;1;01.01.2025;;100;V;Koulu;N;1980-05;"], [
            "1;1;S1;31.01.2025;01.02.2025", "1;1;S1;10.02.2025;12.02.2025", "1;1;S1;13.02.2025;13.02.2025", "1;1;S1;20.02.2025;22.02.2025", "1;1;S1;30.12.2025;31.12.2025"]);
        Assert.That(Month("short_spells", "2025-01"), Is.EqualTo(1), "it goes over the end of the month");
        Assert.That(Month("short_spells", "2025-02"), Is.EqualTo(1), "10 to 13 February is one spell of four days");
        Assert.That(Month("short_spells", "2025-12"), Is.EqualTo(1));
        Assert.That(Month("sickness_days", "2025-02"), Is.EqualTo(1 + 4 + 3));
    }

    [Test]
    public void Cells_tell_sex_contract_and_the_age_group_of_each_year()
    {
        Stage(["1;1;01.01.2020;;100;V;Koulu;N;1995-05;", "2;1;01.01.2020;;100;M;Koulu;M;12.1960;"], ["1;1;S1;01.03.2024;02.03.2024", "1;1;S1;01.03.2025;03.03.2025"]);
        Assert.That(Cell("sickness_days", "2024-03", "total", "female", "total", "total"), Is.EqualTo(2));
        Assert.That(Cell("sickness_days", "2024-03", "total", "total", "under-30", "total"), Is.EqualTo(2), "29 in 2024");
        Assert.That(Cell("sickness_days", "2025-03", "total", "total", "under-30", "total"), Is.Null);
        Assert.That(Cell("sickness_days", "2025-03", "total", "total", "30-39", "total"), Is.EqualTo(3), "30 in 2025");
        Assert.That(Cell("persons", "2025-03", "total", "total", "total", "fixed-term"), Is.EqualTo(1));
        Assert.That(Cell("persons_absent", "2025-03", "total", "total", "total", "permanent"), Is.EqualTo(1));
        Assert.That(Cell("largest_days", "2025-03", "total", "total", "total", "total"), Is.EqualTo(3));
    }

    [Test]
    public void Who_leaves_a_permanent_relation_is_an_exit_unless_moved_within_or_with_the_tasks()
    {
        Stage(
            [
                "1;1;01.01.2010;30.06.2016;100;V;Koulu;N;1980-05;O", // left
                "2;1;01.01.2010;31.12.2016;100;V;Koulu;N;1952-05;E", // retired
                "3;1;01.01.2010;31.05.2016;100;V;Koulu;N;1980-05;O", "3;2;01.06.2016;;100;V;Hoito;N;1980-05;", // moved within the municipality
                "4;1;01.01.2010;31.12.2016;100;V;Hoito;N;1980-05;L", // went over with the tasks
                "5;1;01.01.2016;31.12.2016;100;M;Koulu;N;1980-05;O", // not permanent
                "6;1;01.01.2010;30.06.2016;100;V;Koulu;N;1980-05;", // no reason said
                "7;1;01.01.2010;;100;V;Koulu;N;1980-05;",
            ], []);
        Assert.That(Exits("as-was", "total"), Is.EqualTo(3));
        Assert.That(Exits("as-was", "own-request"), Is.EqualTo(1));
        Assert.That(Exits("as-was", "retirement"), Is.EqualTo(1));
        Assert.That(Exits("as-was", "not-stated"), Is.EqualTo(1));
        Assert.That(Exits("as-was", "transfer-of-undertaking"), Is.EqualTo(1), "listed, and in no total");
        Assert.That(Exits("like-for-like", "transfer-of-undertaking"), Is.Null);
        Assert.That(Annual("permanent_headcount", 2016), Is.EqualTo((5 + 2) / 2.0), "1 January: 1, 2, 3, 6, 7; 31 December: 2 and 7, without the one who now works in a sector that left");
    }

    [Test]
    public void Ages_and_discussions_are_counted_of_permanent_staff()
    {
        Stage(
            ["1;1;01.01.2020;;100;V;Koulu;N;1970-12;", "2;1;01.01.2020;;100;V;Koulu;N;1971-01;", "3;1;02.07.2025;;100;V;Koulu;N;1960-01;", "4;1;01.07.2025;;100;V;Koulu;N;1990-01;",
                "5;1;01.01.2020;;100;M;Koulu;N;1960-01;"],
            [], "1;15.03.2025\n2;31.12.2024\n4;30.12.2025\n5;30.12.2025\n");
        Assert.That((Annual("permanent_55_plus", 2025), Annual("permanent_at_end", 2025)), Is.EqualTo((2, 4)), "55 on 31 December at the latest");
        Assert.That((Annual("discussion_held", 2025), Annual("discussion_expected", 2025)), Is.EqualTo((2, 4)), "183 days from 2 July on");
    }

    [Test]
    public void What_the_files_do_not_tell_is_not_collected()
    {
        Stage(["1;1;01.01.2024;;100"], [], header: "henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm;osa_aika_pros", settings: Settings.Replace("{moved: [social-and-health, employment-services]}", "{}"));
        Assert.That(Figure("staff-annual", "permanent_headcount", "2025", "like-for-like", "total", "total", "total")!.Value.Status, Is.EqualTo(ObservationStatus.NotCollected));
        Assert.That(Figure("staff-annual", "discussion_held", "2025", "like-for-like", "total", "total", "total")!.Value.Status, Is.EqualTo(ObservationStatus.NotCollected));
        Assert.That(Figure("staff-exits", "exits", "2025", "like-for-like", "total", "total", "total")!.Value.Status, Is.EqualTo(ObservationStatus.NotCollected));
        Assert.That(Annual("persons_in_service", 2025), Is.EqualTo(1));
    }

    [Test]
    public void Todays_tasks_cannot_be_told_apart_without_sectors() => Assert.That(
        () => Stage(["1;1;01.01.2024;;100"], [], header: "henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm;osa_aika_pros"),
        Throws.TypeOf<PayloadException>().With.Message.StartsWith("employments_016.csv:1: column 'toimiala' is missing, but sectors have moved (social-and-health, employment-services);"));

    [TestCase("1;1;01.01.2024;;100;V;Muu;N;1980-05;", "toimiala", "Muu", "a code that is mapped to nothing")]
    [TestCase("1;1;01.01.2024;;100;X;Koulu;N;1980-05;", "luonne", "X", "a code that is mapped to nothing")]
    [TestCase("1;1;01.01.2024;;100;V;Koulu;N;toukokuu;", "syntymakuukausi", "(not shown: see the line of the file)", "neither a month of birth (1974-05) nor an age in years")]
    [TestCase("1;1;01.01.2024;;100;V;Koulu;N;2024-05;", "syntymakuukausi", "(not shown: see the line of the file)", "not the birth of somebody of working age")]
    [TestCase("1;1;01.01.2024;;100;V;Koulu;N;1980-05;Z", "paattymissyy", "Z", "a code that is mapped to nothing")]
    public void A_code_that_nobody_knows_is_quarantined(string row, string column, string value, string reason)
    {
        Stage([row], []);
        Assert.That(staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Value, r.Reason)), Is.EqualTo(new[] { (2L, column, value, reason) }));
    }

    [Test]
    public void Small_cells_are_withheld_and_so_is_what_would_tell_them()
    {
        string[] Staff(string sector, int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"{i};1;01.01.2024;;100;V;{sector};N;1980-05;")];
        Stage([.. Staff("Koulu", 100, 40), .. Staff("Hoito", 200, 3), .. Staff("Te", 300, 6)], [], settings: Settings.Replace("smallest_cell: 1", "smallest_cell: 5").Replace(", employment-services", ""));
        Assert.That(Status("as-was", "social-and-health"), Is.EqualTo(ObservationStatus.Suppressed));
        Assert.That(Status("as-was", "employment-services"), Is.EqualTo(ObservationStatus.SuppressedSecondary), "else the total would tell the three");
        Assert.That(Status("as-was", "basic-education"), Is.EqualTo(ObservationStatus.Normal));
        Assert.That(Status("as-was", "total"), Is.EqualTo(ObservationStatus.SuppressedSecondary), "all staff less today's tasks are the three");
        Assert.That(Status("like-for-like", "total"), Is.EqualTo(ObservationStatus.Normal));

        ObservationStatus Status(string scope, string sector) => Figure("staff-monthly", "sickness_days", "2025-03", scope, sector, "total", "total", "total")!.Value.Status;
    }

    [Test]
    public void A_file_that_reaches_back_some_months_leaves_the_months_before_as_they_were()
    {
        Stage(["1;1;01.01.2010;;100;V;Koulu;N;1980-05;"], [], settings: Settings.Replace("from: 2015-01", "reload_months: 18"));
        var table = staging.Table("staff-monthly");
        Assert.That((table.Periods.Min(), table.Periods.Max()), Is.EqualTo((Period.Month(2024, 7), Period.Month(2025, 12))));
        Assert.That(staging.Table("staff-annual").Periods.Distinct(), Is.EqualTo(new[] { Period.Year(2025) }));
    }

    [TestCase("from: 2015-01", "reload_months: 6", "'reload_months' is 6; corrections come months late, so that at least 12 months are made again each time.")]
    [TestCase("from: 2015-01", "from: 2015-01\nreload_months: 24", "'reload_months' and 'from' both say where figures begin; keep one of them.")]
    [TestCase("V: permanent", "V: forever", "'forever' cannot stand under contracts; known are permanent, fixed-term, secondary.")]
    [TestCase("moved: [social", "moved: [antisocial", "'antisocial-and-health' is no sector; sectors are basic-education, social-and-health, employment-services.")]
    public void A_wrong_setting_is_told(string right, string wrong, string message) => Assert.That(
        () => Stage([], [], settings: Settings.Replace(right, wrong)), Throws.TypeOf<SettingsException>().With.Message.Contains(message));

    private void Stage(string[] employments, string[] absences, string? discussions = null, string header = Header, string settings = Settings)
    {
        List<LandedFile> files =
        [
            payloads.Add("employments_016.csv", string.Join('\n', employments.Select(r => r.Split(" //")[0]).Prepend(header))),
            payloads.Add("absences_016.csv", string.Join('\n', absences.Prepend("henkilo_id;palvelussuhde_id;keskeytys_koodi;alku_pvm;loppu_pvm"))),
        ];
        files.AddRange(discussions is null ? [] : [payloads.Add("discussions_016.csv", "henkilo_id;kaynti_pvm\n" + discussions)]);
        new StaffAbsenceConnector().Stage(SourceDefinitions.Of("staff-absence-csv", Bundled.DataSets, settings), files, staging, CancellationToken.None);
    }

    private Measured? Figure(string dataSet, string measure, string period, params string[] members) => staging.Figure(dataSet, measure, "KU016", period, members);

    private double? Month(string measure, string month, string scope = "like-for-like", string sector = "total") =>
        Figure("staff-monthly", measure, month, scope, sector, "total", "total", "total")?.Value;

    private double? Cell(string measure, string month, params string[] members) => Figure("staff-monthly", measure, month, ["like-for-like", .. members])?.Value;

    private double? Annual(string measure, int year) => Figure("staff-annual", measure, $"{year}", "like-for-like", "total", "total", "total")?.Value;

    private double? Exits(string scope, string reason) => Figure("staff-exits", "exits", "2016", scope, "total", "total", reason)?.Value;
}
