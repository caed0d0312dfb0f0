using Insight.Indicators.Comparison;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>Why an indicator stands in a briefing; the order is that of the page.</summary>
public enum BriefingReason
{
    /// <summary>A clear change for the worse.</summary>
    ClearlyWorse,

    /// <summary>Behind its target, or moving away from it.</summary>
    OffTarget,

    /// <summary>A clear change for the better.</summary>
    ClearlyBetter,

    /// <summary>A clear change of an indicator that has no better or worse.</summary>
    ClearlyChanged,

    /// <summary>A target that is reached or on track.</summary>
    OnTarget,

    /// <summary>A possible change.</summary>
    PossiblyChanged,
}

/// <summary>One indicator of a briefing.</summary>
public sealed record BriefingItem(NarrativeFacts Facts, BriefingReason Reason);

/// <summary>
/// What a briefing says: at most twelve indicators, and only such as passed a test – a clear or possible change after the false-discovery
/// control of all changes that were assessed together, and that shows in the figures as rounded, or a target that can be assessed. What stays
/// within usual variation is not news.
/// </summary>
/// <param name="Items">The chosen ones, in order: by reason, then the surer change first, then by id.</param>
/// <param name="LeftOut">Those that passed but found no room.</param>
/// <param name="Assessed">How many changes were assessed together.</param>
public sealed record BriefingSelection(IReadOnlyList<BriefingItem> Items, IReadOnlyList<BriefingItem> LeftOut, int Assessed)
{
    /// <summary>Most indicators of a page.</summary>
    public const int Most = 12;

    /// <summary>A figure whose period ended longer ago than this is no news.</summary>
    public const int MostYearsOld = 3;

    /// <summary>Chooses among all indicators of an area. The order in which they are given does not matter.</summary>
    public static BriefingSelection Of(IReadOnlyCollection<NarrativeFacts> candidates)
    {
        var passed = candidates
            .Select(facts => (Facts: facts, Reason: ReasonOf(facts)))
            .Where(one => one.Reason is not null)
            .Select(one => new BriefingItem(one.Facts, one.Reason!.Value))
            .OrderBy(item => item.Reason)
            .ThenBy(item => item.Facts.Change.AdjustedProbability ?? 1)
            .ThenBy(item => item.Facts.Indicator.Id, StringComparer.Ordinal)
            .ToList();
        return new(
            [.. passed.Take(Most)], [.. passed.Skip(Most)], candidates.Count(facts => facts.Change.Verdict != Verdict.NotAssessable));
    }

    /// <summary>Whether a figure is old news on a day.</summary>
    public static bool IsOld(Period period, DateOnly day) => period.LastDay < day.AddYears(-MostYearsOld);

    /// <summary>Why an indicator passes; null where it does not.</summary>
    public static BriefingReason? ReasonOf(NarrativeFacts facts)
    {
        var verdict = facts.IsChangeShown ? facts.Change.Verdict : Verdict.UsualVariation;
        return (verdict, facts.Change.IsBetter, facts.Target?.Outcome) switch
        {
            _ when facts.Change.Now.Value is null => null,
            (Verdict.Clear, false, _) => BriefingReason.ClearlyWorse,
            (_, _, TargetOutcome.Behind or TargetOutcome.WrongDirection) => BriefingReason.OffTarget,
            (Verdict.Clear, true, _) => BriefingReason.ClearlyBetter,
            (Verdict.Clear, null, _) => BriefingReason.ClearlyChanged,
            (_, _, TargetOutcome.Achieved or TargetOutcome.OnTrack) => BriefingReason.OnTarget,
            (Verdict.Possible, _, _) => BriefingReason.PossiblyChanged,
            _ => null,
        };
    }
}
