using Insight.Warehouse.Areas;

namespace Insight.Indicators.Definitions;

/// <summary>Municipalities that lead by shared figures. Configuration: one file in <c>networks/</c>.</summary>
/// <param name="Id">Kebab-case id; the area is <c>network:&lt;id&gt;</c>.</param>
/// <param name="Names">Name by language.</param>
/// <param name="Members">Its members.</param>
/// <param name="Languages">Languages of its municipalities, the first being the one to show unasked.</param>
/// <param name="Indicators">Ids of the indicators it shows; empty means all.</param>
/// <param name="Contact">Whom to ask, or null.</param>
public sealed record Network(
    string Id,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<NetworkMember> Members,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Indicators,
    string? Contact)
{
    /// <summary>Id of the network as an area: <c>network:paijat-hame-4</c>.</summary>
    public string AreaId => "network:" + Id;

    /// <summary>The network as an area.</summary>
    public Area ToArea() => new(AreaId, AreaLevel.Network, Id, Names, null, null);

    /// <summary>Its members as memberships; a member without a first day has always been one.</summary>
    public IEnumerable<Membership> ToMemberships() =>
        Members.Select(member => new Membership(member.Area, AreaId, member.ValidFrom ?? DateOnly.MinValue, member.ValidTo));
}

/// <summary>A member from a first day (null: always) until the day before another (null: still).</summary>
public sealed record NetworkMember(string Area, DateOnly? ValidFrom, DateOnly? ValidTo);
