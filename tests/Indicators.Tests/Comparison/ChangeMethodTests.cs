using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Comparison.Peers;
using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>The worked numbers of the methods, and those of R and of the literature.</summary>
public sealed class ChangeMethodTests
{
    [TestCase(12, 6.19, 20.96)]
    [TestCase(5, 1.61, 11.67)]
    [TestCase(0, 0, 3.67)]
    public void The_interval_of_a_count_is_Byars(double count, double low, double high) => AssertNear(PoissonCounts.Byar(count), low, high, 0.005);

    [TestCase(12, 1, 8, 1, 0.50, 0.005)]
    [TestCase(26, 1, 12, 1, 0.034, 0.0005)]
    [TestCase(11, 800, 21, 3011, 0.07967, 0.000005, Description = "R: poisson.test(c(11, 6+8+7), c(800, 1083+1050+878))")]
    [TestCase(0, 1, 0, 1, 1, 0)]
    [TestCase(3, 1, 2, 1, 1, 0)]
    [TestCase(0, 1, 6, 1, 0.03125, 1e-9)]
    [TestCase(0, 1, 6, 5, 0.598122, 0.0000005, Description = "R: binom.test(0, 6, 1/6): all but one success")]
    public void Two_counts_are_compared_exactly(double first, double firstExposure, double second, double secondExposure, double expected, double tolerance) =>
        Assert.That(PoissonCounts.ExactConditional(first, firstExposure, second, secondExposure), Is.EqualTo(expected).Within(tolerance));

    [Test]
    public void Large_counts_are_compared_without_overflow()
    {
        Assert.That(PoissonCounts.ExactConditional(1_000_000, 1, 1_000_000, 1), Is.EqualTo(1));
        Assert.That(PoissonCounts.ExactConditional(1_002_000, 1, 1_000_000, 1), Is.EqualTo(0.157).Within(0.001), "near the normal approximation");
        Assert.That(PoissonCounts.ExactConditional(2_000_000, 1, 1_000_000, 1), Is.EqualTo(0).Within(1e-300));
    }

    [Test]
    public void The_margin_of_a_share_takes_into_account_that_the_population_is_small()
    {
        Assert.That(100 * SampleMargins.OfShare(0.5, 60), Is.EqualTo(12.7).Within(0.05));
        Assert.That(SampleMargins.FinitePopulation(60, 120), Is.EqualTo(0.710).Within(0.0005));
        Assert.That(100 * SampleMargins.OfShare(0.5, 60, 120), Is.EqualTo(8.98).Within(0.005));
        Assert.That(SampleMargins.Needed(0.05, 120), Is.EqualTo(92));
        Assert.That(SampleMargins.Needed(0.05), Is.EqualTo(385));
        Assert.That(SampleMargins.OfMean(1, 60, 120), Is.EqualTo(0.18).Within(0.005));
    }

    [TestCase(30, 60, 0.377, 0.623)]
    [TestCase(3, 20, 0.052, 0.360)]
    [TestCase(0, 10, 0, 0.278)]
    public void The_interval_of_a_share_is_Wilsons(double yes, double of, double low, double high) =>
        AssertNear(SampleMargins.Wilson(yes / of, of), low, high, 0.0005);

    [Test]
    public void A_census_has_no_interval() => Assert.That(SampleMargins.Wilson(0.3, 40, 40), Is.EqualTo(new Interval(0.3, 0.3)));

    [Test]
    public void Two_shares_are_compared_as_R_does() => Assert.That(
        SampleMargins.Difference(new(0.5, 60, null), new(20 / 60.0, 60, null)), Is.EqualTo(0.06408).Within(0.000005), "prop.test(c(30, 20), c(60, 60), correct = FALSE)");

    [Test]
    public void The_margin_of_a_mean_takes_into_account_that_the_population_is_small()
    {
        // n = 60 of 120 with s = 1: ±0.18; squares of such answers around 3.5 are 59·1² + 60·3.5².
        var mean = SampleMean.Of(3.5, 59 + (60 * 3.5 * 3.5), 60, 120);
        Assert.That(mean.Deviation, Is.EqualTo(1).Within(1e-12));
        AssertNear(mean.Interval, 3.32, 3.68, 0.005);
        Assert.That(SampleMean.Of(3.5, 59 + (60 * 3.5 * 3.5), 60, null).Interval.High - 3.5, Is.EqualTo(0.258).Within(0.0005), "without the correction");
    }

    [TestCase(3.5, 3.8, null, 0.103, Description = "t.test of two samples of 60 with s = 1: t = 1.643, df = 118")]
    [TestCase(3.5, 3.8, 120.0, 0.0223, Description = "half of all were asked: t = 2.314")]
    [TestCase(3.5, 3.5, 120.0, 1)]
    public void Two_means_are_compared_each_with_its_correction(double before, double now, double? population, double probability) => Assert.That(
        SampleMean.Difference(new(now, 1, 60, population), new(before, 1, 60, population)), Is.EqualTo(probability).Within(0.0005));

    [Test]
    public void The_change_of_a_mean_of_scores_is_judged_by_the_spread_of_the_answers()
    {
        var indicator = new IndicatorTraits("score", 1, Direction.Higher, new Variation(VariationKind.Sample, "x", "y") { Squares = "z" }, 1, 2, false);
        ChangeQuestion Question(double? squares) => new()
        {
            Indicator = indicator, Area = "KU016", Period = Period.Year(2024), Series = Figures.Years(2023, 3.5, 3.9),
            SampleSize = period => new(60, 120) { Squares = squares + (60 * (period == Period.Year(2024) ? 3.9 * 3.9 : 3.5 * 3.5)) },
        };
        var verdict = ChangeAssessment.Assess(Question(59));
        Assert.That((verdict.Test, verdict.Verdict, verdict.IsBetter), Is.EqualTo((ChangeTest.TwoMeans, Verdict.Clear, (bool?)true)));
        Assert.That(verdict.NowInterval!.High - 3.9, Is.EqualTo(0.18).Within(0.005));
        Assert.That(ChangeAssessment.Assess(Question(null)).Reason, Is.EqualTo(ChangeReasons.NoSpread), "the source gives no squares");
    }

    [Test]
    public void Limits_of_usual_variation_do_not_pass_the_bounds_of_the_figure_and_say_so()
    {
        var question = new ChangeQuestion { Indicator = Figures.Indicator(isPercent: true) with { Bounds = new(0, 100) }, Area = "A", Period = Period.Year(2020), Series = Figures.Years(2014, 1, 9, 1, 8, 1, 9, 2) };
        var verdict = ChangeAssessment.Assess(question);
        Assert.That((verdict.Usual!.Limits.Low, verdict.Usual.Limits.IsCut), Is.EqualTo((0.0, true)));
        Assert.That(verdict.Caveats, Does.Contain(ComparisonCaveats.CutAtBound));
        Assert.That(Statistics.IntervalOf(question.Indicator, question.Series[^1], question.Series, null), Has.Property("Low").EqualTo(0));
        Assert.That(Statistics.IntervalOf(question.Indicator, Figures.Years(2020, 99.0)[0], question.Series, null), Has.Property("High").EqualTo(100));
    }

    [Test]
    public void Usual_variation_follows_from_moving_ranges()
    {
        var usual = MovingRange.Of(Figures.Years(2015, 15.1, 14.8, 15.4, 14.9, 15.2))!;
        Assert.That(usual.Mean, Is.EqualTo(15.08).Within(1e-9));
        Assert.That(usual.MovingRange, Is.EqualTo(0.425).Within(1e-9));
        AssertNear(usual.Limits, 13.95, 16.21, 0.005);
        Assert.That(MovingRange.Of(Figures.Years(2015, 15.1, 14.8, 15.4, 14.9)), Is.Null, "five points are needed");
    }

    [Test]
    public void The_false_discovery_rate_is_that_of_Benjamini_and_Hochberg()
    {
        double[] paper = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0];
        Assert.That(FalseDiscovery.Adjust(paper).Count(q => q <= 0.05), Is.EqualTo(4), "the paper's example finds four");
        Assert.That(FalseDiscovery.Adjust([0.04, 0.01, 0.03, 0.02, 0.05]), Is.All.EqualTo(0.05).Within(1e-12), "p.adjust(…, \"BH\")");
        Assert.That(FalseDiscovery.Adjust([0.20, 0.01]), Is.EqualTo(new[] { 0.20, 0.02 }).Within(1e-12));
    }

    private static void AssertNear(Interval interval, double low, double high, double tolerance)
    {
        Assert.That(interval.Low, Is.EqualTo(low).Within(tolerance));
        Assert.That(interval.High, Is.EqualTo(high).Within(tolerance));
    }
}
