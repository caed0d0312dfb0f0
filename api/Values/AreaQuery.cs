using Insight.Api.Areas;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Warehouse.Areas;

namespace Insight.Api.Values;

/// <summary>
/// Which areas a request asks for: ids (a row for each, with or without data), <c>members:MK07</c> (the same for all members of an area in
/// the current division), <c>level:municipality</c> and <c>all</c> (those of the slice that have data).
/// </summary>
internal sealed class AreaQuery
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "area";

    private const int Most = 1000;
    private const string All = "all";
    private const string LevelPrefix = "level:";
    private const string MembersPrefix = "members:";

    private readonly List<Item> items = [];
    private readonly HashSet<int> named = [];
    private bool isAll;

    /// <summary>The text form in which equal queries are equal.</summary>
    public string Canonical => isAll ? All : string.Join(',', items.Select(i => i.Canonical));

    /// <summary>Reads the values of the parameter; none means all.</summary>
    public static AreaQuery Parse(IReadOnlyList<string> values, Publication publication, AreaLabels labels)
    {
        var query = new AreaQuery();
        foreach (var value in values)
        {
            query.Add(value, publication, labels);
        }

        query.isAll |= values.Count == 0;
        return query.named.Count <= Most
            ? query
            : throw BadRequest.Parameter(
                Parameter, "", $"{query.named.Count} areas are named, and at most {Most} may be; use area=all or level: instead.");
    }

    /// <summary>The asked areas as a slice knows them.</summary>
    public AreaPick[] Resolve(SliceAxes axes, AreaDirectory areas, AreaLabels labels)
    {
        if (isAll)
        {
            return axes.AllAreas;
        }

        var picks = new List<AreaPick>(items.Count);
        var seen = items.Exists(i => i.Level is not null) ? new HashSet<int>() : null;
        foreach (var item in items)
        {
            if (item.Level is not { } level)
            {
                Pick(new AreaPick(axes.PositionOf(item.Number), item.Number));
                continue;
            }

            foreach (var area in axes.AllAreas)
            {
                if (areas.TryById(labels.IdOf(area.Number), out var found) && found.Level == level)
                {
                    Pick(area);
                }
            }
        }

        return [.. picks];

        void Pick(AreaPick pick)
        {
            if (seen is null || seen.Add(pick.Number))
            {
                picks.Add(pick);
            }
        }
    }

    /// <summary>Ids of the areas that are named one by one, for notes.</summary>
    public bool Concerns(string areaId, AreaLabels labels) =>
        isAll || items.Exists(i => i.Level is not null) || named.Contains(labels.NumberOf(areaId));

    private void Add(string value, Publication publication, AreaLabels labels)
    {
        if (value == All)
        {
            isAll = true;
        }
        else if (value.StartsWith(LevelPrefix, StringComparison.Ordinal))
        {
            AddLevel(value);
        }
        else if (value.StartsWith(MembersPrefix, StringComparison.Ordinal))
        {
            AddMembers(value, publication, labels);
        }
        else
        {
            AddOne(AreaSearch.Required(publication.Areas, Parameter, value).Id, labels);
        }
    }

    private void AddLevel(string value)
    {
        var level = AreaWords.Level(value[LevelPrefix.Length..]) ?? throw BadRequest.Parameter(
            Parameter, value, $"'{BadRequest.Cut(value)}' names no level; levels are {string.Join(", ", AreaWords.Levels)}.",
            [.. NearestNames.Of(value[LevelPrefix.Length..], AreaWords.Levels).Select(l => LevelPrefix + l)]);
        if (!items.Exists(i => i.Level == level))
        {
            items.Add(new Item(level, -1, value));
        }
    }

    private void AddMembers(string value, Publication publication, AreaLabels labels)
    {
        var parent = AreaSearch.Required(publication.Areas, Parameter, value[MembersPrefix.Length..]);
        var members = publication.Areas.MembersOf(parent.Id, publication.CurrentDivision);
        if (members.Count == 0)
        {
            throw BadRequest.Parameter(
                Parameter, value, $"{parent.Id} has no members; members: takes a region, the country, a network or a grouping.");
        }

        foreach (var member in members)
        {
            AddOne(member, labels);
        }
    }

    private void AddOne(string id, AreaLabels labels)
    {
        var number = labels.NumberOf(id);
        if (named.Add(number))
        {
            items.Add(new Item(null, number, id));
        }
    }

    private readonly record struct Item(AreaLevel? Level, int Number, string Canonical);
}
