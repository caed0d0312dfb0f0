using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Staging;

/// <summary>Checks that compare a delivery with what was known before it, with the day, and with the shape that its payloads had.</summary>
public sealed class HistoryChecksTests
{
    private static readonly DataSet People = SourceDefinitions.DataSet("people", Frequency.Annual, ["persons"]);

    private static readonly DateOnly Today = new(2026, 11, 21);

    private PayloadFolder payloads = null!;
    private LandedFile file = null!;
    private string folder = null!;
    private StagedTable known = null!;
    private StagingArea staging = null!;

    [SetUp]
    public void Open()
    {
        payloads = new PayloadFolder();
        file = payloads.Add("people.csv", "1");
        folder = Directory.CreateTempSubdirectory("insight-history-").FullName;
        (known, staging) = (new StagedTable(People), new StagingArea(AreaDirectory.BuiltIn, [People]));
    }

    [TearDown]
    public void Close()
    {
        payloads.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_figure_that_is_silently_gone_is_named_and_one_that_is_missing_with_a_reason_is_not_gone()
    {
        Before("KU016", 2023, 1, 2, 3);
        Before("KU111", 2023, 4, 5, 6);
        Now("KU016", 2023, 1, 2, 3, 4);
        Now("KU111", 2023, 4);
        Row("KU111", 2025, null);
        var finding = Check("- {check: kept, dataset: people}").Single();
        Assert.That((finding.Severity, finding.Count, finding.Examples.Single()), Is.EqualTo((CheckSeverity.Stop, 1, "KU111 2024")));
        Assert.That(Check("- {check: kept, dataset: people, max: 1}"), Is.Empty);
    }

    [Test]
    public void Periods_outside_of_what_is_delivered_are_not_gone()
    {
        Before("KU016", 2020, 1, 2, 3, 4, 5);
        Now("KU016", 2023, 4, 5);
        Assert.That(Check("- {check: kept, dataset: people}"), Is.Empty, "a table may give its last years only");
    }

    [Test]
    public void Fewer_areas_in_the_newest_period_than_before_are_told_with_their_ids()
    {
        foreach (var area in new[] { "KU016", "KU098", "KU111", "MK07" })
        {
            Before(area, 2024, 10);
        }

        Now("KU016", 2025, 11);
        Now("MK07", 2025, 11);
        var finding = Check("- {check: shrunk, dataset: people, measure: persons}").Single();
        Assert.That((finding.Severity, finding.Message, finding.Examples), Is.EqualTo((CheckSeverity.Warn, "2025 has persons of 1 areas, while 2024 had 3.", new[] { "KU098", "KU111" })));
        Assert.That(Check("- {check: shrunk, dataset: people, measure: persons, max: 2}"), Is.Empty);
        Assert.That(Check("- {check: shrunk, dataset: people, measure: persons, level: region}"), Is.Empty);
    }

    [TestCase(8030, false, Description = "as usual")]
    [TestCase(8100, false, Description = "more than usual, within a tenth")]
    [TestCase(80300, true, Description = "a digit too many")]
    [TestCase(8.03, true, Description = "in thousands")]
    [TestCase(6500, true, Description = "a fifth of the municipality is gone")]
    public void A_step_unlike_all_steps_before_is_told(double figure, bool isTold)
    {
        Before("KU016", 2017, 8000, 8010, 8005, 8020, 8012, 8025, 8021, 8030);
        Now("KU016", 2017, 8000, 8010, 8005, 8020, 8012, 8025, 8021, 8030, figure);
        var findings = Check("- {check: magnitude, dataset: people, measure: persons}");
        Assert.That(findings, Has.Count.EqualTo(isTold ? 1 : 0));
        Assert.That(findings.SelectMany(f => f.Examples), Is.All.Contains("KU016 2025: persons = ").And.All.Contains("2024 was 8030, the usual step is 9").And.All.Contains("is usual"));
    }

    [Test]
    public void A_revised_figure_is_judged_by_its_neighbours_and_an_unchanged_outlier_is_not_told_again()
    {
        Before("KU016", 2017, 8000, 8010, 8005, 8020, 8012, 80250, 8021, 8030);
        Now("KU016", 2017, 8000, 8010, 8005, 8020, 8012, 80250, 8021, 8030);
        Assert.That(Check("- {check: magnitude, dataset: people, measure: persons}"), Is.Empty, "it was published");
        staging.Table("people").Replace(3, 0, Measured.Of(802));
        Assert.That(Check("- {check: magnitude, dataset: people, measure: persons, severity: stop}").Single().Examples.Single(), Does.Contain("KU016 2020: persons = 802; 2019 was 8005"));
    }

    [Test]
    public void A_series_of_few_steps_has_no_usual_one()
    {
        Before("KU016", 2022, 1, 2, 3);
        Now("KU016", 2025, 1000);
        Assert.That(Check("- {check: magnitude, dataset: people, measure: persons}"), Is.Empty);
    }

    [TestCase("lag_days: 90", 2025, null)]
    [TestCase("lag_days: 90", 2024, "2024 is the newest period; 2025 was due on 2026-03-31 and is 235 days late.")]
    [TestCase("lag_days: 325", 2024, null, Description = "due today, late tomorrow")]
    [TestCase("lag_days: 90, every: 2", 2024, null, Description = "the next one is 2026")]
    [TestCase("lag_days: 90, every: 2", 2023, "2023 is the newest period; 2025 was due on 2026-03-31 and is 235 days late.")]
    [TestCase("lag_days: 90, every: 4", 2021, "2021 is the newest period; 2025 was due on 2026-03-31 and is 235 days late.")]
    [TestCase("ended: 2018", 2018, null, Description = "a series that has ended is never late")]
    [TestCase("ended: 2018", 2017, "2017 is the newest period, while the series ended with 2018.")]
    public void A_period_is_late_by_its_own_calendar(string calendar, int newest, string? message)
    {
        Now("KU016", newest, 1);
        Assert.That(Check($"- {{check: arrival, dataset: people, {calendar}}}").Select(f => f.Message), Is.EqualTo(message is null ? Array.Empty<string>() : [message]));
    }

    [Test]
    public void A_delivery_without_any_row_has_not_arrived() =>
        Assert.That(Check("- {check: arrival, dataset: people, lag_days: 1}").Single().Message, Is.EqualTo("no period came at all."));

    [TestCase("[area, period, persons]", null)]
    [TestCase("[period, persons, area]", null)]
    [TestCase("[area, period, persons, men]", "people.csv: has no men")]
    [TestCase("[area, period]", "people.csv: has also persons")]
    [TestCase("[kunta, period, persons]", "people.csv: has no kunta; has also area")]
    public void Columns_are_exactly_those_that_are_known(string columns, string? example)
    {
        staging.Saw(file, ["area", "period", "persons"]);
        Assert.That(Check($"- {{check: schema, payload: people.csv, columns: {columns}}}").SelectMany(f => f.Examples), Is.EqualTo(example is null ? Array.Empty<string>() : [example]));
        Assert.That(Check($"- {{check: schema, payload: pe*, columns: {columns}}}"), Has.Count.EqualTo(example is null ? 0 : 1));
    }

    [Test]
    public void A_payload_that_did_not_come_does_not_pass_for_one_with_the_right_columns() =>
        Assert.That(Check("- {check: schema, payload: other.csv, columns: [area]}").Single().Message, Is.EqualTo("no payload 'other.csv' with columns was read."));

    [TestCase(4, null)]
    [TestCase(5, "5 rows were read, but 2 staged, 1 left out and 1 refused: 1 are missing.")]
    [TestCase(3, "3 rows were read, but 2 staged, 1 left out and 1 refused: 1 are too many.")]
    public void Every_row_that_was_read_is_accounted_for(int read, string? message)
    {
        Now("KU016", 2024, 1, 2);
        staging.Ignore("not a municipality");
        staging.Quarantine.Add(file, 3, "area", "X", "unknown", "map it");
        staging.RowsRead = read;
        Assert.That(Check("- {check: accounted}").Select(f => f.Message), Is.EqualTo(message is null ? Array.Empty<string>() : [message]));
    }

    [TestCase("- {check: arrival, dataset: people}", "SRC002", "'[0].lag_days' is missing, and so is that of the schedule")]
    [TestCase("- {check: arrival, dataset: people, ended: 2018-12}", "SRC004", "Write a period of the data set's frequency (annual)")]
    [TestCase("- {check: schema, payload: a.csv}", "SRC002", "'[0].columns' names no column")]
    [TestCase("- {check: magnitude, dataset: people, measure: persons, times: many}", "SRC004", "Write a number")]
    [TestCase("- {check: kept, dataset: people, measure: persons}", "SRC003", "'measure' is not a field")]
    public void A_mistake_in_a_check_is_told_with_its_line(string check, string code, string message)
    {
        var wrong = Assert.Throws<SourceCatalogException>(() => Check(check))!;
        Assert.That(wrong.Problems.Select(p => p.Code), Does.Contain(code));
        Assert.That(wrong.Message, Does.Contain(message));
    }

    [Test]
    public void Without_anything_known_a_first_load_passes()
    {
        Now("KU016", 2025, 1);
        Assert.That(Check("- {check: kept, dataset: people}\n- {check: shrunk, dataset: people, measure: persons}\n- {check: magnitude, dataset: people, measure: persons}"), Is.Empty);
    }

    private void Before(string area, int first, params double[] figures) => Add(known, area, first, figures);

    private void Now(string area, int first, params double[] figures) => Add(staging.Table("people"), area, first, figures);

    private void Row(string area, int year, double? figure) =>
        staging.Table("people").Add(file, 1, area, Period.Year(year), [], [figure is { } value ? Measured.Of(value) : Measured.Missing(ObservationStatus.NotAvailable)]);

    private void Add(StagedTable table, string area, int first, double[] figures)
    {
        for (var i = 0; i < figures.Length; i++)
        {
            table.Add(file, i + 2, area, Period.Year(first + i), [], [Measured.Of(figures[i])]);
        }
    }

    private List<CheckFinding> Check(string rules)
    {
        File.WriteAllText(Path.Combine(folder, "checks.yml"), rules + "\n");
        var source = SourceDefinitions.Of("any", [People], folder: folder);
        return [.. StagingChecks.Apply(source, staging, new CheckContext(Today, _ => KnownFacts.Of(known))).Findings.Where(f => f.Check != "division")];
    }
}
