using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Targets;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>What is answered to "when do we reach the target?".</summary>
public sealed class TargetTests
{
    private static readonly Target Emissions = new(
        "KU111/ghg/2030", "KU111", "ghg", 1, new TargetBaseline(2007, 200, "June 2026"), 2030, 40, TargetPath.Linear, [], "§ 1", false, new Dictionary<string, string>());

    [Test]
    public void The_worked_case_is_behind()
    {
        var progress = Of(Emissions, [.. Enumerable.Range(0, 17).Select(i => (double?)(200 - (4.375 * i)))]);
        Assert.That(progress.Now!.Value, Is.EqualTo(130));
        Assert.That(progress.OnPath, Is.EqualTo(88.7).Within(0.05));
        Assert.That(progress.RequiredPerYear, Is.EqualTo(-12.9).Within(0.05));
        Assert.That(progress.RequiredPercentPerYear, Is.EqualTo(-15.5).Within(0.05));
        Assert.That(progress.Trend!.PerYear, Is.EqualTo(-4.4).Within(0.03));
        Assert.That(progress.Outcome, Is.EqualTo(TargetOutcome.Behind));
        Assert.That(progress.ReachedYear, Is.EqualTo(2044), "(130 − 40) ÷ 4.375 = 20.6 years");
    }

    [Test]
    public void A_value_at_or_below_the_target_has_reached_it() => Assert.That(Of(Emissions, 200, 150, 39.9).Outcome, Is.EqualTo(TargetOutcome.Achieved));

    [Test]
    public void A_value_on_the_path_is_on_track_without_a_year_when_points_are_few()
    {
        var progress = Of(Emissions, 200, 193);
        Assert.That(progress.Outcome, Is.EqualTo(TargetOutcome.OnTrack));
        Assert.That(progress.ReachedYear, Is.Null);
        Assert.That(progress.NoYearReason, Is.EqualTo(TargetReasons.TooFewPoints));
    }

    [Test]
    public void A_trend_that_leads_away_is_the_wrong_direction() =>
        Assert.That(Of(Emissions, 200, 203, 207, 210, 214, 219).Outcome, Is.EqualTo(TargetOutcome.WrongDirection));

    [Test]
    public void No_year_is_promised_when_there_may_be_no_trend()
    {
        var progress = Of(Emissions, 200, 190, 205, 189, 201, 195);
        Assert.That(progress.Trend!.Interval.Contains(0), Is.True);
        Assert.That(progress.ReachedYear, Is.Null);
        Assert.That(progress.NoYearReason, Is.EqualTo(TargetReasons.NoTrend));
        Assert.That(progress.Outcome, Is.EqualTo(TargetOutcome.Behind));
    }

    [Test]
    public void No_year_is_named_further_ahead_than_twice_the_observed_span() =>
        Assert.That(Of(Emissions, 200, 199, 198, 197, 196, 195), Has.Property("ReachedYear").Null.And.Property("NoYearReason").EqualTo(TargetReasons.BeyondHorizon));

    [Test]
    public void A_value_behind_the_path_is_on_track_when_its_pace_suffices() =>
        Assert.That(Of(Emissions, 200, 200, 199, 190, 178, 166, 154), Has.Property("PaceSuffices").True.And.Property("Outcome").EqualTo(TargetOutcome.OnTrack));

    [Test]
    public void No_path_is_compared_over_a_break() =>
        Assert.That(Since(2012, Emissions, 200, 190, 180, 170, 160, 150, 140), Has.Property("Reason").EqualTo(TargetReasons.SeriesBreak).And.Property("Trend").Null);

    [Test]
    public void A_target_of_another_definition_version_is_not_assessed() =>
        Assert.That(Of(Emissions with { DefinitionVersion = 2 }, 200, 190).Reason, Is.EqualTo(TargetReasons.DefinitionDiffers));

    [Test]
    public void Nothing_is_said_before_there_is_a_figure() => Assert.That(Of(Emissions, [null, null]).Reason, Is.EqualTo(TargetReasons.NoValue));

    [Test]
    public void A_revised_baseline_is_told()
    {
        Assert.That(Of(Emissions, 206, 190).BaselineRevision, Is.EqualTo(6));
        Assert.That(Of(Emissions, 200.04, 190).BaselineRevision, Is.Null, "it rounds to what the target says");
    }

    [TestCase(TargetPath.Linear, 2018, 123.478)]
    [TestCase(TargetPath.Geometric, 2018, 92.628)]
    [TestCase(TargetPath.Stepped, 2018, 140)]
    [TestCase(TargetPath.Stepped, 2014, 200)]
    [TestCase(TargetPath.Geometric, 2030, 40)]
    [TestCase(TargetPath.Linear, 2035, 40)]
    public void Paths_go_from_the_baseline_to_the_target(TargetPath path, int year, double expected) => Assert.That(
        PathToTarget.At(Emissions with { Path = path, Steps = [new(2015, 140), new(2030, 40)] }, year), Is.EqualTo(expected).Within(0.005));

    [Test]
    public void An_upward_target_is_reached_from_below()
    {
        var turnout = Emissions with { Baseline = new(2007, 50, "v"), Value = 60 };
        Assert.That(Of(turnout, 50, 51, 52, 53, 54, 55).Outcome, Is.EqualTo(TargetOutcome.OnTrack));
        Assert.That(Of(turnout, 50, 61).Outcome, Is.EqualTo(TargetOutcome.Achieved));
        Assert.That(Of(turnout, 50, 49, 48, 47, 46, 45).Outcome, Is.EqualTo(TargetOutcome.WrongDirection));
    }

    [Test]
    public void The_slopes_interval_of_five_points_is_that_of_their_extreme_slopes()
    {
        var trend = TheilSen.Of(Figures.Years(2015, 1, 2, 4, 7, 11))!;
        Assert.That(trend.PerYear, Is.EqualTo(2.5).Within(1e-12), "slopes 1 1.5 2 2 2.5 2.5 3 3 3.5 4: the median");
        Assert.That(trend.Interval, Is.EqualTo(new Interval(1, 4)), "Sen: the 1st and the 10th of 10");
        Assert.That(TheilSen.Of(Figures.Years(2015, 1, 2, 300, 4, 5, 6, 7))!.PerYear, Is.EqualTo(1), "one outlier does not bend it");
    }

    private static TargetProgress Of(Target target, params double?[] values) => Since(null, target, values);

    private static TargetProgress Since(int? comparableFrom, Target target, params double?[] values) =>
        TargetAssessment.Of(Figures.Indicator(direction: Direction.Lower) with { Id = "ghg" }, target, Figures.Years(2007, values), comparableFrom, []);
}
