using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Insight.Warehouse.Areas;

/// <summary>
/// All areas, their memberships and their changes. Immutable; the built-in one holds Finland 2013–2026 (with the mergers since 2011),
/// and <see cref="With"/> adds networks and the areas of other countries.
/// </summary>
public sealed class AreaDirectory
{
    /// <summary>Half a per cent: below it a transfer is smaller than the error of the figures.</summary>
    public const double DefaultLeastTransfer = 0.005;

    private readonly Dictionary<string, Area> byId;
    private readonly Dictionary<(AreaLevel, string), Area> byName = [];
    private readonly ILookup<string, Membership> byParent;
    private readonly ILookup<string, Membership> byChild;
    private readonly ILookup<string, AreaChange> changesFrom;

    /// <summary>Makes a directory.</summary>
    /// <param name="areas">All areas, ids unique.</param>
    /// <param name="memberships">Which belongs to which, and when.</param>
    /// <param name="changes">Mergers and transfers.</param>
    /// <param name="leastTransfer">A partial transfer of a smaller share of both parties' population is noted and not recalculated.</param>
    public AreaDirectory(
        IEnumerable<Area> areas, IEnumerable<Membership> memberships, IEnumerable<AreaChange> changes, double leastTransfer = DefaultLeastTransfer)
    {
        LeastTransfer = leastTransfer;
        Areas = [.. areas];
        Memberships = [.. memberships];
        Changes = [.. changes.OrderBy(c => c.Date)];
        byId = Areas.ToDictionary(a => a.Id, StringComparer.Ordinal);
        byParent = Memberships.ToLookup(m => m.Parent, StringComparer.Ordinal);
        byChild = Memberships.ToLookup(m => m.Child, StringComparer.Ordinal);
        changesFrom = Changes.Where(c => !c.IsNegligible(leastTransfer)).ToLookup(c => c.From, StringComparer.Ordinal);
        foreach (var area in Areas)
        {
            foreach (var name in area.Names.Values)
            {
                byName.TryAdd((area.Level, Normalise(name)), area);
            }
        }
    }

    /// <summary>Finland's areas as delivered with this program.</summary>
    public static AreaDirectory BuiltIn { get; } = AreaFigures.Read();

    /// <summary>All areas in the order of their files.</summary>
    public IReadOnlyList<Area> Areas { get; }

    public IReadOnlyList<Membership> Memberships { get; }

    /// <summary>Municipal changes by date.</summary>
    public IReadOnlyList<AreaChange> Changes { get; }

    /// <summary>Smallest share of either party's population at which a partial transfer is recalculated.</summary>
    public double LeastTransfer { get; }

    /// <summary>This directory with further areas and memberships.</summary>
    public AreaDirectory With(IEnumerable<Area> areas, IEnumerable<Membership> memberships) =>
        new(Areas.Concat(areas), Memberships.Concat(memberships), Changes, LeastTransfer);

    /// <summary>This directory with another smallest share at which a partial transfer is recalculated.</summary>
    public AreaDirectory WithLeastTransfer(double share) => new(Areas, Memberships, Changes, share);

    /// <summary>The area with an id: KU016, MK07, SSS, network:paijat-hame-4.</summary>
    public bool TryById(string id, [NotNullWhen(true)] out Area? area) => byId.TryGetValue(id, out area);

    /// <summary>
    /// The area that a person or a source may mean: an id in any case; a bare number is a municipality (16, 016, 0016 → KU016).
    /// </summary>
    public bool TryResolve(string text, [NotNullWhen(true)] out Area? area)
    {
        text = text.Trim();
        if (byId.TryGetValue(text, out area) || byId.TryGetValue(text.ToUpperInvariant(), out area) || byId.TryGetValue(text.ToLowerInvariant(), out area))
        {
            return true;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && byId.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"KU{number:000}"), out area);
    }

    /// <summary>The area of a level with a name in any of its languages; case and surrounding blanks do not matter.</summary>
    public bool TryByName(AreaLevel level, string name, [NotNullWhen(true)] out Area? area) => byName.TryGetValue((level, Normalise(name)), out area);

    /// <summary>The members of an area on a day, by id in order of the files.</summary>
    public IReadOnlyList<string> MembersOf(string parent, DateOnly day) =>
        [.. byParent[parent].Where(m => m.ValidFrom <= day && !(m.ValidTo <= day)).Select(m => m.Child)];

    /// <summary>The areas to which an area belongs on a day.</summary>
    public IReadOnlyList<string> ParentsOf(string child, DateOnly day) =>
        [.. byChild[child].Where(m => m.ValidFrom <= day && !(m.ValidTo <= day)).Select(m => m.Parent)];

    /// <summary>
    /// Where figures of an area belong when they move from the division of one day to that of a later day, with weights that sum to 1.
    /// An area that did not change maps to itself; an area that is reached in several ways is named once.
    /// </summary>
    public IReadOnlyList<(string Area, double Weight)> Map(string area, DateOnly from, DateOnly to)
    {
        var result = new List<(string Area, double Weight)>();
        Follow(area, from, 1.0);
        return [.. result.GroupBy(r => r.Area, r => r.Weight, StringComparer.Ordinal).Select(g => (g.Key, g.Sum()))];

        void Follow(string id, DateOnly since, double weight)
        {
            var moves = changesFrom[id].Where(c => c.Date > since && c.Date <= to).ToList();
            if (moves.Count == 0)
            {
                result.Add((id, weight));
                return;
            }

            var date = moves[0].Date;
            var stays = 1.0;
            foreach (var move in moves.Where(m => m.Date == date))
            {
                Follow(move.To, date, weight * move.Weight);
                stays -= move.Weight;
            }

            if (stays > 1e-12)
            {
                Follow(id, date, weight * stays);
            }
        }
    }

    private static string Normalise(string name) => name.Trim().ToUpperInvariant();
}
