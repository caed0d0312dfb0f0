using Insight.Indicators.Breaks;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Breaks;

/// <summary>What lies before the last break of an area is not compared with what lies after it.</summary>
public sealed class ComparableSpanTests
{
    private static readonly IReadOnlyList<SeriesBreak> Breaks =
    [
        Break("2017-01-01", "KU016", "KU098", "KU560"),
        Break("2023-01-01", "KU111"),
    ];

    [TestCase("KU016", 2017)]
    [TestCase("KU111", 2023)]
    [TestCase("KU398", 2010)]
    public void Begins_at_the_last_break_of_the_municipality(string area, int first) =>
        Assert.That(Span(Breaks, [area]), Is.EqualTo(Enumerable.Range(first, 2025 - first + 1)));

    [Test]
    public void A_network_has_the_breaks_of_its_members()
    {
        var directory = AreaDirectory.BuiltIn.With(
            [new Area("network:two", AreaLevel.Network, "two", new Dictionary<string, string> { ["fi"] = "Kaksi" }, null, null)],
            [new("KU016", "network:two", DateOnly.MinValue, null), new("KU111", "network:two", DateOnly.MinValue, null)]);
        var areas = ComparableSpan.AreasOf(directory, "network:two", new(2026, 1, 1));
        Assert.That(Span(Breaks, areas)[0], Is.EqualTo(2023));
        Assert.That(ComparableSpan.Concerning(Breaks, areas), Has.Count.EqualTo(2));
    }

    [Test]
    public void A_break_within_a_year_leaves_that_year_to_neither_side()
    {
        var breaks = new[] { Break("2022-04-01") };
        Assert.That(Span(breaks, ["KU016"]), Is.EqualTo(new[] { 2023, 2024, 2025 }));
        var months = Enumerable.Range(1, 12).Select(m => Period.Month(2022, m)).ToList();
        Assert.That(ComparableSpan.Of(months, m => m, breaks, ["KU016"])[0], Is.EqualTo(Period.Month(2022, 4)));
    }

    [Test]
    public void A_last_period_that_holds_the_break_stands_alone() =>
        Assert.That(Span([Break("2025-06-01")], ["KU016"]), Is.EqualTo(new[] { 2025 }));

    [Test]
    public void A_break_to_come_does_not_cut_what_was() => Assert.That(Span([Break("2026-01-01")], ["KU016"]), Has.Count.EqualTo(16));

    [TestCase(2016, 2017, true)]
    [TestCase(2017, 2018, false)]
    [TestCase(2015, 2018, true)]
    public void Tells_whether_a_break_lies_between_two_periods(int earlier, int later, bool broken) =>
        Assert.That(ComparableSpan.IsBroken(Breaks, ["KU016"], Period.Year(earlier), Period.Year(later)), Is.EqualTo(broken));

    private static IReadOnlyList<int> Span(IEnumerable<SeriesBreak> breaks, IReadOnlyCollection<string> areas) =>
        [.. ComparableSpan.Of([.. Enumerable.Range(2010, 16).Select(Period.Year)], year => year, breaks, areas).Select(year => year.CalendarYear)];

    private static SeriesBreak Break(string from, params string[] areas) =>
        new(DateOnly.ParseExact(from, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), areas, new Dictionary<string, string>());
}
