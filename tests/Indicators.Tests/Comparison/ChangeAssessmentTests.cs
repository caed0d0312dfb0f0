using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>What is answered to "is the change real?".</summary>
public sealed class ChangeAssessmentTests
{
    private static readonly double?[] Steady = [15.1, 14.8, 15.4, 14.9, 15.2];

    [TestCase(17.3, Verdict.Clear)]
    [TestCase(16.3, Verdict.Possible)]
    [TestCase(15.5, Verdict.UsualVariation)]
    [TestCase(13.0, Verdict.Clear)]
    [TestCase(15.2, Verdict.UsualVariation)]
    public void A_register_total_is_judged_by_its_own_past(double now, Verdict expected)
    {
        var verdict = ChangeAssessment.Assess(Question([.. Steady, now]));
        Assert.That(verdict.Verdict, Is.EqualTo(expected));
        Assert.That(verdict.Test, Is.EqualTo(ChangeTest.UsualVariation));
        Assert.That(verdict.Before!.Period, Is.EqualTo(Period.Year(2019)));
    }

    [Test]
    public void Tells_difference_per_cent_and_whether_it_is_for_the_better()
    {
        var verdict = ChangeAssessment.Assess(Question([.. Steady, 13.0]));
        Assert.That(verdict.Difference, Is.EqualTo(-2.2).Within(1e-9));
        Assert.That(verdict.RelativePercent, Is.EqualTo(-14.47).Within(0.005));
        Assert.That(verdict.IsBetter, Is.True);
    }

    [TestCase(13.0, false, true)]
    [TestCase(17.3, false, false)]
    [TestCase(15.5, false, null)]
    [TestCase(13.0, true, true)]
    [TestCase(15.5, true, null)]
    public void Only_what_is_more_than_variation_is_better_or_worse_totals_in_their_own_series_included(double now, bool isTotal, bool? better)
    {
        var question = Question([.. Steady, now]);
        Assert.That(ChangeAssessment.Assess(question with { Indicator = question.Indicator with { IsTotal = isTotal } }).IsBetter, Is.EqualTo(better));
    }

    [Test]
    public void A_figure_on_its_way_back_to_the_usual_is_no_signal()
    {
        var verdict = ChangeAssessment.Assess(Question(10, 10.2, 9.9, 10.1, 10, 30, 25));
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.UsualVariation));
    }

    [Test]
    public void A_small_step_of_a_series_that_left_its_mean_long_ago_is_no_signal()
    {
        var verdict = ChangeAssessment.Assess(Question(10, 10.2, 9.9, 10.1, 10, 10.2, 13.9, 14.1, 14.2));
        Assert.That(verdict.Now.Value, Is.GreaterThan(verdict.Usual!.Limits.High), "it is far from the mean, as the year before was");
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.UsualVariation));
    }

    [Test]
    public void Nothing_is_compared_over_a_break()
    {
        var cut = Question([.. Steady, 17.3]) with { ComparableFrom = Period.Year(2020) };
        Assert.That(ChangeAssessment.Assess(cut), Has.Property("Reason").EqualTo(ChangeReasons.SeriesBreak).And.Property("Verdict").EqualTo(Verdict.NotAssessable));
        var few = Question([.. Steady, 17.3]) with { ComparableFrom = Period.Year(2018) };
        Assert.That(ChangeAssessment.Assess(few).Reason, Is.EqualTo(ChangeReasons.TooFewPoints), "only 2018 and 2019 are comparable");
    }

    [Test]
    public void A_missing_figure_is_never_a_change()
    {
        Assert.That(ChangeAssessment.Assess(Question([.. Steady, null])).Reason, Is.EqualTo(ChangeReasons.NoValue));
        Assert.That(ChangeAssessment.Assess(Question([null, null, 5])).Reason, Is.EqualTo(ChangeReasons.NoEarlierValue));
    }

    [Test]
    public void Years_that_come_every_fourth_year_are_compared_with_the_one_before()
    {
        var series = new[] { 1996, 2000, 2004, 2008, 2012, 2017 }.Select((year, i) => new SeriesPoint(Period.Year(year), 60 + i, null, null, ""));
        var verdict = ChangeAssessment.Assess(Question() with { Series = [.. series], Period = Period.Year(2017) });
        Assert.That(verdict.Before!.Period, Is.EqualTo(Period.Year(2012)));
    }

    [Test]
    public void A_gap_in_a_yearly_series_is_not_bridged()
    {
        var series = Figures.Years(2012, 20.1, 20.0, 19.8, 19.9, 19.7, 19.6, null, null, null, 17.7);
        Assert.That(
            ChangeAssessment.Assess(Question() with { Series = series, Period = Period.Year(2021) }).Reason, Is.EqualTo(ChangeReasons.NoEarlierValue));
    }

    [Test]
    public void Months_are_compared_with_the_same_month_of_the_year_before_and_with_the_usual_of_that_month()
    {
        var months = Enumerable.Range(0, 72).Select(i => new SeriesPoint(
            Period.Month(2013, 1).Plus(i), (i % 12 == 6 ? 20 : 10) + (0.2 * (i / 12 % 2)), null, null, "")).ToList();
        var july = ChangeAssessment.Assess(Question() with { Series = months, Period = Period.Month(2018, 7) });
        Assert.That(july.Before!.Period, Is.EqualTo(Period.Month(2017, 7)));
        Assert.That(july.Usual!.Points, Is.EqualTo(5));
        Assert.That(july.Verdict, Is.EqualTo(Verdict.UsualVariation), "July is always high");
        var gap = months.Where(point => point.Period != Period.Month(2017, 7)).ToList();
        Assert.That(ChangeAssessment.Assess(Question() with { Series = gap, Period = Period.Month(2018, 7) }).Reason, Is.EqualTo(ChangeReasons.NoEarlierValue));
    }

    [Test]
    public void Counts_are_judged_with_their_exposure()
    {
        var offences = Question() with
        {
            Indicator = Figures.Indicator(VariationKind.Counts, multiplier: 1000),
            Series = [Figures.Ratio(2022, 12, 10_000, 1000), Figures.Ratio(2023, 26, 10_000, 1000)],
            Period = Period.Year(2023),
        };
        var verdict = ChangeAssessment.Assess(offences);
        Assert.That(verdict.Probability, Is.EqualTo(0.034).Within(0.0005));
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Possible));
        Assert.That(verdict.BeforeInterval!.Low, Is.EqualTo(0.619).Within(0.0005));
        Assert.That(verdict.BeforeInterval.High, Is.EqualTo(2.096).Within(0.0005));
    }

    [Test]
    public void Samples_are_judged_by_who_answered()
    {
        var survey = Question(50, 33.333) with
        {
            Indicator = Figures.Indicator(VariationKind.Sample, isPercent: true),
            SampleSize = _ => new SampleSize(60, 120),
            Period = Period.Year(2016),
        };
        var verdict = ChangeAssessment.Assess(survey);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Clear), "with the finite population the margin is smaller");
        Assert.That(verdict.Caveats, Does.Contain(ComparisonCaveats.NonResponse));
        var unknown = ChangeAssessment.Assess(survey with { SampleSize = _ => new SampleSize(60, null) });
        Assert.That(unknown.Verdict, Is.EqualTo(Verdict.UsualVariation));
        Assert.That(unknown.Caveats, Does.Contain(ComparisonCaveats.PopulationUnknown));
        Assert.That(ChangeAssessment.Assess(survey with { SampleSize = _ => new SampleSize(4, 120) }).Reason, Is.EqualTo(ChangeReasons.NoRespondents));
    }

    [Test]
    public void A_difference_no_larger_than_the_revision_is_a_revision()
    {
        var revised = Question([.. Steady, 17.3]) with { FirstPublished = _ => 17.6 };
        var verdict = ChangeAssessment.Assess(revised);
        Assert.That(verdict.Revision, Is.EqualTo(-2.4).Within(1e-9));
        Assert.That(verdict.IsRevision, Is.True);
        Assert.That(verdict.Verdict, Is.EqualTo(Verdict.UsualVariation));
        Assert.That(ChangeAssessment.Assess(revised with { FirstPublished = _ => 15.3 }), Has.Property("IsRevision").False.And.Property("Verdict").EqualTo(Verdict.Clear));
    }

    [Test]
    public void In_a_list_a_possible_change_may_turn_out_to_be_chance()
    {
        var possible = Question([.. Steady, 16.3]);
        Assert.That(ChangeAssessment.Assess(possible).Verdict, Is.EqualTo(Verdict.Possible));
        var listed = ChangeAssessment.Assess([possible, .. Enumerable.Repeat(Question([.. Steady, 15.2]), 9)]);
        Assert.That(listed[0].Verdict, Is.EqualTo(Verdict.UsualVariation));
        Assert.That(listed[0].AdjustedProbability, Is.GreaterThan(listed[0].Probability!.Value));
        Assert.That(listed[0].AskedTogether, Is.EqualTo(10));
    }

    private static ChangeQuestion Question(params double?[] values) => new()
    {
        Indicator = Figures.Indicator(),
        Area = "KU016",
        Period = Period.Year(2014 + Math.Max(values.Length, 1)),
        Series = Figures.Years(2015, values),
    };
}
