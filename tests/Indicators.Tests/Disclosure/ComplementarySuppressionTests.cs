using FsCheck;
using FsCheck.Fluent;
using Insight.Indicators.Disclosure;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Tests.Disclosure;

/// <summary>What is hidden stays hidden: from whoever adds, subtracts and compares what is shown.</summary>
public sealed class ComplementarySuppressionTests
{
    private static readonly double[] Accidents = [3, 14, 11, 9];

    [Test]
    public void With_one_small_municipality_the_next_smallest_goes_too()
    {
        var hidden = Hide(Accidents, [[0, 1, 2, 3]]);
        Assert.That(hidden.Keys.Order(), Is.EqualTo(new[] { 0, 3 }), "Asikkala 3 and with it Orimattila 9; Heinola 14, Hollola 11 and the total 37 stay");
        Assert.That((hidden[0].Code, hidden[3].Code), Is.EqualTo(("suppressed", "suppressed-secondary")));
        Assert.That((hidden[0].ObsStatus, hidden[0].ConfStatus, hidden[3].ConfStatus), Is.EqualTo(('Q', 'A', 'D')));
    }

    [Test]
    public void A_network_without_the_small_municipality_is_refused_because_the_difference_would_be_it()
    {
        var hidden = Hide(Accidents, [[0, 1, 2, 3], [1, 2, 3]]);
        Assert.That(hidden, Does.ContainKey(5), "37 − 34 = 3");
        Assert.That(hidden, Does.Not.ContainKey(4), "the total of all stays");
    }

    [Test]
    public void A_region_around_the_network_hides_nothing_more()
    {
        var hidden = Hide([.. Accidents, 50, 70], [[0, 1, 2, 3], [0, 1, 2, 3, 4, 5]]);
        Assert.That(hidden.Keys.Order(), Is.EqualTo(new[] { 0, 3 }));
    }

    [Test]
    public void Two_small_cells_whose_sum_bounds_them_closely_need_a_third()
    {
        var hidden = Hide([1, 1, 20, 30], [[0, 1, 2, 3]]);
        Assert.That(hidden.Keys, Is.SupersetOf(new[] { 0, 1, 2 }), "1 + 1 = 2 would tell both nearly");
    }

    [Test]
    public void Nothing_is_hidden_where_nothing_is_small() => Assert.That(Hide([30, 40, 50], [[0, 1, 2]]), Is.Empty);

    [Test]
    public void A_total_is_hidden_only_where_nothing_else_protects()
    {
        // Two sectors of two municipalities: cells 0, 1 | 2, 3, the municipalities' totals 4, 5, the sectors' 6, 7, all together 8.
        double[] figures = [3, 40, 50, 60, 43, 110, 53, 100, 153];
        int[] ranks = [0, 0, 0, 0, 4, 4, 2, 2, 6];
        AdditiveEquation[] sums = [new(4, [0, 1]), new(5, [2, 3]), new(6, [0, 2]), new(7, [1, 3]), new(8, [4, 5]), new(8, [6, 7])];
        var hidden = ComplementarySuppression.Of(new AdditiveTable([.. figures.Select((figure, i) => new ProtectedCell(i, figure, ranks[i]))], sums, new Dictionary<int, ObservationStatus> { [0] = ObservationStatus.Suppressed }));
        Assert.That(hidden.Keys.Order(), Is.EqualTo(new[] { 0, 1, 2, 3 }));
    }

    /// <summary>Two sectors of two municipalities of which the source withholds one cell: no single sum tells it, all together do unless a fourth cell goes.</summary>
    [Test]
    public void What_the_source_withholds_must_not_be_told_either_by_one_sum_or_by_several()
    {
        AdditiveEquation[] sums = [new(4, [0, 1]), new(5, [2, 3]), new(6, [0, 2]), new(7, [1, 3])];
        var table = new AdditiveTable([.. new double[] { 0, 40, 50, 60, 43, 110, 53, 100 }.Select((figure, i) => new ProtectedCell(i, figure, i < 4 ? 0 : 4))], sums, new Dictionary<int, ObservationStatus>());
        var hidden = ComplementarySuppression.Of(table with { Withheld = new Dictionary<int, ObservationStatus> { [0] = ObservationStatus.Suppressed } });
        Assert.That(hidden.Keys.Order(), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void A_window_over_a_hidden_period_is_hidden_and_the_month_goes_that_closes_fewest_windows()
    {
        // Six months and their sum; windows of two months. The second month is small.
        double[] figures = [20, 2, 30, 40, 50, 60, 202, 22, 32, 70, 90, 110];
        var windows = Enumerable.Range(0, 5).Select(i => new ProtectedWindow(7 + i, [i, i + 1])).ToList();
        var table = new AdditiveTable([.. figures.Select((figure, i) => new ProtectedCell(i, figure, i == 6 ? 1 : 0))], [new(6, [0, 1, 2, 3, 4, 5])], new Dictionary<int, ObservationStatus> { [1] = ObservationStatus.Suppressed }) { Windows = windows };
        Assert.That(ComplementarySuppression.Of(table).Keys.Order(), Is.EqualTo(new[] { 0, 1, 7, 8 }), "the first month closes no window that the second has not closed already");
    }

    /// <summary>Random networks over random figures: nobody can compute or closely bound a primary cell from what is shown.</summary>
    [Test]
    public void No_primary_cell_can_be_told_from_the_shown_ones() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(1, 30).Select(n => (double)n), 6).SelectMany(figures => Gen.ListOf(Gen.Choose(1, 63)).Select(masks => (figures, masks: masks.Take(4).ToList()))).ToArbitrary(),
        sample =>
        {
            var networks = sample.masks.Distinct().Select(mask => Enumerable.Range(0, 6).Where(i => (mask & (1 << i)) != 0).ToArray()).Where(parts => parts.Length > 1).ToList();
            var (cells, equations) = Table(sample.figures, networks);
            var hidden = Hide(sample.figures, networks);
            var known = new HiddenEquations(equations, hidden.ContainsKey);
            return Enumerable.Range(0, 6).Where(i => sample.figures[i] < 5 && networks.Exists(n => n.Contains(i)))
                .All(i => hidden.ContainsKey(i) && !known.Determines(i) && equations.Where(e => e.Parts.Contains(i) && !hidden.ContainsKey(e.Total)).All(e => e.Parts.Where(hidden.ContainsKey).Sum(part => cells[part].Figure) >= 3));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static IReadOnlyDictionary<int, ObservationStatus> Hide(double[] figures, IReadOnlyList<int[]> networks)
    {
        var (cells, equations) = Table(figures, networks);
        var limits = new DisclosureLimits(5, 0, 0);
        return ComplementarySuppression.Of(new AdditiveTable(cells, equations, cells.Where(cell => limits.IsTooLittle(cell.Figure)).ToDictionary(cell => cell.Id, _ => ObservationStatus.Suppressed)));
    }

    /// <summary>Cells 0 … n−1 are municipalities, those after them the totals of the networks.</summary>
    private static (List<ProtectedCell> Cells, List<AdditiveEquation> Equations) Table(double[] figures, IReadOnlyList<int[]> networks) =>
        ([.. figures.Select((figure, i) => new ProtectedCell(i, figure, 0)), .. networks.Select((parts, n) => new ProtectedCell(figures.Length + n, parts.Sum(i => figures[i]), 2))],
            [.. networks.Select((parts, n) => new AdditiveEquation(figures.Length + n, parts))]);
}
