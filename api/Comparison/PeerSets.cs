using Insight.Api.Areas;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Peers;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>Makes the set of peers that a request names.</summary>
public sealed class PeerSets(PeerFeatures features)
{
    /// <summary>Name of the parameter.</summary>
    public const string Parameter = "peers";

    /// <summary>Words that the parameter takes beside ids of areas.</summary>
    public static readonly IReadOnlyList<string> Words = ["network", "region", "country", "size-class", "grouping", "neighbours"];

    private const string Country = "SSS";

    /// <summary>The peers of an area, and the distances of nearest neighbours.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="area">The asked area.</param>
    /// <param name="period">The compared period: size and features are taken from it or from the nearest before.</param>
    /// <param name="asked">Values of the parameter: a word, an area whose members are meant, or a list of areas; none takes the area's network, else its region.</param>
    /// <param name="neighbours">How neighbours are chosen, for <c>neighbours</c>.</param>
    /// <exception cref="ProblemException">400: unknown, contradictory, or the area has no such peers.</exception>
    public async Task<(PeerSet Set, IReadOnlyDictionary<string, double> Distances)> OfAsync(
        Publication publication, Area area, Period period, IReadOnlyList<string> asked, NeighbourQuery neighbours)
    {
        var word = asked switch
        {
            [] => DefaultWord(publication, area),
            [var one] => one,
            _ => null,
        };
        if (word is null || !Words.Contains(word))
        {
            return (Named(publication, area, asked), new Dictionary<string, double>());
        }

        return word switch
        {
            "neighbours" => await NeighboursAsync(publication, area, period, neighbours),
            "size-class" => (await SizeClassAsync(publication, area, period), new Dictionary<string, double>()),
            _ => (Group(publication, area, word), new Dictionary<string, double>()),
        };
    }

    private static string DefaultWord(Publication publication, Area area) =>
        ParentOf(publication, area, AreaLevel.Network) is not null ? "network" : area.Level == AreaLevel.Municipality ? "region" : "country";

    /// <summary>Ids: one area with members means these; else the list itself.</summary>
    private static PeerSet Named(Publication publication, Area area, IReadOnlyList<string> asked)
    {
        var named = asked.Select(text => Find(publication, text)).ToList();
        if (named is [var one] && publication.Areas.MembersOf(one.Id, publication.CurrentDivision) is { Count: > 0 } members)
        {
            return new(KindOf(one.Level), one.Id, one.Id, Others(members, area), []);
        }

        return new(PeerSetKind.Chosen, "chosen", null, Others(named.Select(item => item.Id), area), []);
    }

    private static Area Find(Publication publication, string text) => publication.Areas.TryResolve(text, out var area)
        ? area
        : throw new ProblemException(new Problem(
            400,
            "unknown-area",
            "There is no such area",
            $"'{BadRequest.Cut(text)}' is neither an area nor one of {string.Join(", ", Words)}; write one of these, an area whose members are meant, or a list of areas.")
        {
            Parameter = Parameter,
            Value = text,
            Suggestions = [.. NearestNames.Of(text, Words).Concat(AreaSearch.Suggestions(publication.Areas, text)).Take(3)],
        });

    private static PeerSet Group(Publication publication, Area area, string word)
    {
        if (area.Level != AreaLevel.Municipality && word == "country")
        {
            return new(PeerSetKind.Country, word, Country, Others(SameLevel(publication, area), area), []);
        }

        var level = word switch
        {
            "network" => AreaLevel.Network,
            "region" => AreaLevel.Region,
            "grouping" => AreaLevel.Grouping,
            _ => AreaLevel.Country,
        };
        var parent = ParentOf(publication, area, level) ?? throw BadRequest.Contradictory(
            Parameter, word, $"{area.Id} belongs to no {word}; name another set of peers, or a list of areas.", ["country", "neighbours"]);
        return new(KindOf(level), word, parent, Others(publication.Areas.MembersOf(parent, publication.CurrentDivision), area), []);
    }

    private async Task<PeerSet> SizeClassAsync(Publication publication, Area area, Period period)
    {
        RequireMunicipality(area, "size-class");
        var population = await features.ValuesAsync(publication, PeerFeatures.Population, area.Id, period);
        if (population is not { } found || !found.Values.TryGetValue(area.Id, out var own))
        {
            throw BadRequest.Contradictory(
                Parameter, "size-class", $"The population of {area.Id} is not in this publication, so that its size class is not known; name another set of peers.", ["region", "country"]);
        }

        var size = SizeClass.Of(own);
        var alike = found.Values.Where(pair => size.Contains(pair.Value)).Select(pair => pair.Key);
        return new(PeerSetKind.SizeClass, "size-class", null, Others(alike.Order(StringComparer.Ordinal), area), [new(PeerFeatures.Population, 1, found.Period, false, own)]);
    }

    private async Task<(PeerSet Set, IReadOnlyDictionary<string, double> Distances)> NeighboursAsync(
        Publication publication, Area area, Period period, NeighbourQuery query)
    {
        RequireMunicipality(area, "neighbours");
        var (values, shown) = await features.OfAsync(publication, area.Id, period, query);
        var nearest = NearestNeighbours.Of(area.Id, values, query.Count);
        if (nearest.Count == 0)
        {
            throw BadRequest.Contradictory(
                "features", string.Join(',', query.Features.Select(f => f.Indicator)), $"{area.Id} has none of the features, so that nothing says who is like it; name others.");
        }

        return (new(PeerSetKind.Neighbours, "neighbours", null, [.. nearest.Select(pair => pair.Area)], shown)
        {
            Asked = query.Count,
            Choice = NearestNeighbours.Choice(area.Id, values, PeerFeatures.Municipalities(publication)),
        },
            nearest.ToDictionary(pair => pair.Area, pair => pair.Distance, StringComparer.Ordinal));
    }

    private static void RequireMunicipality(Area area, string word)
    {
        if (area.Level != AreaLevel.Municipality)
        {
            throw BadRequest.Contradictory(Parameter, word, $"{area.Id} is no municipality; '{word}' compares municipalities.", ["country"]);
        }
    }

    private static IReadOnlyList<string> Others(IEnumerable<string> areas, Area area) => [.. areas.Where(id => id != area.Id).Distinct()];

    private static IEnumerable<string> SameLevel(Publication publication, Area area) => publication.Areas.Areas
        .Where(other => other.Level == area.Level && !(other.ValidFrom > publication.CurrentDivision) && !(other.ValidTo <= publication.CurrentDivision))
        .Select(other => other.Id);

    private static string? ParentOf(Publication publication, Area area, AreaLevel level) => publication.Areas.ParentsOf(area.Id, publication.CurrentDivision)
        .FirstOrDefault(id => publication.Areas.TryById(id, out var parent) && parent.Level == level);

    private static PeerSetKind KindOf(AreaLevel level) => level switch
    {
        AreaLevel.Network => PeerSetKind.Network,
        AreaLevel.Country => PeerSetKind.Country,
        AreaLevel.Grouping => PeerSetKind.Grouping,
        _ => PeerSetKind.Region,
    };
}

/// <summary>How nearest neighbours are chosen.</summary>
/// <param name="Count">How many.</param>
/// <param name="Features">Features with their weights.</param>
/// <param name="IsUsual">Whether these are the usual features, of which those that too few municipalities have take no part.</param>
public sealed record NeighbourQuery(int Count, IReadOnlyList<(string Indicator, double Weight)> Features, bool IsUsual)
{
    /// <summary>As <c>features=</c> says; by the usual features where it says nothing.</summary>
    internal static NeighbourQuery Read(int count, IReadOnlyList<string> features, Publication publication) => new(count, PeerFeatures.Read(features, publication), features.Count == 0);
}
