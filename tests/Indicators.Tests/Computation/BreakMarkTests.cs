using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Computation;

/// <summary>The first value after a break is marked, whatever its status, in the municipality and in the aggregates that it belongs to.</summary>
public sealed class BreakMarkTests
{
    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [new Area("network:two", AreaLevel.Network, "two", new Dictionary<string, string> { ["fi"] = "Kaksi" }, null, null)],
        [new("KU016", "network:two", DateOnly.MinValue, null), new("KU111", "network:two", DateOnly.MinValue, null)]);

    private static readonly IReadOnlyList<DataSet> DataSets = [ProjectDataSets.Set("staff", "case", Frequency.Annual, "2026-01-01", [], "persons: staff")];

    private const string Definition = """
        aggregation: SUM
        unit: {id: persons, fi: a, sv: b, en: c}
        inputs: {staff: {dataset: staff, measure: staff}}
        formula: sum(staff)
        breaks:
          - {from: 2017-01-01, areas: [KU016], reason: {fi: a, sv: b, en: c}}
          - {from: 2018-06-01, reason: {fi: a, sv: b, en: c}}
        """;

    [Test]
    public void Marks_the_first_value_that_is_there_after_it()
    {
        using var computed = new ComputedCatalog(DataSets, Areas, ("staff", Definition));
        computed.Load(
            "staff", 1, "KU016 2016 100", "KU016 2017 -", "KU016 2018 40", "KU016 2019 41", "KU111 2016 200", "KU111 2017 201", "KU111 2018 202", "KU111 2019 203", "KU098 2019 5");
        var marked = computed.Rows(computed.Compute().Publication.Indicators.Single()).Where(row => row.EndsWith(" B", StringComparison.Ordinal));
        Assert.That(marked, Is.EqualTo(new[]
        {
            "KU016 2018 40 - B", "KU016 2019 41 - B", "KU111 2019 203 - B", "network:two 2018 242 - B", "network:two 2019 244 - B",
        }), "2018 holds the second break and belongs to neither side; Hollola has no earlier value to break with");
    }
}
