using Insight.Warehouse;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;

namespace Journey.Tests.Disclosure;

/// <summary>
/// An attacker with all files of the bundled catalogue: adds and subtracts totals of breakdowns, the network and its members, months, quarters, years and
/// twelve-month windows of everything that any indicator shows, and must not be able to compute anything that is too small or withheld.
/// </summary>
[TestFixture]
internal sealed class DisclosureAttackTests
{
    /// <summary>The member that stands in no total.</summary>
    public const string Apart = "transfer-of-undertaking";

    private const string Network = "network:paijat-hame-4";

    private static readonly string[] Members = ["KU016", "KU098", "KU111", "KU560"];

    /// <summary>Sectors that came or left: the others are the same people in today's tasks and in those of the time.</summary>
    private static readonly string[] Moved = ["social-and-health", "employment-services"];

    private static readonly Lazy<PublishedFigures> Read = new(() => PublishedFigures.Of(new DataFolder(FilledFolder.Path).Lake));

    private static readonly Lazy<IReadOnlyList<(PublishedFigure Total, List<PublishedFigure> Parts)>> Sums = new(() =>
    {
        using var connection = new DuckDBConnection($"Data Source={new DataFolder(FilledFolder.Path).WarehouseFile}");
        connection.Open();
        var stored = StoredFigures.Of(connection, Figures.Keys.Select(figure => figure.Amount).Distinct(), Members);
        return [.. OverBreakdowns().Concat(OverScope()).Concat(OverAreas()).Concat(OverTime()).Concat(OverWindows()).Where(sum => stored.MayAdd(sum.Total, sum.Parts))];
    });

    private static IReadOnlyDictionary<PublishedFigure, bool> Figures => Read.Value.All;

    [Test]
    public void Nothing_that_is_too_small_or_withheld_can_be_computed_from_what_is_shown()
    {
        var told = Attack(figure => Figures.GetValueOrDefault(figure));
        TestContext.Out.WriteLine(string.Join('\n', Read.Value.Rows.Where(pair => pair.Value.Hidden > 0).Select(pair => $"{pair.Key}: {pair.Value.Shown} rows shown, {pair.Value.Hidden} suppressed")));
        Assert.That(Read.Value.Primary, Has.Count.GreaterThan(1000));
        Assert.That(told.Where(Read.Value.Primary.Contains), Is.Empty);
    }

    [Test]
    public void The_attacker_computes_what_is_too_small_as_soon_as_what_hides_it_is_shown()
    {
        var told = Attack(figure => Figures.GetValueOrDefault(figure) || (Figures.ContainsKey(figure) && !Read.Value.Primary.Contains(figure)));
        Assert.That(told.Where(Read.Value.Primary.Contains).Count(), Is.GreaterThan(100));
    }

    [TestCase("staff-monthly.htv2")]
    [TestCase("staff-monthly.sickness_days")]
    public void Totals_of_the_staff_of_a_municipality_with_its_tasks_of_today_are_always_shown(string amount)
    {
        var totals = Figures.Where(pair => pair.Key is { Months: 0, Members: "" } && pair.Key.Amount == amount && Members.Contains(pair.Key.Area)).ToList();
        Assert.That(totals, Has.Count.GreaterThan(500));
        Assert.That(totals.Where(pair => !pair.Value).Select(pair => pair.Key), Is.Empty);
    }

    private static IReadOnlyList<PublishedFigure> Attack(Func<PublishedFigure, bool> isKnown)
    {
        var attack = new LinearAttack<PublishedFigure>(isKnown);
        foreach (var (total, parts) in Sums.Value)
        {
            attack.Learn(total, parts);
        }

        return attack.Computed();
    }

    private static IEnumerable<(PublishedFigure Total, List<PublishedFigure> Parts)> OverBreakdowns() =>
        from figure in Figures.Keys
        from item in figure.ByBreakdown
        where item.Breakdown != "scope" && item.Member != Apart
        let total = figure.Without(item.Breakdown)
        where Figures.ContainsKey(total)
        group figure by (Total: total, item.Breakdown) into parts
        select (parts.Key.Total, parts.ToList());

    private static IEnumerable<(PublishedFigure Total, List<PublishedFigure> Parts)> OverScope() =>
        from figure in Figures.Keys
        where figure.ByBreakdown.Contains(("scope", "as-was")) && figure.ByBreakdown.Any(item => item.Breakdown == "sector" && !Moved.Contains(item.Member))
        where Figures.ContainsKey(figure.Without("scope"))
        select (figure, new List<PublishedFigure> { figure.Without("scope") });

    private static IEnumerable<(PublishedFigure Total, List<PublishedFigure> Parts)> OverAreas() =>
        from total in Figures.Keys
        where total.Area == Network
        select (total, Members.Select(area => total with { Area = area }).ToList()) into sum
        where sum.Item2.TrueForAll(Figures.ContainsKey)
        select sum;

    private static IEnumerable<(PublishedFigure Total, List<PublishedFigure> Parts)> OverTime() =>
        from figure in Figures.Keys
        where figure is { Months: 0, Period.Frequency: not Frequency.Annual }
        let total = figure with { Period = figure.Period.ToYear() }
        where Figures.ContainsKey(total)
        group figure by (total, figure.Period.Frequency) into parts
        select (parts.Key.total, parts.ToList());

    /// <summary>Months that no indicator shows alone are unknown, and may stand in several windows.</summary>
    private static IEnumerable<(PublishedFigure Total, List<PublishedFigure> Parts)> OverWindows() =>
        from total in Figures.Keys
        where total.Months > 0
        let months = Enumerable.Range(0, total.Months).Select(back => total with { Months = 0, Period = total.Period.Plus(-back) }).ToList()
        let year = total with { Months = 0, Period = total.Period.ToYear() }
        from sum in new[] { (total, months), (year, new List<PublishedFigure> { total }) }
        where sum.Item1 == total || (total.Period.PositionInYear == 12 && Figures.ContainsKey(year))
        select sum;
}
