using System.Text.Json.Serialization;
using Insight.Api.Publications;
using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Api.Comparison;

/// <summary>What an answer was answered from.</summary>
public abstract record AnsweredFrom
{
    /// <summary>The publication.</summary>
    public string Publication { get; private init; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset PublishedAt { get; private init; }

    /// <summary>Its edition.</summary>
    public string Edition { get; private init; } = "";

    /// <summary>Sets all three.</summary>
    internal Publication Source
    {
        init => (Publication, PublishedAt, Edition) = (value.Id, value.Manifest.CreatedAt, value.Manifest.Edition);
    }
}

/// <summary>A figure in an answer.</summary>
/// <param name="Period">Its period.</param>
/// <param name="Value">The value, not rounded; null always has a status.</param>
/// <param name="Status">Why there is no value, or a reservation on it; absent where there is none.</param>
public sealed record FigureAnswer(
    string Period, double? Value, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status)
{
    internal static FigureAnswer? Of(SeriesPoint? point) => point is null
        ? null
        : new(point.Period.ToString(), point.Value, point.Status.Length > 0 ? point.Status : point.Value is null ? ObservationStatus.Unknown.Code : null);
}

/// <summary>A range, in the unit of the value.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Cut">True where an end was cut off at 0 or 100, which no figure can pass; absent otherwise.</param>
public sealed record IntervalAnswer(double Low, double High, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Cut)
{
    internal static IntervalAnswer? Of(Interval? interval) => interval is null ? null : new(interval.Low, interval.High, interval.IsCut);
}

/// <summary>Where an area stands among its peers.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Version">Version of its definition.</param>
/// <param name="Direction">higher, lower or neutral: which way is better.</param>
/// <param name="Variation">register, counts or sample: what the intervals are made of.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Division">Municipal division.</param>
/// <param name="Breakdown">Members of its breakdowns.</param>
/// <param name="Synthetic">Whether the figures are invented for demonstration.</param>
/// <param name="Area">The asked area.</param>
/// <param name="Period">The compared period.</param>
/// <param name="Peers">Who the peers are.</param>
/// <param name="Position">The asked area's position.</param>
/// <param name="Statistics">What those compared are like together.</param>
/// <param name="Members">The asked area and its peers, the best first (not judged: the highest), then those without a comparable value.</param>
/// <param name="Missing">Ids of those without a value; none of them counts as 0.</param>
/// <param name="Caveats">Reservations.</param>
public sealed record ComparisonAnswer(
    string Indicator,
    int Version,
    string Direction,
    string Variation,
    string Frequency,
    string Division,
    IReadOnlyDictionary<string, string> Breakdown,
    bool Synthetic,
    string Area,
    string Period,
    PeersAnswer Peers,
    PositionAnswer Position,
    StatisticsAnswer Statistics,
    IReadOnlyList<PeerMemberAnswer> Members,
    IReadOnlyList<string> Missing,
    IReadOnlyList<WordAnswer> Caveats) : AnsweredFrom
{
    internal static ComparisonAnswer Of(SeriesScope scope, PeerPosition position, string? language) => new(
        scope.Indicator.Id,
        position.Indicator.Version,
        scope.Indicator.Direction,
        ComparisonWords.Code(position.Indicator.Variation.Kind),
        Publications.Publication.Word(scope.Slice.Frequency),
        scope.Slice.Division,
        scope.Breakdown,
        scope.Indicator.Synthetic,
        position.Area,
        position.Period.ToString(),
        PeersAnswer.Of(position.Peers, scope.Publication, language),
        PositionAnswer.Of(position),
        StatisticsAnswer.Of(position),
        [.. position.Members.Select(member => PeerMemberAnswer.Of(member, scope.Publication, language))],
        [.. position.Members.Where(member => member.Value is null && member.Left is null).Select(member => member.Area)],
        ComparisonWords.Words(position.Caveats, language))
    { Source = scope.Publication };
}

/// <summary>A set of peers.</summary>
/// <param name="Kind">network, region, country, size-class, grouping, neighbours or chosen.</param>
/// <param name="Area">The area that names the set; null for size classes, neighbours and lists.</param>
/// <param name="Names">Its names; null where it has none.</param>
/// <param name="Count">Number of peers, without the asked area.</param>
/// <param name="Features">By what neighbours were chosen (size classes: the population); change it by <c>features=</c>.</param>
/// <param name="Neighbours">Of nearest neighbours: how many were asked for and found, and who could not be chosen; absent for other sets.</param>
public sealed record PeersAnswer(
    string Kind, string? Area, IReadOnlyDictionary<string, string>? Names, int Count, IReadOnlyList<FeatureAnswer> Features,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NeighboursAnswer? Neighbours)
{
    internal static PeersAnswer Of(PeerSet peers, Publication publication, string? language) => new(
        ComparisonWords.Code(peers.Kind),
        peers.Area,
        peers.Area is { } id && publication.Areas.TryById(id, out var area) ? area.Names : null,
        peers.Areas.Count,
        [.. peers.Features.Select(feature => new FeatureAnswer(
            feature.Indicator, publication.Indicator(feature.Indicator)!.Names, feature.Weight, feature.Period?.ToString(), feature.IsLogarithm, feature.Area, feature.Present)
        {
            LeftOut = feature.Left is { } left ? ComparisonWords.Word(left, language) : null,
        })],
        peers is { Asked: { } asked, Choice: { } choice } ? NeighboursAnswer.Of(asked, peers.Areas.Count, choice) : null);
}

/// <summary>How nearest neighbours were found.</summary>
/// <param name="Text">Found and asked for: 4/10.</param>
/// <param name="Asked">How many were asked for.</param>
/// <param name="Found">How many were found.</param>
/// <param name="Candidates">How many municipalities have every feature.</param>
/// <param name="Municipalities">How many municipalities there are, without the asked one.</param>
/// <param name="Lacking">Municipalities that could not be chosen, by id: the indicators of which they have no value in the period of the feature.</param>
public sealed record NeighboursAnswer(
    string Text, int Asked, int Found, int Candidates, int Municipalities, IReadOnlyDictionary<string, IReadOnlyList<string>> Lacking)
{
    internal static NeighboursAnswer Of(int asked, int found, NeighbourChoice choice) => new(
        CountText.Of(found, asked), asked, found, choice.Candidates, choice.Of, choice.Lacking);
}

/// <summary>Counts as people write them: 12/38.</summary>
internal static class CountText
{
    public static string Of(int some, int all) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{some}/{all}");
}

/// <summary>A feature of neighbours.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Names">Its names.</param>
/// <param name="Weight">Its weight in the distance.</param>
/// <param name="Period">Whose values were taken; null: there are none, and it took no part.</param>
/// <param name="Logarithm">Whether the logarithm was standardised.</param>
/// <param name="Value">The asked area's value.</param>
/// <param name="Present">How many municipalities have a value in the period.</param>
public sealed record FeatureAnswer(
    string Indicator, IReadOnlyDictionary<string, string> Names, double Weight, string? Period, bool Logarithm, double? Value, int Present)
{
    /// <summary>Why it took no part; absent where it took part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WordAnswer? LeftOut { get; init; }
}

/// <summary>The asked area's position.</summary>
/// <param name="Value">Its value, or null.</param>
/// <param name="Interval">Its interval by the kind of variation, or null.</param>
/// <param name="Text">Place and number of those compared: 12/38; null without a value.</param>
/// <param name="Place">Place from the best (not judged: from the highest), ties sharing the better one.</param>
/// <param name="Compared">How many have a comparable value, the asked area included.</param>
/// <param name="Coverage">Those and all of the set, the asked area included: 38/40; the others are in <c>missing</c> or say why they are left out.</param>
/// <param name="Judged">Whether more or less is better between areas: not of totals, nor where the definition has no direction.</param>
/// <param name="Better">How many are better; null where that is not judged.</param>
/// <param name="Worse">How many are worse; null where that is not judged.</param>
/// <param name="Higher">How many have a higher value.</param>
/// <param name="Lower">How many have a lower value.</param>
/// <param name="Same">How many others have the same value.</param>
/// <param name="Rank">The rank, only where the intervals leave one.</param>
/// <param name="RankBest">Best rank that the intervals allow; null where there are none.</param>
/// <param name="RankWorst">Worst rank that the intervals allow; null where there are none.</param>
public sealed record PositionAnswer(
    double? Value, IntervalAnswer? Interval, string? Text, int? Place, int Compared, string Coverage, bool Judged, int? Better, int? Worse, int? Higher, int? Lower, int? Same,
    int? Rank, int? RankBest, int? RankWorst)
{
    internal static PositionAnswer Of(PeerPosition position)
    {
        var own = position.Members.First(member => member.IsAsked);
        var direction = position.Indicator.BetweenAreas;
        var (isJudged, isLower) = (direction != Direction.Neutral, direction == Direction.Lower);
        return new(
            own.Value,
            IntervalAnswer.Of(own.Interval),
            position.Place is { } place ? CountText.Of(place, position.Compared) : null,
            position.Place,
            position.Compared,
            CountText.Of(position.Compared, position.Members.Count),
            isJudged,
            isJudged ? position.Better : null,
            isJudged ? position.Worse : null,
            isLower ? position.Worse : position.Better,
            isLower ? position.Better : position.Worse,
            position.Same,
            position.Rank,
            position.RankBest,
            position.RankWorst);
    }
}

/// <summary>Those compared, together; quartiles only for three and more.</summary>
/// <param name="Lowest">Lowest value.</param>
/// <param name="LowerQuartile">Lower quartile.</param>
/// <param name="Median">Median.</param>
/// <param name="UpperQuartile">Upper quartile.</param>
/// <param name="Highest">Highest value.</param>
/// <param name="UnweightedMean">Mean of the values, each area counting once.</param>
/// <param name="WeightedMean">Sum of numerators over sum of denominators; null for sums and for figures that cannot be put together.</param>
public sealed record StatisticsAnswer(
    double? Lowest, double? LowerQuartile, double? Median, double? UpperQuartile, double? Highest, double? UnweightedMean, double? WeightedMean)
{
    internal static StatisticsAnswer Of(PeerPosition position) => new(
        position.Quartiles?.Lowest, position.Quartiles?.Lower, position.Quartiles?.Median, position.Quartiles?.Upper, position.Quartiles?.Highest,
        position.UnweightedMean, position.WeightedMean);
}

/// <summary>One area of a comparison.</summary>
/// <param name="Area">Area id.</param>
/// <param name="Names">Its names.</param>
/// <param name="Asked">Whether it is the asked one.</param>
/// <param name="Value">Its value; null where it has none or is left out.</param>
/// <param name="Status">Why there is no value, or a reservation on it.</param>
/// <param name="Interval">Its interval, or null.</param>
/// <param name="LeftOut">Why it is left out though it may have a value.</param>
/// <param name="Distance">Of neighbours: how far it is from the asked area.</param>
public sealed record PeerMemberAnswer(
    string Area,
    IReadOnlyDictionary<string, string> Names,
    bool Asked,
    double? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Status,
    IntervalAnswer? Interval,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WordAnswer? LeftOut,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Distance)
{
    internal static PeerMemberAnswer Of(PeerMember member, Publication publication, string? language) => new(
        member.Area,
        publication.Areas.TryById(member.Area, out var area) ? area.Names : new Dictionary<string, string>(),
        member.IsAsked,
        member.Value,
        member.Status.Length > 0 ? member.Status : null,
        IntervalAnswer.Of(member.Interval),
        member.Left is { } left ? ComparisonWords.Word(left, language) : null,
        member.Distance);
}
