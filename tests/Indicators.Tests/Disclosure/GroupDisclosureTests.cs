using System.Globalization;
using Insight.Indicators.Tests.Computation;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Tests.Disclosure;

/// <summary>Limits of persons are limits of persons, whatever is divided by what; and what one indicator hides, no other gives back.</summary>
public sealed class GroupDisclosureTests
{
    private const string PerPaidDay = """
        aggregation: RATIO
        unit: {id: percent, fi: a, sv: b, en: c}
        inputs: {sickness: {dataset: staff, measure: sickness}, paid: {dataset: staff, measure: paid}}
        formula: share(sickness, paid)
        disclosure: {min_group: 10, persons: {dataset: staff, measure: persons}}
        """;

    private const string PerPerson = """
        aggregation: RATIO
        unit: {id: days/persons, fi: a, sv: b, en: c}
        inputs: {sickness: {dataset: staff, measure: sickness}, persons: {dataset: staff, measure: persons}}
        formula: per(sickness, persons, 1)
        """;

    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [new("network:four", AreaLevel.Network, "four", new Dictionary<string, string> { ["fi"] = "four" }, null, null)],
        [.. new[] { "KU016", "KU098", "KU111", "KU560" }.Select(id => new Membership(id, "network:four", DateOnly.MinValue, null))]);

    private static readonly string[] Facts = ["KU016 2025 40 2900 8", "KU098 2025 400 73000 200", "KU111 2025 300 36500 100", "KU560 2025 90 18250 50"];

    [Test]
    public void Eight_persons_are_too_few_however_many_days_they_were_paid() =>
        Assert.That(Shown(Facts, ("per-paid-day", PerPaidDay))["per-paid-day"], Is.EquivalentTo(new[] { "KU098 2025", "KU111 2025", "network:four 2025" }), "and the next smallest goes with them");

    [Test]
    public void An_indicator_without_limits_does_not_give_back_what_another_hides()
    {
        var shown = Shown(Facts, ("per-paid-day", PerPaidDay), ("per-person", PerPerson));
        Assert.That(shown["per-person"], Is.EquivalentTo(shown["per-paid-day"]), "they share the days of sickness");
    }

    [Test]
    public void An_indicator_is_computed_again_when_the_limits_of_another_change_that_shares_its_figures()
    {
        using var loose = Computed(Facts, ("per-paid-day", PerPaidDay.Replace("min_group: 10", "min_group: 5", StringComparison.Ordinal)), ("per-person", PerPerson));
        using var strict = Computed(Facts, ("per-paid-day", PerPaidDay), ("per-person", PerPerson));
        Assert.That(strict.Compute(loose.Compute().Publication).Recomputed, Is.EqualTo(new[] { "per-paid-day", "per-person" }));
    }

    [Test]
    public void Persons_that_nobody_counted_may_be_too_few() =>
        Assert.That(Shown(["KU016 2025 40 2900 -", "KU098 2025 400 73000 200"], ("per-paid-day", PerPaidDay))["per-paid-day"], Is.EquivalentTo(new[] { "KU098 2025" }));

    /// <summary>Of three municipalities: absent persons and the days of one of them beside 100 persons.</summary>
    [TestCase("3 50", "", TestName = "Three who were absent, of whom none has more than half of the days, may be shown")]
    [TestCase("2 40", "suppressed", TestName = "Two who were absent are too few")]
    [TestCase("0 0", "suppressed", TestName = "That nobody was absent tells of everybody")]
    [TestCase("100 40", "suppressed", TestName = "That all were absent tells of everybody")]
    [TestCase("3 51", "suppressed-dominance-one", TestName = "The one with most of the days could be told")]
    [TestCase("- 40", "suppressed", TestName = "Absent persons whom nobody counted may be too few")]
    [TestCase("3 -", "suppressed-dominance-one", TestName = "Whoever nobody counted may have most of the days")]
    public void What_tells_of_one_person_is_not_shown(string counts, string status)
    {
        const string Absence = """
            aggregation: RATIO
            unit: {id: percent, fi: a, sv: b, en: c}
            inputs: {sickness: {dataset: staff, measure: sickness}, paid: {dataset: staff, measure: paid}}
            formula: share(sickness, paid)
            disclosure:
              persons: {dataset: staff, measure: persons}
              affected: {dataset: staff, measure: absent}
              largest: {dataset: staff, measure: largest, of: sickness}
            """;
        using var computed = Computed([$"KU016 2025 100 36500 100 {counts}", "KU098 2025 400 73000 200 50 60", "KU111 2025 300 36500 100 40 30"], ("absence", Absence));
        var row = computed.Rows(computed.Compute().Publication.Indicators.Single()).Single(row => row.StartsWith("KU016", StringComparison.Ordinal));
        Assert.That(row, status.Length == 0 ? Does.EndWith(" -").And.Not.Contain(" - ") : Is.EqualTo($"KU016 2025 - {status}"));
    }

    private static ComputedCatalog Computed(string[] facts, params (string Id, string Fields)[] definitions)
    {
        var set = ProjectDataSets.Set("staff", "case", Frequency.Annual, "2026-01-01", [], "days: sickness paid; persons: persons absent; days!: largest") with { IsPublic = false };
        var computed = new ComputedCatalog([set], Areas, definitions);
        computed.Load("staff", 1, [.. facts.Select(fact => fact + string.Concat(Enumerable.Repeat(" -", 7 - fact.Split(' ').Length)))]);
        return computed;
    }

    /// <summary>Indicator → areas and periods of which anything stands in the file.</summary>
    private static Dictionary<string, List<string>> Shown(string[] facts, params (string Id, string Fields)[] definitions)
    {
        using var computed = Computed(facts, definitions);
        return computed.Compute().Publication.Indicators.ToDictionary(indicator => indicator.Id, indicator => ShownValues.Of(computed, indicator).Keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Area} {key.Period}")).ToList());
    }
}

/// <summary>What a reader of the files finds.</summary>
internal static class ShownValues
{
    /// <summary>Every row of today's areas with a value or a component, by area and period, and its numerator.</summary>
    public static Dictionary<(string Area, string Period), double> Of(ComputedCatalog computed, PublishedIndicator indicator)
    {
        var shown = new Dictionary<(string, string), double>();
        foreach (var slice in indicator.Slices.Where(slice => slice.Division == PublishedSlice.Current))
        {
            using var command = computed.Connection.CreateCommand();
            command.CommandText = $"SELECT area, period, coalesce(numerator, denominator) FROM read_parquet('{computed.Store.ParquetPath(slice.File)}') WHERE value IS NOT NULL OR numerator IS NOT NULL OR denominator IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                shown[(reader.GetString(0), reader.GetString(1))] = reader.GetDouble(2);
            }
        }

        return shown;
    }
}
