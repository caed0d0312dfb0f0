using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Narrative;

/// <summary>What comes into a briefing, in which order, and what is late.</summary>
public sealed class BriefingSelectionTests
{
    [Test]
    public void At_most_twelve_come_in_the_surer_ones_first_and_the_rest_is_named()
    {
        var many = Enumerable.Range(0, 20).Select(i => Facts($"i{i:00}", Verdict.Clear, now: 12, probability: 0.001 * (20 - i))).ToList();
        var selection = BriefingSelection.Of(many);
        Assert.That(selection.Items, Has.Count.EqualTo(BriefingSelection.Most));
        Assert.That(selection.Items[0].Facts.Indicator.Id, Is.EqualTo("i19"));
        Assert.That(selection.LeftOut.Select(item => item.Facts.Indicator.Id), Is.EqualTo(Enumerable.Range(0, 8).Reverse().Select(i => $"i{i:00}")));
        Assert.That(selection.Assessed, Is.EqualTo(20));
    }

    [Test]
    public void Worse_and_off_target_come_before_better_and_on_target()
    {
        var selection = BriefingSelection.Of([
            Facts("possible", Verdict.Possible, now: 12), Facts("on-target", Verdict.UsualVariation, now: 10.1, outcome: TargetOutcome.OnTrack),
            Facts("neutral", Verdict.Clear, now: 12, direction: Direction.Neutral), Facts("better", Verdict.Clear, now: 8),
            Facts("off-target", Verdict.UsualVariation, now: 10.1, outcome: TargetOutcome.Behind), Facts("worse", Verdict.Clear, now: 12),
        ]);
        Assert.That(selection.Items.Select(item => item.Facts.Indicator.Id), Is.EqualTo(new[] { "worse", "off-target", "better", "neutral", "on-target", "possible" }));
    }

    [TestCase(Verdict.UsualVariation, 10.1)]
    [TestCase(Verdict.NotAssessable, 12.0)]
    [TestCase(Verdict.Clear, 10.01, Description = "differs, but not as it is shown")]
    [TestCase(Verdict.NotAssessable, null)]
    public void What_is_no_news_stays_out(Verdict verdict, double? now) => Assert.That(BriefingSelection.Of([Facts("i", verdict, now)]).Items, Is.Empty);

    [Test]
    public void A_target_that_cannot_be_assessed_does_not_bring_a_figure_in() =>
        Assert.That(BriefingSelection.ReasonOf(Facts("i", Verdict.UsualVariation, 10.1, outcome: TargetOutcome.NotAssessable)), Is.Null);

    [Test]
    public void The_order_in_which_candidates_are_given_does_not_matter()
    {
        var candidates = Enumerable.Range(0, 30).Select(i => Facts($"i{i}", (Verdict)(i % 4), now: 8 + (i % 5), probability: 0.001 * (i % 7))).ToList();
        var shuffled = candidates.ToArray();
        new Random(1).Shuffle(shuffled);
        Assert.That(BriefingSelection.Of(shuffled).Items, Is.EqualTo(BriefingSelection.Of(candidates).Items));
    }

    [Test]
    public void A_figure_is_due_one_step_of_its_series_and_its_lag_later()
    {
        Assert.That(BriefingGap.DueAfter([Period.Year(2023), Period.Year(2024)], 90), Is.EqualTo(new DateOnly(2026, 3, 31)));
        Assert.That(BriefingGap.DueAfter([Period.Year(2017), Period.Year(2021), Period.Year(2025)], 30), Is.EqualTo(new DateOnly(2030, 1, 30)), "every fourth year is not late every year");
        Assert.That(BriefingGap.DueAfter([Period.Month(2026, 5), Period.Month(2026, 6)], 28), Is.EqualTo(new DateOnly(2026, 8, 28)));
        Assert.That(BriefingGap.DueAfter([Period.Year(2024)], null), Is.Null);
        Assert.That(BriefingGap.DueAfter([], 30), Is.Null);
    }

    [Test]
    public void All_texts_of_the_page_have_three_languages() => Assert.That(
        BriefingTexts.All.Where(one => one.Value.Keys.Order().SequenceEqual(["en", "fi", "sv"]) is false).Select(one => one.Key), Is.Empty);

    private static NarrativeFacts Facts(
        string id, Verdict verdict, double? now, double? probability = null, Direction direction = Direction.Lower, TargetOutcome? outcome = null)
    {
        var traits = new IndicatorTraits(id, 1, direction, Variation.Register, 1, 1, true);
        var names = new Dictionary<string, string> { ["fi"] = id };
        var point = new SeriesPoint(Period.Year(2025), now, null, null, now is null ? "unknown" : "");
        return new NarrativeFacts
        {
            Indicator = new NarratedIndicator(id, names, names, 1, false, []),
            Area = AreaDirectory.BuiltIn.Areas[0],
            Change = new ChangeVerdict
            {
                Indicator = traits, Area = "KU016", Now = point, Before = new SeriesPoint(Period.Year(2024), 10, null, null, ""), Verdict = verdict,
                Test = ChangeTest.UsualVariation, AdjustedProbability = probability,
            },
            Target = outcome is null ? null : new TargetProgress
            {
                Indicator = traits, Now = point, Outcome = outcome.Value,
                Target = new Target("t", "KU016", id, 1, new TargetBaseline(2020, 12, "v"), 2030, 8, TargetPath.Linear, [], "§", false, names),
            },
        };
    }
}
