using System.Globalization;
using Insight.Indicators.Disclosure;
using Insight.Indicators.Tests.Computation;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Disclosure;

/// <summary>Months, years and windows of the same figures tell of one another.</summary>
public sealed class TimeDisclosureTests
{
    private const string Injured = """
        aggregation: SUM
        unit: {id: persons, fi: a, sv: b, en: c}
        inputs: {injured: {dataset: accidents, measure: injured}}
        frequencies: [month, year]
        annual: sum
        formula: sum(injured)
        disclosure: {min_numerator: 5}
        """;

    private static readonly string[] Four = ["KU016", "KU098", "KU111", "KU560"];

    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [new("network:four", AreaLevel.Network, "four", new Dictionary<string, string> { ["fi"] = "four" }, null, null)],
        [.. Four.Select(id => new Membership(id, "network:four", DateOnly.MinValue, null))]);

    [Test]
    public void A_single_hidden_month_is_not_the_year_less_the_eleven_others()
    {
        var shown = Shown([("injured", Injured)], "persons: injured", ["KU016", "KU098"], (area, month) => area == "KU016" && month.ToString() == "2025-03" ? 2 : 10 + month.PositionInYear)["injured"];
        var hidden = Enumerable.Range(1, 12).Where(month => !shown.ContainsKey(("KU016", $"2025-{month:00}"))).ToList();
        Assert.That(hidden, Does.Contain(3).And.Count.EqualTo(2), "the small month, and one more with it");
        Assert.That(shown, Does.ContainKey(("KU016", "2025")), "the year stays");
    }

    /// <summary>Random small months in four municipalities, months, years, windows and the network shown side by side: nobody can compute a hidden figure.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void No_hidden_cell_can_be_computed_from_months_years_windows_and_the_network(int seed)
    {
        var random = new Random(seed);
        var figures = Four.SelectMany(area => Months.Select(month => (area, month))).ToDictionary(key => key, _ => random.Next(100) < 5 ? random.Next(1, 5) : random.Next(5, 60));
        var shown = Shown([("injured", Injured), ("rolled", Rolled)], "persons: injured", Four, (area, month) => figures[(area, month)]);
        var cells = Four.Append("network:four").SelectMany(area => Months.Concat([Period.Year(2024), Period.Year(2025)]).Select(period => (area, $"{period}")).Concat(Months.Skip(11).Select(month => (area, $"rolled {month}")))).ToList();
        var known = shown["injured"].Keys.Concat(shown["rolled"].Keys.Where(key => key.Period.Length > 4).Select(key => (key.Area, $"rolled {key.Period}"))).Concat(shown["rolled"].Keys.Where(key => key.Period.Length == 4)).ToHashSet();
        var sums = Sums().Select(sum => new AdditiveEquation(cells.IndexOf(sum.Total), [.. sum.Parts.Select(part => cells.IndexOf(part))])).ToList();
        var hidden = new HiddenEquations(sums, cell => !known.Contains(cells[cell]));
        var small = figures.Where(item => item.Value < 5).Select(item => (item.Key.area, $"{item.Key.month}")).ToList();
        Assert.That(small.Where(known.Contains), Is.Empty);
        Assert.That(small.Where(cell => hidden.Determines(cells.IndexOf(cell))), Is.Empty);
        Assert.That(known, Has.Count.GreaterThan(cells.Count / 3), "and much is shown");
    }

    [Test]
    public void A_window_over_a_hidden_month_is_shown_where_the_months_are_not_published()
    {
        var shown = Shown([("rolled", Rolled)], "persons: injured", ["KU098"], (_, month) => month.ToString() == "2025-06" ? 3 : 20)["rolled"];
        Assert.That(shown.Keys.Where(key => key.Period.Length > 4), Has.Exactly(13).Items, "no difference of two windows is a month");
    }

    [Test]
    public void Windows_over_a_hidden_month_are_hidden_and_no_others()
    {
        var shown = Shown([("injured", Injured), ("rolled", Rolled)], "persons: injured", ["KU098"], (_, month) => month.ToString() == "2025-06" ? 3 : 20 + month.PositionInYear);
        var hidden = Months.Where(month => !shown["injured"].ContainsKey(("KU098", $"{month}"))).Select(month => $"{month}").ToList();
        var windows = Months.Skip(11).Where(month => !shown["rolled"].ContainsKey(("KU098", $"{month}"))).ToList();
        Assert.That(hidden, Does.Contain("2025-06").And.Count.EqualTo(2));
        Assert.That(windows, Is.EqualTo(Months.Skip(17)), "from June to the end of the year; the month that is hidden with it is a later one, which closes no other window");
    }

    [TestCase("change(sum(injured), 1 month)", "2025-06", "2025-07")]
    [TestCase("lag(sum(injured), 2 months)", "2025-08", "2025-08")]
    public void No_value_made_of_a_hidden_month_is_shown(string formula, string first, string last)
    {
        var fields = Injured.Replace("month, year", "month", StringComparison.Ordinal).Replace("sum(injured)", formula, StringComparison.Ordinal);
        var shown = Shown([("derived", fields)], "persons: injured", ["KU098"], (_, month) => month.ToString() == "2025-06" ? 3 : 20)["derived"];
        Assert.That(shown.Keys.Select(key => key.Period), Does.Not.Contain(first).And.Not.Contain(last).And.Contain("2025-05"));
    }

    [Test]
    public void Person_years_of_a_month_are_measured_by_a_twelfth_of_the_limit()
    {
        const string Fields = """
            aggregation: SUM
            unit: {id: person-years, fi: a, sv: b, en: c}
            inputs: {htv: {dataset: accidents, measure: htv}}
            frequencies: [month, year]
            annual: sum
            formula: sum(htv)
            disclosure: {min_group: 10}
            """;
        var shown = Shown([("htv", Fields)], "person-years: htv", ["KU016", "KU098"], (area, _) => area == "KU016" ? 0.9 : 0.8)["htv"];
        Assert.That(shown, Does.ContainKey(("KU016", "2025-03")).And.ContainKey(("KU016", "2025")), "0.9 in a month are eleven persons");
        Assert.That(shown.Keys.Where(key => key.Area == "KU098"), Is.Empty, "0.8 are less than ten: 9.6 in the year");
    }

    private static readonly Period[] Months = [.. Enumerable.Range(0, 24).Select(i => Period.Month(2024, 1).Plus(i))];

    private static string Rolled => Injured.Replace("formula: sum(injured)", "formula: rolling(sum(injured), 12 months)", StringComparison.Ordinal);

    private static IEnumerable<((string Area, string Period) Total, IEnumerable<(string Area, string Period)> Parts)> Sums()
    {
        foreach (var area in Four.Append("network:four"))
        {
            foreach (var (i, month) in Months.Index().Skip(11))
            {
                yield return ((area, $"rolled {month}"), Months[(i - 11)..(i + 1)].Select(part => (area, $"{part}")));
            }

            yield return ((area, "2024"), Months[..12].Select(part => (area, $"{part}")));
            yield return ((area, "2025"), Months[12..].Select(part => (area, $"{part}")));
        }

        foreach (var period in Months.Select(month => $"{month}").Concat(["2024", "2025"]).Concat(Months.Skip(11).Select(month => $"rolled {month}")))
        {
            yield return (("network:four", period), Four.Select(area => (area, period)));
        }
    }

    /// <summary>Indicator → every value that is in its files.</summary>
    private static Dictionary<string, Dictionary<(string Area, string Period), double>> Shown((string Id, string Fields)[] definitions, string measures, string[] areas, Func<string, Period, double> figureOf)
    {
        var set = ProjectDataSets.Set("accidents", "case", Frequency.Monthly, "2026-01-01", [], measures) with { IsPublic = false };
        using var computed = new ComputedCatalog([set], Areas, definitions);
        computed.Load("accidents", 1, [.. areas.SelectMany(area => Months.Select(month => $"{area} {month} {figureOf(area, month).ToString(CultureInfo.InvariantCulture)}"))]);
        return computed.Compute().Publication.Indicators.ToDictionary(indicator => indicator.Id, indicator => ShownValues.Of(computed, indicator));
    }
}
