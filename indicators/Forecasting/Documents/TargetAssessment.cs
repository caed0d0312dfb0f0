using System.Globalization;
using Insight.Indicators.Forecasting.Intervals;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Documents;

/// <summary>
/// When a target is reached, read off the calibrated intervals of many levels; refused where past forecasts do not show that such
/// intervals hold.
/// </summary>
internal static class TargetAssessment
{
    private const int FewestRehearsals = 10;

    /// <summary>Intervals may have held so much less often than they promised before chances are refused.</summary>
    private const double Slack = 0.15;

    /// <summary>The target that was asked for, else the one that the area has decided; null where there is neither.</summary>
    public static TargetDocument? Of(StudyResult study, AreaOutcome outcome, PoolDocument? past, double? last)
    {
        var decided = study.Question.Decided.FirstOrDefault(d => d.Area == outcome.Area);
        if (study.Question.Target is { } asked)
        {
            return Of(study, outcome, asked, WhyNot(study, outcome, past), last);
        }

        if (decided is null)
        {
            return null;
        }

        var made = Of(study, outcome, new Target(decided.Value, decided.IsDownward), Differs(study, outcome, decided) ?? WhyNot(study, outcome, past), last);
        var year = decided.Year.ToString(CultureInfo.InvariantCulture);
        return made with
        {
            Decided = new DecidedTarget(decided.Id, decided.Year, decided.Decision, decided.IsExample, made.Chances.FirstOrDefault(c => c.Period == year)?.Chance),
        };
    }

    private static TargetDocument Of(StudyResult study, AreaOutcome outcome, Target target, ForecastNote? whyNot, double? last)
    {
        var reach = target.AtMost ? "at-most" : "at-least";
        var isReached = last is { } now && (target.AtMost ? now <= target.Value : now >= target.Value);
        var chances = whyNot is null ? Chances(study, outcome, target) : [];
        return isReached ? new TargetDocument(target.Value, reach, "reached", whyNot, chances, null, null)
            : whyNot is not null ? new TargetDocument(target.Value, reach, "not-assessable", whyNot, [], null, null)
            : new TargetDocument(target.Value, reach, "assessed", null, chances, From(chances, 0.5), From(chances, 0.9));
    }

    /// <summary>Why a decided target cannot be compared with these values.</summary>
    private static ForecastNote? Differs(StudyResult study, AreaOutcome outcome, Comparison.Target decided) =>
        decided.DefinitionVersion != study.Question.Indicator.Version ? Notes.Of("definition-differs", FormattableString.Invariant($"target by version {decided.DefinitionVersion}, values by {study.Question.Indicator.Version}"))
        : outcome.BreakAt is { } at && at.CalendarYear > decided.Baseline.Year ? Notes.Of("break-since-baseline", FormattableString.Invariant($"break at {at}, baseline {decided.Baseline.Year}"))
        : null;

    private static ForecastNote? WhyNot(StudyResult study, AreaOutcome outcome, PoolDocument? past)
    {
        var cycle = Period.PerYear(study.Question.Slice.Frequency);
        if (outcome.Values.Length == 0)
        {
            return Notes.Of("no-values");
        }

        if (outcome.Known < (cycle == 1 ? 10 : 3 * cycle))
        {
            return Notes.Of("short", FormattableString.Invariant($"{outcome.Known} comparable values"));
        }

        if (past is null || past.Rehearsals < FewestRehearsals)
        {
            return Notes.Of("few-rehearsals", FormattableString.Invariant($"{past?.Rehearsals ?? 0} forecasts compared"));
        }

        return past.Horizons.Count < study.Question.Horizon ? Notes.Of("too-far", FormattableString.Invariant($"tried up to {past.Horizons.Count} periods ahead"))
            : past.Horizons.SelectMany(h => h.Coverage).Where(c => c.Realised < c.Level - Slack) is var failed && failed.Any() ? Notes.Of("intervals-failed")
            : null;
    }

    private static TargetChance[] Chances(StudyResult study, AreaOutcome outcome, Target target) =>
        [.. outcome.Values.Select((_, h) => new TargetChance(study.Origin.Plus(h + 1).ToString(), Chance(outcome.Intervals, outcome.Values, h, target)))];

    /// <summary>The chance in one period: the share of the predictive distribution on the target's side, never surer than the outermost interval.</summary>
    private static double Chance(IReadOnlyList<Interval> intervals, double[] points, int h, Target target)
    {
        var quantiles = intervals.Select(i => (X: i.Lower[h], P: (1.0 - i.Level) / 2.0))
            .Concat(intervals.Select(i => (X: i.Upper[h], P: (1.0 + i.Level) / 2.0))).Append((X: points[h], P: 0.5))
            .OrderBy(q => q.P).ToArray();
        var below = Array.FindLast(quantiles, q => q.X <= target.Value);
        var above = Array.Find(quantiles, q => q.X > target.Value && q.P >= below.P);
        var atMost = below == default ? quantiles[0].P
            : above == default ? quantiles[^1].P
            : below.P + (above.P - below.P) * (target.Value - below.X) / (above.X - below.X);
        return Math.Clamp(target.AtMost ? atMost : 1.0 - atMost, 0.01, 0.99);
    }

    /// <summary>First period from which on every chance is at least so much.</summary>
    private static string? From(TargetChance[] chances, double least)
    {
        var last = Array.FindLastIndex(chances, c => c.Chance < least);
        return last + 1 < chances.Length ? chances[last + 1].Period : null;
    }
}
