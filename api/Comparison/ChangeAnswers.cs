using System.Text.Json.Serialization;
using Insight.Api.Publications;
using Insight.Indicators.Comparison;

namespace Insight.Api.Comparison;

/// <summary>Verdicts on changes.</summary>
/// <param name="Tested">How many changes could be tested; their probabilities are adjusted among each other (Benjamini–Hochberg).</param>
/// <param name="Changes">One for each indicator and area.</param>
public sealed record ChangesAnswer(int Tested, IReadOnlyList<ChangeAnswer> Changes) : AnsweredFrom;

/// <summary>One change.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Version">Version of its definition.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Breakdown">Members of its breakdowns.</param>
/// <param name="Synthetic">Whether the figures are invented for demonstration.</param>
/// <param name="Area">Area id.</param>
/// <param name="Now">The later figure.</param>
/// <param name="Before">The figure that it is compared with: of months and quarters that of the year before; null where there is none.</param>
/// <param name="Difference">Now − before, in the indicator's unit (percentage points for a per cent).</param>
/// <param name="RelativePercent">The same in per cent of the earlier value.</param>
/// <param name="Better">Whether it is for the better by the definition's direction, of totals too; null for a neutral indicator, and unless the verdict is clear or possible.</param>
/// <param name="Verdict">clear, possible, usual-variation or not-assessable.</param>
/// <param name="Reason">Why it cannot be assessed.</param>
/// <param name="Revision">The producer's revision of the earlier figure, where there was one.</param>
/// <param name="Test">none, exact-poisson, two-proportions or usual-variation.</param>
/// <param name="Probability">Probability of such a difference when nothing has changed.</param>
/// <param name="AdjustedProbability">The same, adjusted among the list.</param>
/// <param name="NowInterval">95 % interval of the later value; null for registers.</param>
/// <param name="BeforeInterval">95 % interval of the earlier value; null for registers.</param>
/// <param name="Usual">Of registers: the limits of usual variation.</param>
/// <param name="Caveats">Reservations.</param>
public sealed record ChangeAnswer(
    string Indicator,
    int Version,
    string Frequency,
    IReadOnlyDictionary<string, string> Breakdown,
    bool Synthetic,
    string Area,
    FigureAnswer? Now,
    FigureAnswer? Before,
    double? Difference,
    double? RelativePercent,
    bool? Better,
    WordAnswer Verdict,
    WordAnswer? Reason,
    RevisionAnswer? Revision,
    string Test,
    double? Probability,
    double? AdjustedProbability,
    IntervalAnswer? NowInterval,
    IntervalAnswer? BeforeInterval,
    UsualVariationAnswer? Usual,
    IReadOnlyList<WordAnswer> Caveats)
{
    internal static ChangeAnswer Of(SeriesScope scope, ChangeVerdict verdict, string? language) => new(
        scope.Indicator.Id,
        verdict.Indicator.Version,
        Publication.Word(scope.Slice.Frequency),
        scope.Breakdown,
        scope.Indicator.Synthetic,
        verdict.Area,
        FigureAnswer.Of(verdict.Now),
        FigureAnswer.Of(verdict.Before),
        verdict.Difference,
        verdict.RelativePercent,
        verdict.IsBetter,
        ComparisonWords.Word(ComparisonWords.Code(verdict.Verdict), language),
        verdict.Reason is { } reason ? ComparisonWords.Word(reason, language) : null,
        verdict.Revision is { } revision
            ? new(revision, verdict.IsRevision, verdict.IsRevision ? ComparisonWords.Word("revision", language).Text : null)
            : null,
        ComparisonWords.Code(verdict.Test),
        verdict.Probability,
        verdict.AdjustedProbability,
        IntervalAnswer.Of(verdict.NowInterval),
        IntervalAnswer.Of(verdict.BeforeInterval),
        UsualVariationAnswer.Of(verdict.Usual),
        ComparisonWords.Words(verdict.Caveats, language));
}

/// <summary>A producer's revision of the earlier figure.</summary>
/// <param name="Difference">The figure now − as it was first published here.</param>
/// <param name="ExplainsChange">Whether the difference is no larger than the revision: a revision, not a change.</param>
/// <param name="Text">Words for it, where it explains the change.</param>
public sealed record RevisionAnswer(
    double Difference, bool ExplainsChange, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? Text);

/// <summary>Limits of usual variation (XmR).</summary>
/// <param name="Mean">Mean of the comparable points before.</param>
/// <param name="MovingRange">Mean distance from one to the next.</param>
/// <param name="Low">Mean − 2.66 × moving range.</param>
/// <param name="High">Mean + 2.66 × moving range.</param>
/// <param name="Points">How many points.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public sealed record UsualVariationAnswer(double Mean, double MovingRange, double Low, double High, int Points, string First, string Last)
{
    internal static UsualVariationAnswer? Of(UsualVariation? usual) => usual is null
        ? null
        : new(usual.Mean, usual.MovingRange, usual.Limits.Low, usual.Limits.High, usual.Points, usual.From.ToString(), usual.To.ToString());
}
