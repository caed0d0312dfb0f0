using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.RpaLog;
using Insight.Etl.Sources.RpaLog.Synthetic;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Tests.RpaLog;

public sealed class RpaTests
{
    private const string Settings = """
        from: 2025-01
        to: 2026-11
        processes: {LASKU: invoices}
        municipalities:
          "111": {}
        """;

    private const string Header = "run_id;process_id;started_utc;ended_utc;state;items_ok;items_business_exception;items_system_exception";

    private static readonly SourceDefinition Bundled = SourceCatalog.Load(SourceCatalog.BundledFolder).Find("rpa-log");

    private PayloadFolder payloads = null!;
    private StagingArea staging = null!;

    [SetUp]
    public void Open() => (payloads, staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, Bundled.DataSets));

    [TearDown]
    public void Close() => payloads.Dispose();

    [TestCase("2026-03-28T21:59:59Z", "2026-03-28", Description = "winter: two hours ahead")]
    [TestCase("2026-03-28T22:00:00Z", "2026-03-29")]
    [TestCase("2026-03-29T00:59:59Z", "2026-03-29", Description = "the clock goes forward at 01:00 UTC")]
    [TestCase("2026-03-29T20:59:59Z", "2026-03-29", Description = "summer: three hours ahead")]
    [TestCase("2026-03-29T21:00:00Z", "2026-03-30")]
    [TestCase("2026-10-24T20:59:59Z", "2026-10-24")]
    [TestCase("2026-10-24T21:00:00Z", "2026-10-25")]
    [TestCase("2026-10-25T21:59:59Z", "2026-10-25", Description = "a day of 25 hours")]
    [TestCase("2026-10-25T22:00:00Z", "2026-10-26")]
    [TestCase("2025-12-31T22:00:00.123+00:00", "2026-01-01")]
    [TestCase("2025-12-31 21:59:59", "2025-12-31")]
    public void Days_are_those_of_the_clock_on_the_wall_in_Finland(string utc, string day) =>
        Assert.That(HelsinkiTime.DayOf(HelsinkiTime.Parse(utc)!.Value).ToString("yyyy-MM-dd"), Is.EqualTo(day));

    [TestCase("2026-03-29T00:30:00+02:00")]
    [TestCase("29.3.2026 0:30")]
    [TestCase("")]
    public void A_time_that_is_not_UTC_is_none(string text) => Assert.That(HelsinkiTime.Parse(text), Is.Null);

    [Test]
    public void A_run_belongs_to_the_month_in_which_it_ended_in_Finland()
    {
        Stage("1;LASKU;2026-03-31T19:00:00Z;2026-03-31T20:59:59Z;Successful;5;0;0", "2;LASKU;2026-03-31T20:00:00Z;2026-03-31T21:00:00Z;Successful;7;0;0", "3;LASKU;2026-10-31T20:00:00Z;2026-10-31T21:59:59Z;Successful;1;0;0");
        Assert.That((Runs("items_ok", "2026-03"), Runs("items_ok", "2026-04"), Runs("items_ok", "2026-10"), Runs("items_ok", "2026-11")), Is.EqualTo((5, 7, 1, (double?)null)));
        Assert.That(Runs("runs_successful", "2026-07"), Is.Zero, "between the first and the last run a month without any has none");
    }

    [Test]
    public void Business_exceptions_are_not_the_robots_failure_and_stopped_runs_stand_apart()
    {
        Stage(
            "1;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Successful;5;3;0", "2;LASKU;2026-05-05T06:00:00Z;2026-05-05T06:10:00Z;Faulted;2;0;1",
            "3;LASKU;2026-05-06T06:00:00Z;2026-05-06T06:10:00Z;Stopped;1;0;0", "4;LASKU;2026-05-07T06:00:00Z;;Running;;;");
        Assert.That(
            new[] { "runs_successful", "runs_faulted", "runs_stopped", "items_ok", "items_business_exception", "items_system_exception" }.Select(m => Runs(m, "2026-05")),
            Is.EqualTo(new double?[] { 1, 1, 1, 8, 3, 1 }));
        Assert.That(staging.Ignored["run that has not ended"], Is.EqualTo(1));
    }

    [Test]
    public void Hours_saved_are_items_times_measured_minutes_less_maintenance()
    {
        Stage(["LASKU;01.03.2026;25;4,5;0,5;2", "LASKU;15.05.2026;40;6;1;2,5"], "1;LASKU;2026-02-04T06:00:00Z;2026-02-04T06:10:00Z;Successful;90;0;0",
            "2;LASKU;2026-04-04T06:00:00Z;2026-04-04T06:10:00Z;Successful;90;9;0", "3;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Faulted;12;0;1");
        Assert.That(Saved("2026-02"), Is.EqualTo(Measured.Missing(ObservationStatus.NotCollected)), "nothing was measured yet");
        Assert.That(Saved("2026-04").Value, Is.EqualTo((90 * 4.0 / 60) - 2).Within(1e-12));
        Assert.That(Saved("2026-05").Value, Is.EqualTo((12 * 5.0 / 60) - 2.5).Within(1e-12), "the newest measurement; below zero where maintenance took more");
    }

    [TestCase("1;LASKU;2026-05-04T06:00:00Z;2026-05-04T05:10:00Z;Successful;5;3;0", "ended_utc", "before the run started")]
    [TestCase("1;LASKU;4.5.2026 6:00;2026-05-04T06:10:00Z;Successful;5;3;0", "started_utc", "not a time in UTC (2026-03-29T00:30:00Z expected)")]
    [TestCase("1;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00+03:00;Successful;5;3;0", "ended_utc", "not a time in UTC (2026-03-29T00:30:00Z expected)")]
    [TestCase("1;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Fine;5;3;0", "state", "no state of a run that ended (Successful, Faulted, Stopped)")]
    [TestCase("1;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Faulted;1,5;3;0", "items_ok", "not a number of items")]
    [TestCase("1;;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Faulted;1;3;0", "process_id", "empty")]
    [TestCase("0;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Faulted;1;3;0", "run_id", "the run stands in the log twice")]
    public void A_bad_run_is_quarantined(string row, string column, string reason)
    {
        Stage("0;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Successful;1;0;0", row);
        Assert.That(staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Reason)), Is.EqualTo(new[] { (3L, column, reason) }));
    }

    [TestCase("LASKU;;25;4,5;0,5;2", "mitattu_pvm", "empty")]
    [TestCase("LASKU;01.03.2026;;4,5;0,5;2", "otos_n", "no measured items")]
    [TestCase("LASKU;01.03.2026;25;;0,5;2", "manuaali_min", "no minutes")]
    [TestCase("LASKU;01.03.2026;25;4,5;5;2", "jaannos_min", "not between 0 and the manual minutes")]
    [TestCase("LASKU;01.03.2026;25;4,5;0,5;", "yllapito_h_kk", "no hours of maintenance")]
    public void A_baseline_that_was_not_measured_is_quarantined(string row, string column, string reason)
    {
        Stage([row], "0;LASKU;2026-05-04T06:00:00Z;2026-05-04T06:10:00Z;Successful;1;0;0");
        Assert.That(staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Reason)), Is.EqualTo(new[] { (2L, column, reason) }));
        Assert.That(Saved("2026-05").Status, Is.EqualTo(ObservationStatus.NotCollected));
    }

    [Test]
    public void The_invented_logs_pass_landing_staging_and_all_checks()
    {
        using var bundled = new BundledSource("rpa-log", RpaGenerator.Write);
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
        Assert.That(bundled.Staging.Quarantine.Rows, Is.Empty);
        var runs = bundled.Staging.Table("rpa-runs");
        var (successful, faulted) = (runs.MeasureColumn(0).Sum(m => m.Value), runs.MeasureColumn(1).Sum(m => m.Value));
        Assert.That(successful / (successful + faulted), Is.InRange(0.94, 0.99));
        Assert.That(runs.BreakdownColumn(0).Distinct(), Is.EquivalentTo(new[] { "invoice-posting", "school-transport-decisions", "annual-leave-decisions", "property-register-comparison" }));
    }

    private void Stage(params string[] runs) => Stage([], runs);

    private void Stage(string[] baselines, params string[] runs) => new RpaConnector().Stage(
        SourceDefinitions.Of("rpa-log-csv", Bundled.DataSets, Settings),
        [
            payloads.Add("rpa_runs_111.csv", string.Join('\n', runs.Prepend(Header))),
            payloads.Add("rpa_baseline_111.csv", string.Join('\n', baselines.Prepend("process_id;mitattu_pvm;otos_n;manuaali_min;jaannos_min;yllapito_h_kk"))),
        ],
        staging, CancellationToken.None);

    private double? Runs(string measure, string month) => staging.Figure("rpa-runs", measure, "KU111", month, "invoices")?.Value;

    private Measured Saved(string month) => staging.Figure("rpa-savings", "hours_saved", "KU111", month, "invoices")!.Value;
}
