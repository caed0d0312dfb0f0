using Insight.Etl.Sources;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Tests.Staging;

public sealed class BundledRulesTests
{
    private static IEnumerable<TestCaseData> Sources => SourceCatalog.Load(SourceCatalog.BundledFolder).All.Select(source => new TestCaseData(source).SetArgDisplayNames(source.Id));

    private static IEnumerable<TestCaseData> RecordedSources => Sources.Where(test => ((SourceDefinition)test.Arguments[0]!).Origin == "recorded");

    [TestCaseSource(nameof(Sources))]
    public void The_checks_and_corrections_of_every_bundled_source_can_be_read(SourceDefinition source)
    {
        var (_, checks) = SourceRules.Of(source);
        Assert.That(checks, Is.Not.Empty, "a source without checks loads whatever comes");
        Assert.That(
            checks.OfType<TableRule>().Select(c => c.DataSet.Id).Distinct(), Is.EquivalentTo(source.DataSets.Select(d => d.Id)),
            "every data set is checked");
    }

    [TestCaseSource(nameof(RecordedSources))]
    public void The_recorded_payloads_of_every_bundled_source_pass_its_checks(SourceDefinition source)
    {
        using var bundled = new BundledSource(source.Id);
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
    }
}
