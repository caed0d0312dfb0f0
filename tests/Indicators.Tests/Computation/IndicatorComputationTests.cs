using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Tests.Computation;

/// <summary>Only what changed is computed again, and what has not come yet is waited for.</summary>
public sealed class IndicatorComputationTests
{
    private const string Sum = "aggregation: SUM\nunit: {id: persons, fi: a, sv: b, en: c}\n";

    private static readonly IReadOnlyList<DataSet> DataSets =
    [
        ProjectDataSets.Set("ill", "case", Frequency.Annual, "2026-01-01", [], "persons: ill"),
        ProjectDataSets.Set("staff", "case", Frequency.Annual, "2026-01-01", [], "persons: staff"),
        ProjectDataSets.Set("before", "case", Frequency.Annual, "2026-01-01", [], "persons: ill"),
        ProjectDataSets.Set("never", "case", Frequency.Annual, "2026-01-01", [], "persons: ill"),
    ];

    private static readonly (string, string)[] Definitions =
    [
        ("ill", Sum + "inputs: {ill: {dataset: ill, measure: ill}}\nformula: sum(ill)"),
        ("ill-share", "inputs:\n  ill: {dataset: ill, measure: ill}\n  staff: {dataset: staff, measure: staff}\nformula: share(ill, staff)"),
        ("ill-twice", Sum + "inputs: {staff: {dataset: staff, measure: staff}}\nformula: sum(of(ill) + 0 * staff)"),
        ("long-series", Sum + "inputs: {ill: {dataset: [before, ill], measure: ill}}\nformula: sum(ill)"),
        ("staff", Sum + "inputs: {staff: {dataset: staff, measure: staff}}\nformula: sum(staff)"),
        ("waiting", Sum + "inputs: {ill: {dataset: never, measure: ill}}\nformula: sum(ill)"),
        ("waiting-share", "inputs:\n  ill: {dataset: never, measure: ill}\n  staff: {dataset: staff, measure: staff}\nformula: share(ill, staff)"),
    ];

    private ComputedCatalog computed = null!;

    [SetUp]
    public void Load()
    {
        computed = new ComputedCatalog(DataSets, AreaDirectory.BuiltIn, Definitions);
        computed.Load("ill", 1, "KU016 2024 5", "KU016 2025 6");
        computed.Load("staff", 2, "KU016 2024 100", "KU016 2025 120");
    }

    [TearDown]
    public void Remove() => computed.Dispose();

    [Test]
    public void Nothing_is_computed_again_when_nothing_changed()
    {
        var first = computed.Compute();
        Assert.That(first.Recomputed, Has.Count.EqualTo(Definitions.Length));
        Assert.That(computed.Compute(first.Publication).Recomputed, Is.Empty);
    }

    [TestCase("ill", new[] { "ill", "ill-share", "ill-twice", "long-series" }, Description = "those that read it, also through another indicator")]
    [TestCase("staff", new[] { "ill-share", "ill-twice", "staff", "waiting-share" })]
    [TestCase("before", new[] { "long-series" })]
    public void A_load_computes_the_indicators_of_its_data_set_alone(string dataSet, string[] expected)
    {
        var first = computed.Compute().Publication;
        computed.Load(dataSet, 3, "KU111 2025 70");
        var second = computed.Compute(first);
        Assert.That(second.Recomputed, Is.EqualTo(expected));
        var untouched = first.Indicators.Where(i => !expected.Contains(i.Id));
        Assert.That(second.Publication.Indicators, Is.SupersetOf(untouched), "taken over as they were");
    }

    [Test]
    public void An_indicator_waits_for_an_input_of_which_nothing_has_come_and_is_computed_when_it_comes()
    {
        var first = computed.Compute().Publication;
        Assert.That(first.Indicators.Where(i => i.Status == "awaiting-data").Select(i => i.Id), Is.EqualTo(new[] { "waiting", "waiting-share" }));
        Assert.That(first.Indicators.Where(i => i.Status == "awaiting-data").SelectMany(i => i.Slices), Is.Empty, "nothing is invented");
        computed.Load("never", 3, "KU016 2025 12");
        var second = computed.Compute(first);
        Assert.That(second.Recomputed, Is.EqualTo(new[] { "waiting", "waiting-share" }));
        Assert.That(Rows(second.Publication, "waiting-share"), Does.Contain("KU016 2025 10 -"));
    }

    [Test]
    public void Of_an_input_that_several_data_sets_deliver_those_that_have_come_are_enough()
    {
        Assert.That(Rows(computed.Compute().Publication, "long-series"), Is.SupersetOf(new[] { "KU016 2024 5 -", "KU016 2025 6 -" }));
        computed.Load("before", 3, "KU016 2023 4");
        Assert.That(Rows(computed.Compute().Publication, "long-series"), Is.SupersetOf(new[] { "KU016 2023 4 -", "KU016 2024 5 -" }));
    }

    [Test]
    public void However_many_are_computed_at_a_time_the_files_are_the_same_and_they_are_told_in_the_order_of_ids()
    {
        var alone = computed.Compute(sideBySide: 1);
        var together = computed.Compute(sideBySide: 4);
        Assert.That(Files(together.Publication), Is.EqualTo(Files(alone.Publication)).And.Not.Empty);
        Assert.That(together.Recomputed, Is.EqualTo(Definitions.Select(d => d.Item1)));

        static List<string> Files(PublicationManifest publication) => [.. publication.Indicators.SelectMany(i => i.AllSlices).Select(s => s.File)];
    }

    private List<string> Rows(PublicationManifest publication, string indicator) => computed.Rows(publication.Indicators.Single(i => i.Id == indicator));
}
