using Insight.Etl.Landing;
using Insight.Etl.Run;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Run;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Tests.Sources;

/// <summary>The sources whose figures are invented, and those that wait for a delivery.</summary>
public sealed class InventedSourcesTests
{
    [TestCase("statfin-synthetic")]
    [TestCase("sotkanet-synthetic")]
    [TestCase("traficom-synthetic")]
    [TestCase("municipal-buildings")]
    [TestCase("school-health-survey")]
    [TestCase("benefit-costs")]
    public void Invented_payloads_say_so_in_every_manifest_and_in_the_names_of_the_source(string id)
    {
        using var source = new BundledSource(id);
        Assert.That(source.Files, Has.All.Matches<LandedFile>(f => f.Manifest.Synthetic));
        Assert.That((source.Definition.Names["fi"], source.Definition.Names["sv"], source.Definition.Names["en"]), Is.EqualTo((
            source.Definition.Names["fi"].Split('(')[0] + "(keksittyjä lukuja)",
            source.Definition.Names["sv"].Split('(')[0] + "(påhittade siffror)",
            source.Definition.Names["en"].Split('(')[0] + "(invented figures)")));
        Assert.That(source.Staging.Tables.Select(t => t.RowCount), Has.All.GreaterThan(0));
        Assert.That(source.Staging.Quarantine.Rows, Is.Empty);
    }

    [Test]
    public void Surveys_have_figures_in_the_years_of_the_survey_and_small_schools_have_none()
    {
        using var source = new BundledSource("sotkanet-synthetic");
        var table = source.Staging.Table("pupils-anxiety");
        Assert.That(table.Periods.Distinct().Select(p => p.CalendarYear).Order(), Is.EqualTo(new[] { 2017, 2019, 2021, 2023, 2025 }));
        Assert.That(table.BreakdownColumn(0).Distinct(), Is.EquivalentTo(new[] { "total", "male", "female" }));
        Assert.That(source.Staging.Figure("pupils-anxiety", "rate", "KU781", "2021", "total"), Is.Null);
        Assert.That(source.Staging.Figure("pupils-anxiety", "rate", "KU781", "2023", "total"), Is.Not.Null);
        Assert.That(source.Staging.Figure("adults-lonely", "rate", "KU016", "2020", "total"), Is.Null, "only a municipality that bought a sample has a figure of its own");
        Assert.That(source.Staging.Figure("adults-lonely", "rate", "HVA09", "2020", "total"), Is.Not.Null);
    }

    [Test]
    public void Members_of_an_age_group_add_up_to_those_that_are_published_as_recipients()
    {
        using var source = new BundledSource("sotkanet-synthetic");
        var figures = new[] { "total", "male", "female" }.Select(sex => source.Staging.Figure("disability-pension", "recipients", "KU111", "2023", sex)!.Value.Value).ToList();
        Assert.That(figures[0], Is.EqualTo(figures[1] + figures[2]));
    }

    [Test]
    public void A_delivery_of_lakes_is_staged_and_a_bad_row_stops_it()
    {
        const string good = "area,period,ecological_status,lake_area\nKU016,2019,good,60.5\nKU016,2019,moderate,20\nKU098,2019,high,0\n";
        Assert.That(Lakes(good).Report.MayLoad, Is.True);
        Assert.That(Lakes(good).Staging.Figure("lake-areas", "lake_area", "KU016", "2019", "good")!.Value.Value, Is.EqualTo(60.5));
        foreach (var bad in new[] { "KU999,2019,good,1", "KU016,2019-06,good,1", "KU016,2019,,1", "KU016,2019,good,\"1,5\"", "KU016,2019,good,-1", "KU016,2019,good,99999" })
        {
            var (staging, report) = Lakes(good + bad + "\n");
            Assert.That(report.MayLoad, Is.False, bad);
            Assert.That(staging.Quarantine.Rows.Select(r => r.Line), Does.Contain(5L), bad);
        }
    }

    [Test]
    public async Task A_source_that_waits_for_its_first_delivery_is_no_failure()
    {
        using var folder = new UserFolder();
        folder.Deliver("KU016,2025,12");
        var place = folder.Open();
        var said = new List<string>();
        var run = await new Pipeline(place).ExecuteAsync(
            place.Runs.Queue(["surface-waters", UserFolder.Source], "test"), line => said.Add($"{line.Source}: {line.Message}"), new PipelineOptions(Publish: false), default);
        Assert.That(run.State, Is.EqualTo(RunState.Succeeded));
        Assert.That(said, Has.Some.StartsWith("surface-waters: Nothing has been delivered yet; its indicators await data."));
    }

    private static (StagingArea Staging, CheckReport Report) Lakes(string csv)
    {
        using var payloads = new PayloadFolder();
        var source = SourceCatalog.Load(SourceCatalog.BundledFolder).Find("surface-waters");
        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        Connectors.All.For(source).Stage(source, [payloads.Add("lake-areas.csv", csv)], staging, default);
        return (staging, StagingChecks.Apply(source, staging));
    }
}
