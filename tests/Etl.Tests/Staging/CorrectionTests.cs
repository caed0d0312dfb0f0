using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Staging;

public sealed class CorrectionTests
{
    private const string Correction = """
        - dataset: by-sex
          area: KU016
          period: 2018
          breakdowns: {sex: male}
          measure: persons
          expect: 80.3
          value: 8.03
          reason: the decimal comma was lost
          reported_to: statistics@producer.example
          date: 2026-11-21
        """;

    private static readonly DataSet BySex = SourceDefinitions.DataSet("by-sex", Frequency.Annual, ["persons"], "sex");

    private StagingArea staging = null!;
    private PayloadFolder payloads = null!;
    private LandedFile file = null!;
    private string folder = null!;

    [SetUp]
    public void Open()
    {
        staging = new StagingArea(AreaDirectory.BuiltIn, [BySex]);
        payloads = new PayloadFolder();
        file = payloads.Add("first.csv", "1");
        folder = Directory.CreateTempSubdirectory("insight-rules-").FullName;
    }

    [TearDown]
    public void Close()
    {
        payloads.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void The_expected_wrong_figure_is_replaced_and_no_other()
    {
        Add("male", Measured.Of(80.3));
        Add("female", Measured.Of(80.3));
        var report = Apply(Correction);
        Assert.That(Figures, Is.EqualTo(new[] { Measured.Of(8.03), Measured.Of(80.3) }));
        Assert.That(report.MayLoad, Is.True);
        Assert.That(report.Corrected.Single().Reason, Is.EqualTo("the decimal comma was lost"));
    }

    [Test]
    public void A_correction_comes_before_the_checks()
    {
        Add("male", Measured.Of(80.3));
        File.WriteAllText(Path.Combine(folder, "checks.yml"), "- {check: range, dataset: by-sex, measure: persons, max: 10}");
        Assert.That(Apply(Correction).Refused, Is.Zero);
    }

    [Test]
    public void An_error_that_the_producer_has_mended_is_told_and_loads()
    {
        Add("male", Measured.Of(8.03));
        var report = Apply(Correction);
        Assert.That((report.MayLoad, report.Corrected.Count), Is.EqualTo((true, 0)));
        Assert.That(report.Findings.Single().Message, Is.EqualTo("the producer has mended the error (8.03); delete the correction."));
        Assert.That(Apply(Correction + "\n  severity: stop").MayLoad, Is.False);
    }

    [Test]
    public void Another_figure_than_expected_stops_and_is_not_corrected()
    {
        Add("male", Measured.Of(81));
        var report = Apply(Correction);
        Assert.That(report.MayLoad, Is.False);
        Assert.That(Figures, Is.EqualTo(new[] { Measured.Of(81) }));
        Assert.That(report.Findings.Single().ToString(), Is.EqualTo(
            $"stop: {Path.GetFileName(folder)}/corrections.yml:1: correction of by-sex: 80.3 was expected for persons of KU016 2018, but another figure was delivered; look again, then change or delete the correction."
            + " (the decimal comma was lost)\n    first.csv:1: KU016 2018 male: persons = 81"));
        Assert.That(Apply(Correction + "\n  severity: warn").MayLoad, Is.True);
    }

    [Test]
    public void A_figure_that_was_not_delivered_stops_too()
    {
        Add("female", Measured.Of(1));
        Assert.That(Apply(Correction).Findings.Single().Message, Does.Contain("but no figure was delivered"));
    }

    [Test]
    public void A_figure_may_be_corrected_to_missing_and_a_missing_one_to_a_figure()
    {
        Add("male", Measured.Of(80.3));
        Apply(Correction.Replace("value: 8.03", "value: missing\n  status: confidential"));
        Assert.That(Figures[0], Is.EqualTo(Measured.Missing(ObservationStatus.Confidential)));
        Apply(Correction.Replace("expect: 80.3", "expect: missing").Replace("value: 8.03", "value: 8.03\n  status: estimated"));
        Assert.That(Figures[0], Is.EqualTo(new Measured(8.03, ObservationStatus.Estimated)));
    }

    [Test]
    public void All_mistakes_of_both_files_are_told_at_once_with_file_and_line()
    {
        File.WriteAllText(Path.Combine(folder, "checks.yml"), """
            - {check: rang, dataset: by-sex}
            - {check: range, dataset: by-sex, measure: person, minimum: 0}
            - {check: rows, dataset: population, at_least: -1}
            - {check: coverage, dataset: by-sex, at_least: many, from: 2018-01}
            - {check: sum, dataset: by-sex, measure: persons, breakdown: age}
            - {check: sum, dataset: by-sex, measure: persons}
            - {check: unique, dataset: by-sex, severity: quarantine}
            - unique
            """);
        var error = Assert.Throws<SourceCatalogException>(() => Apply(Correction.Replace("measure: persons", "measure: people").Replace("{sex: male}", "{gender: male}")
            .Replace("period: 2018", "period: 2018-13").Replace("date: 2026-11-21", "date: 21.11.2026").Replace("value: 8.03", "value: 8,03")));
        var name = Path.GetFileName(folder);
        var places = error!.Problems.Select(p => $"{p.File[(name.Length + 1)..]}:{p.Line}").Distinct().ToList();
        Assert.That(places, Is.EquivalentTo(new[]
        {
            "corrections.yml:3", "corrections.yml:4", "corrections.yml:5", "corrections.yml:7", "corrections.yml:10",
            "checks.yml:1", "checks.yml:2", "checks.yml:3", "checks.yml:4", "checks.yml:5", "checks.yml:6", "checks.yml:7", "checks.yml:8",
        }));
        Assert.That(error.Message, Does.Contain("Did you mean 'range'?").And.Contain("Did you mean 'persons'?"));
    }

    [Test]
    public void A_file_that_is_no_list_of_rules_is_refused()
    {
        Assert.That(
            () => Apply("dataset: by-sex"),
            Throws.TypeOf<SourceCatalogException>().With.Message.Contains("corrections.yml:1: SRC004 the file is not a list."));
        Assert.That(() => Apply("- {dataset: by-sex"), Throws.TypeOf<SourceCatalogException>().With.Message.Contains("this is not YAML"));
        Assert.That(Apply("# nothing to correct").Findings, Is.Empty);
    }

    private IReadOnlyList<Measured> Figures => staging.Table("by-sex").MeasureColumn(0);

    private void Add(string sex, Measured figure) => staging.Table("by-sex").Add(file, 1, "KU016", Period.Year(2018), [sex], [figure]);

    private CheckReport Apply(string corrections)
    {
        File.WriteAllText(Path.Combine(folder, "corrections.yml"), corrections);
        return StagingChecks.Apply(SourceDefinitions.Of("test", [BySex], folder: folder), staging);
    }
}
