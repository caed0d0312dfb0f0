using FsCheck;
using FsCheck.Fluent;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Comparison.Decomposition;
using Insight.Indicators.Comparison.Peers;
using Insight.Indicators.Comparison.Targets;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>What must hold for whatever figures there are.</summary>
public sealed class ComparisonPropertyTests
{
    private static readonly Gen<double> Probability = Gen.Choose(0, 1_000_000).Select(n => n / 1e6);
    private static readonly Gen<double> Number = Gen.Choose(-100_000, 100_000).Select(n => n / 100.0);
    private static readonly Gen<double> Positive = Gen.Choose(1, 10_000_000).Select(n => n / 100.0);

    [Test]
    public void Adjusting_never_adds_discoveries_and_keeps_the_order() => Holds(Probability.ListOf(), list =>
    {
        double[] given = [.. list];
        var adjusted = FalseDiscovery.Adjust(given);
        var pairs = given.Zip(adjusted).OrderBy(pair => pair.First).ToList();
        return given.Zip(adjusted).All(pair => pair.Second >= pair.First && pair.Second <= 1)
            && pairs.Zip(pairs.Skip(1)).All(next => next.First.Second <= next.Second.Second);
    });

    [Test]
    public void A_smaller_probability_never_gives_a_weaker_verdict() => Holds(
        Probability.SelectMany(a => Probability.Select(b => (a, b))), pair => ChangeAssessment.Of(Math.Min(pair.a, pair.b)) <= ChangeAssessment.Of(Math.Max(pair.a, pair.b)));

    [Test]
    public void A_larger_step_never_gives_a_weaker_verdict() => Holds(
        Number.ArrayOf(6).SelectMany(points => Positive.SelectMany(a => Positive.Select(b => (points, Small: Math.Min(a, b), Large: Math.Max(a, b))))), item =>
        {
            return VerdictOf(item.points, item.Large) <= VerdictOf(item.points, item.Small);

            static Verdict VerdictOf(double[] points, double step) => ChangeAssessment.Assess(new ChangeQuestion
            {
                Indicator = Figures.Indicator(),
                Area = "A",
                Period = Warehouse.Periods.Period.Year(2016),
                Series = Figures.Years(2010, [.. points.Select(point => (double?)point), points[^1] + step]),
            }).Verdict;
        });

    [Test]
    public void Peers_may_come_in_any_order() => Holds(
        Gen.Choose(0, 20).ListOf().SelectMany(values => Gen.Shuffle(Enumerable.Range(0, values.Count + 1).ToArray()).Select(order => (values, order))), item =>
        {
            var figures = item.values.Prepend(7).Select((value, i) => ($"A{i:000}", (double?)(value % 9 == 0 ? null : value))).ToArray();
            var question = PeerTests.Question(Direction.Lower, figures);
            var shuffled = question with
            {
                Peers = question.Peers with { Areas = [.. item.order.Where(i => i > 0).Select(i => figures[i].Item1)] },
                Figures = [.. item.order.Select(i => question.Figures.FirstOrDefault(figure => figure.Area == figures[i].Item1)).OfType<PeerFigure>()],
            };
            var (one, other) = (PeerComparison.Of(question), PeerComparison.Of(shuffled));
            return one.Members.SequenceEqual(other.Members) && one.Place == other.Place && one.Quartiles == other.Quartiles
                && one.Better + one.Worse + one.Same + 1 == one.Compared
                && one.Members.Count(member => member.Value is null) == figures.Length - one.Compared;
        });

    [Test]
    public void Contributions_add_up_to_the_change() => Holds(
        Positive.ArrayOf(4).ListOf().Where(list => list.Count > 0), list =>
        {
            var members = list.Select((n, i) => ($"A{i}", Figures.Ratio(2020, n[0], n[1]), Figures.Ratio(2021, n[2], n[3]))).ToArray();
            var answer = ChangeDecomposition.Of(ContributionTests.Network(members));
            var scale = Math.Max(Math.Abs(answer.From.Value!.Value), Math.Abs(answer.To.Value!.Value));
            return answer.Reason is null
                && Math.Abs(answer.Members.Sum(member => member.Total) - answer.Change!.Value) <= 1e-9 * scale
                && Math.Abs(answer.FromNumerator!.Value + answer.FromDenominator!.Value - answer.Change.Value) <= 1e-9 * scale;
        });

    [Test]
    public void Intervals_hold_their_value() => Holds(
        Gen.Choose(0, 100).SelectMany(share => Gen.Choose(1, 500).SelectMany(n => Gen.Choose(0, 500).Select(more => (share, n, more)))), item =>
        {
            var wilson = SampleMargins.Wilson(item.share / 100.0, item.n, item.n + item.more);
            var endless = SampleMargins.Wilson(item.share / 100.0, item.n);
            return wilson.Contains(item.share / 100.0) && wilson.Low >= 0 && wilson.High <= 1
                && wilson.High - wilson.Low <= endless.High - endless.Low + 1e-12
                && PoissonCounts.Byar(item.n).Contains(item.n) && PoissonCounts.Byar(0).Contains(0);
        });

    [Test]
    public void The_exact_test_is_symmetric_and_a_probability() => Holds(
        Gen.Choose(0, 300).SelectMany(a => Gen.Choose(0, 300).SelectMany(b => Gen.Choose(1, 50).SelectMany(e => Gen.Choose(1, 50).Select(f => (a, b, e, f))))), item =>
        {
            var one = PoissonCounts.ExactConditional(item.a, item.e, item.b, item.f);
            return one is >= 0 and <= 1 && Math.Abs(one - PoissonCounts.ExactConditional(item.b, item.f, item.a, item.e)) < 1e-6;
        });

    [Test]
    public void The_slope_lies_in_its_interval_and_a_named_year_lies_ahead() => Holds(
        Number.ListOf().Where(list => list.Count is >= 5 and <= 30), list =>
        {
            var series = Figures.Years(2000, [.. list.Select(value => (double?)value)]);
            var target = new Target("t", "A", "test", 1, new(2000, 2000, "v"), 2050, -2000, TargetPath.Linear, [], "§", true, new Dictionary<string, string>());
            var progress = TargetAssessment.Of(Figures.Indicator(), target, series, null, []);
            var trend = progress.Trend!;
            return trend.Interval.Contains(trend.PerYear)
                && (progress.ReachedYear is null || (!trend.Interval.Contains(0) && progress.ReachedYear >= progress.Now!.Period.CalendarYear
                    && progress.ReachedYear - progress.Now.Period.CalendarYear <= 2 * (list.Count - 1)));
        });

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true), Prop.ForAll(gen.ToArbitrary(), property));
}
