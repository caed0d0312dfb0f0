using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;

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
