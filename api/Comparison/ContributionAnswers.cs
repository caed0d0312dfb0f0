using Insight.Api.Publications;
using Insight.Indicators.Comparison;

namespace Insight.Api.Comparison;

/// <summary>A change taken apart; the parts add up to it exactly. They are shares of a calculation, not causes.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Version">Version of its definition.</param>
/// <param name="Division">Municipal division.</param>
/// <param name="Breakdown">Members of its breakdowns.</param>
/// <param name="Synthetic">Whether the figures are invented for demonstration.</param>
/// <param name="Area">Area id.</param>
/// <param name="From">The earlier period, asked or chosen.</param>
/// <param name="To">The later period, asked or chosen.</param>
/// <param name="Before">The earlier figure.</param>
/// <param name="After">The later figure.</param>
/// <param name="Change">After − before; null where it is refused, like the parts.</param>
/// <param name="FromNumerator">What the change of the numerator explains.</param>
/// <param name="FromDenominator">What the change of the denominator explains.</param>
/// <param name="Members">Of an aggregate: its municipalities, the largest contribution first.</param>
/// <param name="Reason">Why it is refused; null where it is not.</param>
/// <param name="Missing">Members that lack a component in either period.</param>
/// <param name="Caveats">Reservations.</param>
public sealed record ContributionsAnswer(
    string Indicator,
    int Version,
    string Division,
    IReadOnlyDictionary<string, string> Breakdown,
    bool Synthetic,
    string Area,
    string From,
    string To,
    FigureAnswer? Before,
    FigureAnswer? After,
    double? Change,
    double? FromNumerator,
    double? FromDenominator,
    IReadOnlyList<ContributionAnswer> Members,
    WordAnswer? Reason,
    IReadOnlyList<MissingMemberAnswer> Missing,
    IReadOnlyList<WordAnswer> Caveats) : AnsweredFrom
{
    internal static ContributionsAnswer Of(SeriesScope scope, Contributions parts, string? language) => new(
        scope.Indicator.Id,
        parts.Indicator.Version,
        scope.Slice.Division,
        scope.Breakdown,
        scope.Indicator.Synthetic,
        parts.Area,
        parts.From.Period.ToString(),
        parts.To.Period.ToString(),
        FigureAnswer.Of(parts.From),
        FigureAnswer.Of(parts.To),
        parts.Change,
        parts.FromNumerator,
        parts.FromDenominator,
        [.. parts.Members.Select(member => ContributionAnswer.Of(member, scope.Publication))],
        parts.Reason is { } reason ? ComparisonWords.Word(reason, language) : null,
        [.. parts.Missing.Select(missing => new MissingMemberAnswer(missing.Area, missing.Period.ToString(), missing.Status))],
        ComparisonWords.Words(parts.Caveats, language))
    { Source = scope.Publication };
}

/// <summary>What one municipality contributes to an aggregate's change.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Names">Its names.</param>
/// <param name="Before">Its own earlier figure.</param>
/// <param name="After">Its own later figure.</param>
/// <param name="FromNumerator">By its numerator.</param>
/// <param name="FromDenominator">By its denominator.</param>
/// <param name="Total">Both together.</param>
public sealed record ContributionAnswer(
    string Area,
    IReadOnlyDictionary<string, string> Names,
    FigureAnswer? Before,
    FigureAnswer? After,
    double FromNumerator,
    double FromDenominator,
    double Total)
{
    internal static ContributionAnswer Of(MemberContribution member, Publication publication) => new(
        member.Area,
        publication.Areas.TryById(member.Area, out var area) ? area.Names : new Dictionary<string, string>(),
        FigureAnswer.Of(member.From),
        FigureAnswer.Of(member.To),
        member.FromNumerator,
        member.FromDenominator,
        member.Total);
}

/// <summary>A member without a component.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Period">The period.</param>
/// <param name="Status">Why.</param>
public sealed record MissingMemberAnswer(string Area, string Period, string Status);
