using Insight.Etl.Approval;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Tests.Approval;

/// <summary>How far a value may move before a person looks, as <c>publishing.yml</c> says.</summary>
[TestFixture]
internal sealed class PublishingRulesTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load([AppContext.BaseDirectory], [.. Insight.Etl.Sources.SourceCatalog.Load(Insight.Etl.Sources.SourceCatalog.BundledFolder).All.SelectMany(s => s.DataSets)]);

    private string folder = "";

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("insight-rules-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void The_bundled_rules_want_one_steward_and_are_stricter_on_personnel_figures()
    {
        var rules = PublishingRules.Load([AppContext.BaseDirectory], Catalog);
        Assert.That(rules.Approvals, Is.EqualTo(1));
        Assert.That(rules.Of("unemployment-rate", "employment"), Is.EqualTo(new MovementLimits(20, 0, 10, 0)));
        Assert.That(rules.Of("sickness-absence-days-per-fte", "workforce"), Is.EqualTo(new MovementLimits(20, 0, 3, 0)));
    }

    [Test]
    public void A_data_folder_changes_single_fields_and_the_narrowest_rule_holds()
    {
        File.WriteAllText(Path.Combine(folder, "publishing.yml"), """
            approvals: 2
            limits: {revised_percent: 15}
            themes: {employment: {jump: none, withdrawn: 3}}
            indicators: {unemployment-rate: {revised_percent: 2.5, smallest: 0.1}}
            """);
        var rules = PublishingRules.Load([AppContext.BaseDirectory, folder], Catalog);
        Assert.Multiple(() =>
        {
            Assert.That(rules.Approvals, Is.EqualTo(2));
            Assert.That(rules.Of("unemployment-rate", "employment"), Is.EqualTo(new MovementLimits(2.5, 0.1, null, 3)));
            Assert.That(rules.Of("unemployed", "employment"), Is.EqualTo(new MovementLimits(15, 0, null, 3)));
            Assert.That(rules.Of("population", "population"), Is.EqualTo(new MovementLimits(15, 0, 10, 0)));
            Assert.That(rules.Of("sickness-absence-days-per-fte", "workforce"), Is.EqualTo(new MovementLimits(15, 0, 3, 0)));
        });
    }

    [TestCase("indicators: {unemployment-rat: {jump: 3}}", "publishing.yml:2: SRC003 'unemployment-rat' is not a field of 'indicators'. Did you mean 'unemployment-rate'?")]
    [TestCase("themes: {workforse: {jump: 3}}", "publishing.yml:2: SRC003 'workforse' is not a field of 'themes'. Did you mean 'workforce'?")]
    public void Rules_for_what_is_not_there_are_refused_with_place_and_nearest_name(string text, string message)
    {
        File.WriteAllText(Path.Combine(folder, "publishing.yml"), "approvals: 1\n" + text + "\n");
        Assert.That(() => PublishingRules.Load([folder], Catalog), Throws.TypeOf<Insight.Etl.Sources.SourceCatalogException>().With.Message.Contains(message));
    }

    [Test]
    public void Without_any_file_there_are_rules_all_the_same() =>
        Assert.That(PublishingRules.Load([folder], Catalog).Of("population", "population"), Is.EqualTo(new MovementLimits(20, 0, 10, 0)));
}
