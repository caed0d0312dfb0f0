using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Comparison.Peers;

/// <summary>Answers "compared with whom?": the position of one area among its peers.</summary>
public static class PeerComparison
{
    /// <summary>The position. The order in which peers and figures are given does not matter.</summary>
    public static PeerPosition Of(PeerQuestion question)
    {
        var figures = Figures(question);
        var compared = figures.Where(figure => figure.Left is null && figure.Point.Value is not null).ToList();
        var own = compared.Find(figure => figure.Area == question.Area);
        var (best, worst) = own is null ? (null, null) : Ranks(question, own, compared);
        return new()
        {
            Indicator = question.Indicator,
            Area = question.Area,
            Period = question.Period,
            Peers = question.Peers,
            Members = [.. figures.Select(figure => MemberOf(question, figure))],
            Compared = compared.Count,
            Place = own is null ? null : 1 + compared.Count(other => Sign(question, other, own) > 0),
            Better = own is null ? null : compared.Count(other => Sign(question, other, own) > 0),
            Worse = own is null ? null : compared.Count(other => Sign(question, other, own) < 0),
            Same = own is null ? null : compared.Count(other => other != own && Sign(question, other, own) == 0),
            RankBest = best,
            RankWorst = worst,
            Quartiles = Statistics.QuartilesOf(compared.Select(figure => figure.Point.Value!.Value)),
            UnweightedMean = compared.Count == 0 ? null : compared.Average(figure => figure.Point.Value!.Value),
            WeightedMean = WeightedMean(question.Indicator, compared),
            Caveats = Caveats(question, figures, best, worst),
        };
    }

    /// <summary>One figure for each area of the question: compared ones from the best to the worst, then the others by id.</summary>
    private static List<PeerFigure> Figures(PeerQuestion question)
    {
        var given = question.Figures.ToDictionary(figure => figure.Area, StringComparer.Ordinal);
        return [.. question.Peers.Areas.Append(question.Area).Distinct(StringComparer.Ordinal)
            .Select(area => given.GetValueOrDefault(area) ?? new(area, SeriesPoint.Absent(question.Period), null, null))
            .OrderBy(figure => figure.Left is not null || figure.Point.Value is null)
            .ThenByDescending(figure => figure.Left is null ? Worth(question, figure.Point.Value ?? 0) : 0)
            .ThenBy(figure => figure.Area, StringComparer.Ordinal)];
    }

    /// <summary>Larger is better (neutral: higher).</summary>
    private static double Worth(PeerQuestion question, double value) => question.Indicator.BetweenAreas == Direction.Lower ? -value : value;

    private static int Sign(PeerQuestion question, PeerFigure other, PeerFigure own) =>
        Worth(question, other.Point.Value!.Value).CompareTo(Worth(question, own.Point.Value!.Value));

    /// <summary>
    /// Best and worst rank that the intervals allow: only who lies wholly on one side of the asked area's interval is surely better or worse.
    /// Null where the asked area has no interval; an area without one is on neither side for sure.
    /// </summary>
    private static (int? Best, int? Worst) Ranks(PeerQuestion question, PeerFigure own, List<PeerFigure> compared)
    {
        if (own.Interval is not { } interval)
        {
            return (null, null);
        }

        var apart = compared.Where(other => other != own && other.Interval is { } theirs && !theirs.Overlaps(interval)).ToList();
        return (1 + apart.Count(other => Sign(question, other, own) > 0), compared.Count - apart.Count(other => Sign(question, other, own) < 0));
    }

    private static double? WeightedMean(IndicatorTraits indicator, List<PeerFigure> compared)
    {
        var components = compared.TrueForAll(figure => figure.Point.Denominator is not null && figure.Point.IsMadeOfComponents(indicator.Multiplier));
        var denominator = components ? compared.Sum(figure => figure.Point.Denominator!.Value) : 0;
        return denominator == 0 ? null : indicator.Multiplier * compared.Sum(figure => figure.Point.Numerator!.Value) / denominator;
    }

    private static PeerMember MemberOf(PeerQuestion question, PeerFigure figure) => new(
        figure.Area,
        figure.Area == question.Area,
        figure.Left is null ? figure.Point.Value : null,
        figure.Point.Status,
        figure.Left is null ? figure.Interval : null,
        figure.Left,
        question.Distances.TryGetValue(figure.Area, out var distance) ? distance : null);

    private static List<string> Caveats(PeerQuestion question, List<PeerFigure> figures, int? best, int? worst)
    {
        var caveats = question.Caveats.ToList();
        AddIf(best is null || best != worst, ComparisonCaveats.NoRank);
        AddIf(figures.Exists(figure => figure.Left is null && figure.Point.Value is null), ComparisonCaveats.MembersMissing);
        AddIf(figures.Exists(figure => figure.Point.Value is not null && IsReserved(figure.Point.Status)), ComparisonCaveats.Estimated);
        AddIf(figures.Exists(figure => figure.Left is null && figure.Interval is { IsCut: true }), ComparisonCaveats.CutAtBound);
        AddIf(question.Peers.Asked > question.Peers.Areas.Count, ComparisonCaveats.FewerNeighbours);
        AddIf(question.Peers.Features.Any(feature => feature.Period is null), ComparisonCaveats.FeatureMissing);
        caveats.AddRange(figures.Select(figure => figure.Left).OfType<string>());
        return [.. caveats.Distinct()];

        void AddIf(bool condition, string caveat)
        {
            if (condition)
            {
                caveats.Add(caveat);
            }
        }
    }

    private static bool IsReserved(string status) => status == ObservationStatus.Estimated.Code || status == ObservationStatus.Provisional.Code;
}
