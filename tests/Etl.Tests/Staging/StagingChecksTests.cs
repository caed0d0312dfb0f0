using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Staging;

public sealed class StagingChecksTests
{
    private static readonly DataSet People = SourceDefinitions.DataSet("people", Frequency.Annual, ["persons", "men", "women"]);
    private static readonly DataSet BySex = SourceDefinitions.DataSet("by-sex", Frequency.Annual, ["persons"], "sex");

    private StagingArea staging = null!;
    private PayloadFolder payloads = null!;
    private LandedFile first = null!;
    private LandedFile second = null!;
    private string folder = null!;

    [SetUp]
    public void Open()
    {
        staging = new StagingArea(AreaDirectory.BuiltIn, [People, BySex]);
        payloads = new PayloadFolder();
        (first, second) = (payloads.Add("first.csv", "1"), payloads.Add("second.csv", "2"));
        folder = Directory.CreateTempSubdirectory("insight-rules-").FullName;
    }

    [TearDown]
    public void Close()
    {
        payloads.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Good_rows_pass_and_a_source_without_rules_is_checked_all_the_same()
    {
        Add("KU016", 2018, 10, 4, 6);
        var report = Check();
        Assert.That((report.MayLoad, report.Findings.Count, report.Refused, report.Superseded), Is.EqualTo((true, 0, 0, 0)));
        Assert.That(staging.Table("people").RowCount, Is.EqualTo(1));
    }

    [Test]
    public void An_unknown_area_a_wrong_frequency_and_a_figure_without_meaning_are_quarantined()
    {
        var table = staging.Table("people");
        Add("KU199", 2018, 1, 1, 0, line: 2);
        table.Add(first, 3, "KU016", Period.Month(2018, 12), [], [Measured.Of(1), Measured.Of(1), Measured.Of(0)]);
        table.Add(first, 4, "KU016", Period.Year(2018), [], [Measured.Of(double.NaN), Measured.Of(1), Measured.Of(0)]);
        table.Add(first, 5, "KU016", Period.Year(2019), [], [new Measured(null, ObservationStatus.Normal), Measured.Of(1), Measured.Of(0)]);
        Add("KU098", 2018, 7, 3, 4, line: 6);
        var report = Check();
        Assert.That(report.Refused, Is.EqualTo(4));
        Assert.That(staging.Quarantine.Rows.Select(r => (r.File, r.Line, r.Column, r.Value, r.Reason)), Is.EqualTo(new[]
        {
            ("first.csv", 2L, "area", "KU199", "no area has this id"),
            ("first.csv", 3L, "period", "2018-12", "a month, but the data set is by year"),
            ("first.csv", 4L, "persons", "NaN", "neither a number nor missing with a reason"),
            ("first.csv", 5L, "persons", "missing ()", "neither a number nor missing with a reason"),
        }));
        Assert.That(table.Areas, Is.EqualTo(new[] { "KU098" }));
        Assert.That(table.LineOfRow, Is.EqualTo(new[] { 6L }));
    }

    [Test]
    public void A_figure_out_of_range_is_quarantined_with_the_reason_of_the_check()
    {
        Add("KU016", 2018, -3, 4, 6, line: 2);
        Add("KU016", 2019, 10, 4, 6, line: 3);
        var report = Check("- {check: range, dataset: people, measure: persons, min: 0, max: 1000, why: people are counted}");
        Assert.That((report.MayLoad, report.Refused), Is.EqualTo((true, 1)));
        Assert.That(staging.Quarantine.Rows.Single(), Is.EqualTo(staging.Quarantine.Rows[0] with
        {
            Line = 2, Column = "persons", Value = "-3", Reason = "not from 0 to 1000 (people are counted)", Remedy = "correct the figure in the file or in corrections.yml, or the bounds in checks.yml",
        }));
    }

    [Test]
    public void A_range_may_stop_the_source_instead()
    {
        Add("KU016", 2018, -3, 4, 6, line: 2);
        var report = Check("- {check: range, dataset: people, measure: persons, min: 0, severity: stop}");
        Assert.That((report.MayLoad, report.Refused), Is.EqualTo((false, 0)));
        Assert.That(report.Findings.Single().ToString(), Is.EqualTo(
            $"stop: {Path.GetFileName(folder)}/checks.yml:1: range of people: 1 figures of persons are not at least 0.\n    first.csv:2: KU016 2018: persons = -3"));
    }

    [Test]
    public void A_key_twice_in_one_payload_keeps_the_first_of_equal_rows_and_none_of_contradicting_ones()
    {
        Add("KU016", 2018, 10, 4, 6, line: 2);
        Add("KU016", 2018, 10, 4, 6, line: 3);
        Add("KU098", 2018, 20, 9, 11, line: 4);
        Add("KU098", 2018, 21, 9, 12, line: 5);
        var report = Check("- {check: unique, dataset: people}");
        Assert.That(staging.Table("people").Areas, Is.EqualTo(new[] { "KU016" }));
        Assert.That(
            staging.Quarantine.Rows.Select(r => (r.Line, r.Value)), Is.EqualTo(new[] { (3L, "KU016 2018"), (4L, "KU098 2018"), (5L, "KU098 2018") }));
        Assert.That(report.Refused, Is.EqualTo(3));
        Assert.That(report.MayLoad, Is.False);
        Assert.That(report.Findings.Single().Examples, Is.EqualTo(new[]
        {
            "KU016 2018: first.csv:2, first.csv:3 (the same figures)", "KU098 2018: first.csv:4, first.csv:5 (different figures)",
        }));
    }

    [Test]
    public void Across_payloads_the_later_one_wins_and_is_counted()
    {
        Add("KU016", 2018, 10, 4, 6);
        Add("KU098", 2018, 1, 1, 0);
        Add("KU016", 2018, 12, 5, 7, file: second);
        var report = Check("- {check: unique, dataset: people}");
        Assert.That((report.MayLoad, report.Refused, report.Superseded), Is.EqualTo((true, 0, 1)));
        Assert.That(Row("KU016"), Is.EqualTo(new double?[] { 12, 5, 7 }));
        Assert.That(staging.Table("people").Areas, Is.EqualTo(new[] { "KU098", "KU016" }));
    }

    [Test]
    public void A_later_payload_leaves_the_measures_that_it_does_not_give()
    {
        Add("KU016", 2018, 10, 4, 6);
        staging.Table("people").Add(
            second, 2, "KU016", Period.Year(2018), [], [Measured.Absent, Measured.Of(5), Measured.Missing(ObservationStatus.Confidential)]);
        Check();
        Assert.That(Row("KU016"), Is.EqualTo(new double?[] { 10, 5, null }), "a figure that is missing with a reason is given");
    }

    [Test]
    public void Too_few_rows_thin_coverage_and_too_many_refusals_are_all_told_and_stop()
    {
        Add("KU016", 2018, 10, 4, 6);
        Add("KU098", 2018, 20, 9, 11);
        Add("KU016", 2019, 10, 4, 6);
        staging.Table("people").Add(
            first, 9, "KU098", Period.Year(2019), [], [Measured.Missing(ObservationStatus.NotAvailable), Measured.Of(1), Measured.Of(1)]);
        staging.Quarantine.Add(first, 7, "vuosi", "20x8", "not a year", "fix it");
        var report = Check("""
            - {check: rows, dataset: people, at_least: 100}
            - {check: rows, dataset: people, max: 3}
            - {check: coverage, dataset: people, measure: persons, at_least: 2, from: 2018, to: 2020, why: both towns report}
            - {check: refused, max: 0}
            """);
        Assert.That(report.MayLoad, Is.False);
        Assert.That(report.Findings.Select(f => f.Message), Is.EqualTo(new[]
        {
            "4 rows are left, at least 100 are asked.", "4 rows are left, at most 3 are asked.",
            "2 of 3 periods have a figure of persons for fewer than 2 areas of level municipality.", "1 rows were refused, at most 0 may be.",
        }));
        Assert.That(report.Findings[2].Examples, Is.EqualTo(new[] { "2019: 1", "2020: 0" }));
        Assert.That(report.Findings[3].Examples, Is.EqualTo(new[] { "first.csv:7: vuosi '20x8': not a year; fix it" }));
    }

    [Test]
    public void Coverage_of_a_level_counts_that_level_only()
    {
        Add("MK07", 2018, 10, 4, 6);
        Add("KU016", 2018, 10, 4, 6);
        var report = Check(
            "- {check: coverage, dataset: people, level: region, at_least: 1}\n- {check: coverage, dataset: people, level: country, at_least: 1, severity: warn}");
        Assert.That((report.MayLoad, report.Findings.Count), Is.EqualTo((true, 1)));
        Assert.That(report.Findings[0].Message, Does.Contain("level country"));
    }

    [Test]
    public void Measures_that_are_parts_must_add_up_to_their_total()
    {
        Add("KU016", 2018, 10, 4, 6, line: 2);
        Add("KU098", 2018, 20, 9, 12, line: 3);
        staging.Table("people").Add(first, 4, "KU111", Period.Year(2018), [], [Measured.Of(5), Measured.Absent, Measured.Of(1)]);
        const string check = "- {check: sum, dataset: people, measure: persons, parts: [men, women]";
        var report = Check(check + "}");
        Assert.That(report.Findings.Single().Message, Is.EqualTo("1 of 2 totals of persons are not the sum of men + women (tolerance 1E-09)."));
        Assert.That(
            report.Findings.Single().Examples, Is.EqualTo(new[] { "first.csv:3: KU098 2018: persons = 20, its 2 parts are 21, difference 1" }));
        Assert.That(Check(check + ", tolerance: 1}").Findings, Is.Empty);
    }

    [Test]
    public void Members_of_a_breakdown_must_add_up_to_its_total()
    {
        AddBySex("KU016", "total", 10);
        AddBySex("KU016", "male", 4);
        AddBySex("KU016", "female", 6);
        AddBySex("KU098", "total", 20);
        AddBySex("KU098", "male", 9);
        AddBySex("KU098", "female", 12);
        AddBySex("KU111", "total", 30);
        AddBySex("KU111", "male", 9);
        var report = Check("- {check: sum, dataset: by-sex, measure: persons, breakdown: sex}");
        Assert.That(report.Findings.Single().Message, Does.StartWith("1 of 2 totals of persons are not the sum of the members of sex"));
        Assert.That(report.Findings.Single().Examples.Single(), Does.Contain("KU098 2018 total: persons = 20, its 2 parts are 21"));
    }

    [Test]
    public void A_published_rate_must_agree_with_the_rate_of_its_own_counts_and_every_disagreement_is_told()
    {
        Add("KU016", 2018, 50, 4, 8, line: 2);
        Enumerable.Range(0, 7).ToList().ForEach(i => Add("KU098", 2010 + i, 49.9, 4, 8, line: 3 + i));
        Add("KU111", 2018, 49.96, 4, 8, line: 10);
        Add("KU560", 2018, 10, 1, 0, line: 11);
        var report = Check("- {check: agreement, dataset: people, measure: persons, numerator: men, denominator: women}");
        var finding = report.Findings.Single();
        Assert.That((report.MayLoad, finding.Severity, finding.Count), Is.EqualTo((true, CheckSeverity.Warn, 7)), "a disagreement is told and stops nothing");
        Assert.That(finding.Message, Is.EqualTo("7 of 9 figures of persons are not men / women (tolerance 0.05)."), "nothing is compared where the whole is 0");
        Assert.That(finding.Examples, Has.Count.EqualTo(7), "listed, not hidden");
        Assert.That(finding.Examples[0], Is.EqualTo("first.csv:3: KU098 2010: persons = 49.9, computed 50, difference 0.1"));
    }

    [TestCase("multiplier: 1000, tolerance: 450.1", true)]
    [TestCase("multiplier: 1000, tolerance: 449.5", false)]
    [TestCase("severity: stop", false)]
    public void An_agreement_has_its_own_multiplier_tolerance_and_severity(string more, bool loads)
    {
        Add("KU016", 2018, 50, 4, 8);
        Add("KU098", 2018, 51, 4, 8);
        var report = Check("- {check: agreement, dataset: people, measure: persons, numerator: men, denominator: women, " + more + "}");
        Assert.That(report.Findings.Count == 0 && report.MayLoad, Is.EqualTo(loads));
        Assert.That(report.MayLoad, Is.EqualTo(!more.Contains("stop")));
    }

    [Test]
    public void An_agreement_of_which_nothing_could_be_compared_is_told()
    {
        staging.Table("people").Add(first, 4, "KU111", Period.Year(2018), [], [Measured.Of(5), Measured.Absent, Measured.Of(1)]);
        Assert.That(
            Check("- {check: agreement, dataset: people, measure: persons, numerator: men, denominator: women}").Findings.Single().Message,
            Is.EqualTo("nothing could be compared: no row has persons and both parts of men / women."));
    }

    [Test]
    public void Municipalities_must_add_up_to_their_region()
    {
        var members = AreaDirectory.BuiltIn.MembersOf("MK07", new DateOnly(2020, 1, 1)).Where(id => id.StartsWith("KU")).ToList();
        Add("MK07", 2018, members.Count * 10, 0, 0);
        members.ForEach(id => Add(id, 2018, 10, 0, 0));
        const string check = "- {check: sum, dataset: people, measure: persons, areas: region}";
        Assert.That(Check(check).Findings, Is.Empty);
        Add("MK07", 2019, 1000, 0, 0);
        members.ForEach(id => Add(id, 2019, 10, 0, 0));
        Assert.That(Check(check).Findings.Single().Message, Does.StartWith("1 of 2 totals of persons are not the sum of its municipalities"));
    }

    [Test]
    public void A_sum_that_could_not_be_compared_anywhere_does_not_hold()
    {
        Add("KU016", 2018, 10, 4, 6);
        var report = Check("- {check: sum, dataset: people, measure: persons, areas: region, severity: warn}");
        Assert.That(
            report.Findings.Single().Message, Is.EqualTo("nothing could be compared: no total of persons is there with all of its municipalities."));
        Assert.That(report.MayLoad, Is.True);
    }

    [Test]
    public void An_area_outside_the_declared_division_is_told()
    {
        Add("KU911", 2018, 10, 4, 6, line: 2);
        Add("KU911", 2019, 10, 4, 6, line: 3);
        var finding = Check().Findings.Single();
        Assert.That(
            (finding.Check, finding.Severity, finding.Count), Is.EqualTo(("division", CheckSeverity.Warn, 1)),
            "Valtimo merged on the day of the division");
        Assert.That(finding.Examples, Is.EqualTo(new[] { "first.csv:2: KU911 2018" }));
    }

    [Test]
    public void A_report_says_what_stops_first()
    {
        Add("KU911", 2018, 10, 4, 6);
        var text = Check("- {check: rows, dataset: people, min: 5, why: the table is never empty}").ToString();
        Assert.That(text.Split('\n')[0], Is.EqualTo("2 checks do not hold, 0 rows refused, 0 superseded by a later payload, 0 corrections applied"));
        Assert.That(
            text.Split('\n')[1],
            Does.StartWith("stop: ").And.EndsWith("rows of people: 1 rows are left, at least 5 are asked. (the table is never empty)"));
    }

    private CheckReport Check(string checks = "[]")
    {
        File.WriteAllText(Path.Combine(folder, "checks.yml"), checks);
        return StagingChecks.Apply(SourceDefinitions.Of("test", [People, BySex], folder: folder), staging);
    }

    private void Add(string area, int year, double persons, double men, double women, long line = 1, LandedFile? file = null) =>
        staging.Table("people").Add(file ?? first, line, area, Period.Year(year), [], [Measured.Of(persons), Measured.Of(men), Measured.Of(women)]);

    private void AddBySex(string area, string sex, double persons) =>
        staging.Table("by-sex").Add(first, 1, area, Period.Year(2018), [sex], [Measured.Of(persons)]);

    private double?[] Row(string area)
    {
        var table = staging.Table("people");
        var row = table.Areas.ToList().IndexOf(area);
        return [.. Enumerable.Range(0, 3).Select(m => table.MeasureColumn(m)[row].Value)];
    }
}
