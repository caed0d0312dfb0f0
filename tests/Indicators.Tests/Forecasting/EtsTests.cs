using Insight.Indicators.Forecasting.Ets;

namespace Indicators.Tests.Forecasting;

/// <summary>Single models against R's ets (forecast 8.20): the criterion reached and the forecast.</summary>
public sealed class EtsTests
{
    [TestCase("Nile", false, false, false, 1459.031, 805.38128)]
    [TestCase("Nile", false, true, false, 1462.55, 780.78165)]
    [TestCase("Nile", false, true, true, 1465.907, 801.72961)]
    [TestCase("Nile", true, false, false, 1458.552, 838.87516)]
    [TestCase("Nile", true, true, false, 1462.121, 816.42559)]
    [TestCase("LakeHuron", false, false, false, 396.9331, 579.95999)]
    [TestCase("LakeHuron", false, true, false, 401.3438, 579.9269)]
    [TestCase("LakeHuron", false, true, true, 403.6196, 579.96083)]
    [TestCase("LakeHuron", true, false, false, 397.0312, 579.95999)]
    [TestCase("LakeHuron", true, true, false, 401.439, 579.92068)]
    [TestCase("WWWusage", false, false, false, 817.3415, 220.0002)]
    [TestCase("WWWusage", false, true, false, 729.332, 203.99659)]
    [TestCase("WWWusage", false, true, true, 718.6342, 212.88961)]
    [TestCase("WWWusage", true, false, false, 818.5194, 220.0002)]
    [TestCase("WWWusage", true, true, false, 740.8135, 203.99619)]
    [TestCase("Airmiles", false, false, false, 441.4036, 30513.875)]
    [TestCase("Airmiles", false, true, false, 422.8257, 47513.65)]
    [TestCase("Airmiles", false, true, true, 426.8525, 45476.145)]
    [TestCase("Airmiles", true, false, false, 426.803, 30513.875)]
    [TestCase("Airmiles", true, true, false, 442.2865, 40643.185)]
    public void A_seasonless_model_reaches_the_criterion_of_R(
        string name,
        bool multiplicative,
        bool trend,
        bool damped,
        double criterion,
        double eighthAhead)
    {
        var series = ReferenceSeries.Find(name);
        var fit = EtsFit.Fit(
            new EtsForm(multiplicative, trend, damped, SeasonKind.None),
            series.Values,
            1,
            EtsStart.For(series.Values, 1, SeasonKind.None)!);
        Assert.That(fit.Criterion, Is.LessThan(criterion + 0.5), "AICc; lower is a better fit");
        Span<double> points = stackalloc double[8];
        fit.Ahead(series.Values.Length, points);
        Assert.That(points[7], Is.EqualTo(eighthAhead).Within(0.015 * Math.Abs(eighthAhead)));
    }

    [Test]
    public void A_multiplicative_error_is_never_tried_on_values_that_reach_zero() =>
        Assert.That(
            EtsForm.Candidates(positive: false, seasonal: true).Any(f => f.MultiplicativeError || f.Season == SeasonKind.Multiplicative),
            Is.False);
}
