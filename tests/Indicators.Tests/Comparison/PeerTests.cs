using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Peers;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>What is answered to "compared with whom?".</summary>
public sealed class PeerTests
{
    [Test]
    public void The_position_is_a_count_among_those_that_have_a_value()
    {
        var position = PeerComparison.Of(Question(Direction.Lower, ("A", 9), ("B", 7), ("C", 12), ("D", null), ("E", 9)));
        Assert.That(position.Place, Is.EqualTo(2));
        Assert.That(position.Compared, Is.EqualTo(4));
        Assert.That((position.Better, position.Worse, position.Same), Is.EqualTo(((int?)1, (int?)1, (int?)1)));
        Assert.That(position.Members.Select(member => member.Area), Is.EqualTo(new[] { "B", "A", "E", "C", "D" }));
        Assert.That(position.Members[^1].Status, Is.EqualTo("unknown"));
        Assert.That(position.Caveats, Does.Contain(ComparisonCaveats.MembersMissing));
    }

    [TestCase(Direction.Higher, 3)]
    [TestCase(Direction.Neutral, 3)]
    [TestCase(Direction.Lower, 2)]
    public void The_direction_decides_what_is_better(Direction direction, int place) =>
        Assert.That(PeerComparison.Of(Question(direction, ("A", 5), ("B", 4), ("C", 6), ("D", 7))).Place, Is.EqualTo(place));

    [Test]
    public void Quartiles_are_those_of_R()
    {
        var quartiles = Statistics.QuartilesOf(Enumerable.Range(1, 10).Select(i => (double)i))!;
        Assert.That(quartiles, Is.EqualTo(new Quartiles(1, 3.25, 5.5, 7.75, 10)), "quantile(1:10)");
        Assert.That(Statistics.QuartilesOf([1, 2]), Is.Null);
    }

    [Test]
    public void A_rank_is_given_only_where_intervals_differ()
    {
        var apart = PeerComparison.Of(Question(Direction.Lower, ("A", 5), ("B", 1), ("C", 9)) with { Figures = [With("A", 5, 1), With("B", 1, 1), With("C", 9, 1)] });
        Assert.That(apart.Rank, Is.EqualTo(2));
        var close = PeerComparison.Of(Question(Direction.Lower, ("A", 5), ("B", 1), ("C", 9)) with { Figures = [With("A", 5, 3), With("B", 1, 3), With("C", 9, 0.5)] });
        Assert.That((close.Rank, close.RankBest, close.RankWorst), Is.EqualTo(((int?)null, (int?)1, (int?)2)));
        Assert.That(close.Caveats, Does.Contain(ComparisonCaveats.NoRank));
        var without = PeerComparison.Of(Question(Direction.Lower, ("A", 5), ("B", 1)));
        Assert.That((without.Rank, without.RankBest), Is.EqualTo(((int?)null, (int?)null)));
    }

    [Test]
    public void Both_means_stand_side_by_side()
    {
        var question = Question(Direction.Lower, ("A", null), ("B", null)) with
        {
            Indicator = Figures.Indicator(multiplier: 1),
            Figures = [new("A", Figures.Ratio(2020, 3000, 200), null, null), new("B", Figures.Ratio(2020, 9000, 450), null, null)],
        };
        var position = PeerComparison.Of(question);
        Assert.That(position.UnweightedMean, Is.EqualTo(17.5));
        Assert.That(position.WeightedMean, Is.EqualTo(18.46).Within(0.005));
        Assert.That(PeerComparison.Of(Question(Direction.Lower, ("A", 1), ("B", 2))).WeightedMean, Is.Null, "sums have none");
    }

    [Test]
    public void Who_may_not_be_compared_is_left_out_and_said()
    {
        var question = Question(Direction.Lower, ("A", 5), ("B", 1));
        var position = PeerComparison.Of(question with { Figures = [question.Figures[0], question.Figures[1] with { Left = ComparisonCaveats.DefinitionDiffers }] });
        Assert.That(position.Compared, Is.EqualTo(1));
        Assert.That(position.Members[^1], Has.Property("Value").Null.And.Property("Left").EqualTo(ComparisonCaveats.DefinitionDiffers));
        Assert.That(position.Caveats, Does.Contain(ComparisonCaveats.DefinitionDiffers));
    }

    [Test]
    public void An_area_without_a_value_has_no_place_but_sees_the_others()
    {
        var position = PeerComparison.Of(Question(Direction.Lower, ("A", null), ("B", 1), ("C", 2), ("D", 3)));
        Assert.That(position.Place, Is.Null);
        Assert.That(position.Quartiles!.Median, Is.EqualTo(2));
    }

    [Test]
    public void Neighbours_are_the_most_alike_by_standardised_features()
    {
        var population = Feature("population", 1, true, ("A", 20_000), ("B", 21_000), ("C", 19_000), ("D", 200_000), ("E", 2_000));
        var rate = Feature("rate", 1, false, ("A", 10), ("B", 18), ("C", 10.5), ("D", 10));
        var nearest = NearestNeighbours.Of("A", [population, rate], 2);
        Assert.That(nearest.Select(pair => pair.Area), Is.EqualTo(new[] { "C", "D" }), "B has another rate; E lacks one");
        Assert.That(NearestNeighbours.Of("A", [population], 1)[0].Area, Is.EqualTo("B"));
        Assert.That(NearestNeighbours.Of("E", [population, rate], 9).Select(pair => pair.Area), Is.EqualTo(new[] { "C", "A", "B", "D" }), "E lacks the rate: it takes no part");
        Assert.That(NearestNeighbours.Of("X", [population], 3), Is.Empty);
    }

    [Test]
    public void Who_could_not_be_a_neighbour_is_named_with_what_it_lacks()
    {
        var population = Feature("population", 1, true, ("A", 20_000), ("B", 21_000), ("C", 19_000));
        var rate = Feature("rate", 1, false, ("A", 10), ("B", 18));
        var choice = NearestNeighbours.Choice("A", [population, rate], ["A", "B", "C", "D"]);
        Assert.That((choice.Candidates, choice.Of), Is.EqualTo((1, 3)));
        Assert.That(choice.Lacking.Select(pair => $"{pair.Key}: {string.Join(", ", pair.Value)}"), Is.EqualTo(new[] { "C: rate", "D: population, rate" }));
    }

    [Test]
    public void Fewer_neighbours_than_asked_for_are_said()
    {
        var question = Question(Direction.Lower, ("A", 1), ("B", 2));
        Assert.That(PeerComparison.Of(question with { Peers = question.Peers with { Asked = 10 } }).Caveats, Does.Contain(ComparisonCaveats.FewerNeighbours));
        Assert.That(PeerComparison.Of(question with { Peers = question.Peers with { Asked = 1 } }).Caveats, Does.Not.Contain(ComparisonCaveats.FewerNeighbours));
    }

    [Test]
    public void Between_areas_a_total_is_ordered_by_size_and_not_judged()
    {
        var question = Question(Direction.Lower, ("A", 5), ("B", 4), ("C", 6), ("D", 7));
        var position = PeerComparison.Of(question with { Indicator = question.Indicator with { IsTotal = true } });
        Assert.That(position.Place, Is.EqualTo(3), "from the highest");
        Assert.That(position.Indicator.BetweenAreas, Is.EqualTo(Direction.Neutral));
        Assert.That(position.Indicator.IsBetter(-1), Is.True, "in its own series fewer unemployed are better");
    }

    [TestCase(8_014, 5_000)]
    [TestCase(18_131, 10_000)]
    [TestCase(22_943, 20_000)]
    [TestCase(5_000, 5_000)]
    [TestCase(4_999, 2_000)]
    [TestCase(650_000, 100_000)]
    public void Municipalities_have_a_size_class(double population, int from)
    {
        Assert.That(SizeClass.Of(population).From, Is.EqualTo(from));
        Assert.That(SizeClass.All.Count(size => size.Contains(population)), Is.EqualTo(1));
    }

    [TestCase("2016-12-31", false)]
    [TestCase("2018-12-31", true)]
    [TestCase("2022-12-31", true)]
    [TestCase("2023-12-31", false)]
    public void Areas_that_a_reform_reached_at_different_times_are_kept_apart_in_between(string day, bool differ)
    {
        DateOnly[] asikkala = [new(2017, 1, 1)];
        DateOnly[] heinola = [new(2023, 1, 1)];
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(ReformSides.Differ(asikkala, heinola, on), Is.EqualTo(differ));
        Assert.That(ReformSides.Differ(heinola, asikkala, on), Is.EqualTo(differ));
        Assert.That(ReformSides.Differ(asikkala, asikkala, on), Is.False);
        Assert.That(ReformSides.Differ(asikkala, [], on), Is.False, "nothing is ahead of the other");
    }

    internal static PeerQuestion Question(Direction direction, params (string Area, double? Value)[] figures) => new()
    {
        Indicator = Figures.Indicator(direction: direction),
        Area = figures[0].Area,
        Period = Period.Year(2020),
        Peers = new(PeerSetKind.Chosen, "chosen", null, [.. figures.Skip(1).Select(figure => figure.Area)], []),
        Figures = [.. figures.Where(figure => figure.Value is not null).Select(figure => new PeerFigure(figure.Area, Figures.Years(2020, figure.Value)[0], null, null))],
    };

    private static PeerFigure With(string area, double value, double half) =>
        new(area, Figures.Years(2020, value)[0], new(value - half, value + half), null);

    private static FeatureValues Feature(string indicator, double weight, bool isLogarithm, params (string Area, double Value)[] values) =>
        FeatureValues.Of(indicator, weight, isLogarithm, values.ToDictionary(pair => pair.Area, pair => pair.Value));
}
