using Insight.Indicators.Comparison;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>What it means for the target: the target, the outcome, and what pace is needed and observed.</summary>
internal static class TargetSentence
{
    public static Sentence Write(Narration narration)
    {
        if (narration.Facts.Target is not { } progress)
        {
            return narration.Write(SentenceKind.Target, "target.none");
        }

        var target = progress.Target;
        var year = Period.Year(target.Year);
        return narration.Write(SentenceKind.Target, KeyOf(progress.Outcome), new Slots()
            .With("the-target", narration.Fill(target.IsExample ? "the-target.example" : "the-target.decided"))
            .With("target", narration.Short(target.Value, FigureKind.Target, target.Area, year))
            .With("by", PieceKind.Period, narration.When(year).In)
            .With("path", Path(narration, progress))
            .With("pace", Pace(narration, progress))
            .With("reached", Reached(narration, progress))
            .With("why", Why(narration, progress)));
    }

    private static string KeyOf(TargetOutcome outcome) => outcome switch
    {
        TargetOutcome.Achieved => "target.achieved",
        TargetOutcome.OnTrack => "target.on-track",
        TargetOutcome.Behind => "target.behind",
        TargetOutcome.WrongDirection => "target.wrong-direction",
        _ => "target.not-assessable",
    };

    private static IEnumerable<Piece> Path(Narration narration, TargetProgress progress) => progress is { OnPath: { } path, Now: { } now }
        ? narration.Fill("target.path", new Slots()
            .With("path-value", narration.Short(path, FigureKind.Target, progress.Target.Area, now.Period))
            .With("when", PieceKind.Period, narration.When(now.Period).In))
        : [];

    private static IEnumerable<Piece> Pace(Narration narration, TargetProgress progress)
    {
        var key = (progress.RequiredPerYear, progress.Trend) switch
        {
            (not null, not null) => "target.pace",
            (not null, null) => "target.required",
            (null, not null) => "target.observed",
            _ => null,
        };
        return key is null ? [] : narration.Fill(key, new Slots()
            .With("required", Yearly(narration, progress, progress.RequiredPerYear))
            .With("observed", Yearly(narration, progress, progress.Trend?.PerYear)));
    }

    private static IEnumerable<Piece> Yearly(Narration narration, TargetProgress progress, double? change) => change is { } number
        ? narration.Amount.Difference(
            narration.Number(number, signed: true), new Figure(number, FigureKind.Pace, progress.Target.Area, progress.Now?.Period))
        : [];

    private static IReadOnlyList<Piece> Reached(Narration narration, TargetProgress progress) => progress switch
    {
        { ReachedYear: { } year } => narration.Fill(
            "target.reached", new Slots().With("reached-when", PieceKind.Period, narration.When(Period.Year(year)).In)),
        { NoYearReason: TargetReasons.NoTrend or TargetReasons.WrongDirection or TargetReasons.BeyondHorizon } => narration.Fill("target.not-reached"),
        _ => [],
    };

    private static IReadOnlyList<Piece> Why(Narration narration, TargetProgress progress) => progress.Reason switch
    {
        TargetReasons.SeriesBreak => narration.Fill("reason.target-break"),
        { } reason when Phrases.Has("reason." + reason) => narration.Fill("reason." + reason),
        _ => narration.Fill("reason.other"),
    };
}
