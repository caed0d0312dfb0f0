using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Validation;

/// <summary>Checks a network against the areas and the catalogue.</summary>
internal static class NetworkValidator
{
    /// <summary>A network of one would be the municipality itself.</summary>
    private const int FewestMembers = 2;

    /// <summary>Reports unknown areas and indicators, and too few members.</summary>
    public static void Validate(NetworkDraft draft, AreaDirectory areas, IReadOnlyCollection<string> indicators, DiagnosticBag bag)
    {
        var network = draft.Network;
        foreach (var (member, i) in network.Members.Select((member, i) => (member, i)).Where(pair => !areas.TryById(pair.member.Area, out _)))
        {
            var hint = areas.TryResolve(member.Area, out var meant) ? $"did you mean '{meant.Id}'?" : "write the id of a municipality, such as KU016";
            bag.Error(DiagnosticCodes.UnknownArea, draft.Lines[Place("members", i)], $"'{member.Area}' is not the id of an area", hint);
        }

        foreach (var (id, i) in network.Indicators.Select((id, i) => (id, i)).Where(pair => !indicators.Contains(pair.id)))
        {
            bag.Error(
                DiagnosticCodes.UnknownIndicator,
                draft.Lines[Place("indicators", i)],
                $"'{id}' is not an indicator of the catalogue",
                NearestName.Hint(id, indicators));
        }

        var repeated = network.Members.GroupBy(member => member.Area).FirstOrDefault(group => Overlap([.. group]));
        if (repeated is not null)
        {
            bag.Error(
                DiagnosticCodes.BadMembers,
                draft.Lines["members"],
                $"'{repeated.Key}' is a member twice at a time",
                "remove one of the two, or give them dates");
        }
        else if (network.Members.Count < FewestMembers)
        {
            bag.Error(
                DiagnosticCodes.BadMembers,
                draft.Lines["members"],
                string.Create(CultureInfo.InvariantCulture, $"the network has {network.Members.Count} members"),
                $"list at least {FewestMembers}");
        }
    }

    private static bool Overlap(List<NetworkMember> spells) => spells.OrderBy(spell => spell.ValidFrom ?? DateOnly.MinValue)
        .Aggregate((End: (DateOnly?)DateOnly.MinValue, Found: false), (last, spell) =>
            (spell.ValidTo, last.Found || last.End is null || (spell.ValidFrom ?? DateOnly.MinValue) < last.End)).Found;

    private static string Place(string list, int i) => string.Create(CultureInfo.InvariantCulture, $"{list}[{i}]");
}
