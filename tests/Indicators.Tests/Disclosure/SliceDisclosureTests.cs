using Insight.Indicators.Tests.Computation;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Tests.Disclosure;

/// <summary>What is written into the public edition of figures that are not public: accidents of staff in four municipalities.</summary>
public sealed class SliceDisclosureTests
{
    private const string Accidents = """
        aggregation: SUM
        unit: {id: persons, fi: a, sv: b, en: c}
        inputs: {injured: {dataset: accidents, measure: injured}}
        formula: sum(injured)
        disclosure: {min_numerator: 5}
        """;

    private static readonly string[] Facts = ["KU016 2025 3", "KU111 2025 14", "KU098 2025 11", "KU560 2025 9", "KU016 2024 20", "KU111 2024 14", "KU098 2024 11", "KU560 2024 9"];

    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [Network("four"), Network("two")],
        [.. new[] { "KU016", "KU098", "KU111", "KU560" }.Select(id => Member(id, "four")), Member("KU016", "two"), Member("KU111", "two")]);

    [Test]
    public void Small_counts_and_what_would_give_them_away_are_not_in_the_file()
    {
        using var computed = Computed(isPublic: false);
        var indicator = computed.Compute().Publication.Indicators.Single();
        var rows = computed.Rows(indicator).Where(row => row.Contains(" 2025 ", StringComparison.Ordinal)).ToList();
        Assert.That(rows, Is.SupersetOf(new[]
        {
            "KU016 2025 - suppressed", "KU560 2025 - suppressed-secondary", "KU098 2025 11 -", "KU111 2025 14 -", "network:four 2025 37 -",
        }));
        Assert.That(Numbers(computed, indicator, "KU016", "2025"), Is.EqualTo((0L, 0L)), "neither value nor components");
    }

    [Test]
    public void An_aggregate_of_two_lets_each_compute_the_other()
    {
        using var computed = Computed(isPublic: false);
        var rows = computed.Rows(computed.Compute().Publication.Indicators.Single());
        Assert.That(rows, Does.Contain("network:two 2025 - suppressed-dominance-two"), "17 less Heinola's own 14 would be Asikkala's 3");
        Assert.That(rows, Does.Contain("network:two 2024 34 -"), "nothing is small, so that their sum tells nothing new");
    }

    [Test]
    public void A_period_in_which_something_is_hidden_has_no_rows_of_earlier_divisions()
    {
        using var computed = Computed(isPublic: false);
        var indicator = computed.Compute().Publication.Indicators.Single();
        var history = indicator.Slices.Where(s => s.Division == PublishedSlice.History).SelectMany(_ => computed.Rows(indicator, PublishedSlice.History));
        Assert.That(history.Where(row => row.Contains(" 2025 ", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Figures_that_are_public_already_are_not_hidden_again()
    {
        using var computed = Computed(isPublic: true);
        var rows = computed.Rows(computed.Compute().Publication.Indicators.Single());
        Assert.That(rows, Does.Contain("KU016 2025 3 -").And.Contain("network:two 2025 17 -"));
    }

    private static ComputedCatalog Computed(bool isPublic)
    {
        var set = ProjectDataSets.Set("accidents", "case", Frequency.Annual, "2026-01-01", [], "persons: injured") with { IsPublic = isPublic };
        var computed = new ComputedCatalog([set], Areas, ("accidents", Accidents));
        computed.Load("accidents", 1, Facts);
        return computed;
    }

    private static (long Values, long Components) Numbers(ComputedCatalog computed, PublishedIndicator indicator, string area, string period)
    {
        using var command = computed.Connection.CreateCommand();
        var slice = indicator.Slices.Single(s => s.Division == PublishedSlice.Current);
        command.CommandText = $"SELECT count(value), count(numerator) + count(denominator) FROM read_parquet('{computed.Store.ParquetPath(slice.File)}') WHERE area = '{area}' AND period = '{period}'";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static Area Network(string id) => new("network:" + id, AreaLevel.Network, id, new Dictionary<string, string> { ["fi"] = id }, null, null);

    private static Membership Member(string area, string network) => new(area, "network:" + network, DateOnly.MinValue, null);
}
