using Insight.Warehouse.Observations;

namespace Insight.Indicators.Comparison.Decomposition;

/// <summary>
/// Takes a change apart into what adds up to it exactly. For value = k × N ÷ D the numerator's part is k × ΔN × mean(1 ÷ D) and the
/// denominator's k × mean(N) × Δ(1 ÷ D): the mean of both orders in which the two can change (Shapley), so that neither comes first. A member's
/// part puts its own ΔN and ΔD into the same two terms, since Δ(1 ÷ D) = −ΔD ÷ (D₀ × D₁).
/// </summary>
public static class ChangeDecomposition
{
    /// <summary>How far the members' components may be from the aggregate's, relative to it, and still be its parts.</summary>
    private const double Agreement = 1e-6;

    /// <summary>The decomposition, or why there is none.</summary>
    public static Contributions Of(ContributionQuestion question)
    {
        var answer = new Contributions
        {
            Indicator = question.Indicator,
            Area = question.Area,
            From = question.From,
            To = question.To,
            Caveats = question.Caveats,
        };
        if (Refusal(question) is { } reason)
        {
            return answer with { Reason = reason, Missing = Missing(question) };
        }

        var factors = Factors.Of(question);
        return answer with
        {
            Change = question.To.Value - question.From.Value,
            FromNumerator = factors.Numerator(question.From, question.To),
            FromDenominator = factors.Denominator(question.From, question.To),
            Members = [.. question.Members
                .Select(member => new MemberContribution(
                    member.Area, member.From, member.To, factors.Numerator(member.From, member.To), factors.Denominator(member.From, member.To)))
                .OrderByDescending(member => Math.Abs(member.Total)).ThenBy(member => member.Area, StringComparer.Ordinal)],
        };
    }

    private static string? Refusal(ContributionQuestion question) => question switch
    {
        { IsOverBreak: true } => ContributionReasons.SeriesBreak,
        _ when Missing(question).Count > 0 => ContributionReasons.MembersMissing,
        { From.Value: null } or { To.Value: null } => ContributionReasons.NoValue,
        _ when !IsMade(question.From, question) || !IsMade(question.To, question) => ContributionReasons.NotDecomposable,
        { Members.Count: > 0 } when !AddsUp(question) => ContributionReasons.MembersDoNotAddUp,
        _ => null,
    };

    private static IReadOnlyList<MissingMember> Missing(ContributionQuestion question) => question.HasComponents
        ? [.. question.Members.SelectMany(member => new[] { member.From, member.To }
            .Where(point => !HasComponents(point))
            .Select(point => new MissingMember(member.Area, point.Period, StatusOf(point))))]
        : [];

    private static string StatusOf(SeriesPoint point) => point.Status.Length > 0 ? point.Status : ObservationStatus.NotAvailable.Code;

    private static bool HasComponents(SeriesPoint point) =>
        point.Numerator is not null && (point.Denominator is not null and not 0 || IsSum(point));

    private static bool IsMade(SeriesPoint point, ContributionQuestion question) =>
        question.HasComponents && (IsSum(point) || point.IsMadeOfComponents(question.Indicator.Multiplier));

    /// <summary>Of a sum the value is the numerator, and nothing stands below the line.</summary>
    private static bool IsSum(SeriesPoint point) => point.Denominator is null && point.Numerator == point.Value;

    private static bool AddsUp(ContributionQuestion question) =>
        AddsUp(question.Members.Select(member => member.From), question.From) && AddsUp(question.Members.Select(member => member.To), question.To);

    private static bool AddsUp(IEnumerable<SeriesPoint> members, SeriesPoint whole)
    {
        var list = members.ToList();
        return Near(list.Sum(member => member.Numerator!.Value), whole.Numerator!.Value)
            && Near(list.Sum(member => member.Denominator ?? 0), whole.Denominator ?? 0);
    }

    private static bool Near(double sum, double whole) => Math.Abs(sum - whole) <= Agreement * Math.Max(Math.Abs(whole), 1e-9);

    /// <summary>What a change of one unit of numerator and of denominator is worth.</summary>
    private readonly record struct Factors(double PerNumerator, double PerDenominator)
    {
        public static Factors Of(ContributionQuestion question)
        {
            if (question.From.Denominator is not { } before || question.To.Denominator is not { } after)
            {
                return new(1, 0);
            }

            var multiplier = question.Indicator.Multiplier;
            var numerators = (question.From.Numerator!.Value + question.To.Numerator!.Value) / 2;
            return new(multiplier * ((1 / before) + (1 / after)) / 2, -multiplier * numerators / (before * after));
        }

        public double Numerator(SeriesPoint from, SeriesPoint to) => PerNumerator * (to.Numerator!.Value - from.Numerator!.Value);

        public double Denominator(SeriesPoint from, SeriesPoint to) => PerDenominator * ((to.Denominator ?? 0) - (from.Denominator ?? 0));
    }
}
