using Insight.Warehouse.Observations;

namespace Insight.Etl.Sources.MunicipalExports;

/// <summary>Sectors of a municipality's files, and which of them came or left: not in figures of today's tasks.</summary>
/// <param name="Names">Text of the sector → member.</param>
/// <param name="Moved">Members that came or left.</param>
internal sealed record SectorScopes(IReadOnlyDictionary<string, string> Names, IReadOnlySet<string> Moved)
{
    /// <summary>The scope with the tasks of the time.</summary>
    public const string AsWas = "as-was";

    /// <summary>What a profile may say of it.</summary>
    public static readonly IReadOnlyList<string> Fields = ["sectors", "moved"];

    /// <summary>Reads the lists of a municipality, else the common ones.</summary>
    /// <exception cref="SettingsException">A sector has moved that is none.</exception>
    public static SectorScopes Read(SettingsNode own, SettingsNode common)
    {
        var names = WordList.Read(own, common, "sectors", null);
        return new(names, own["moved"].Items.Select(item => names.Values.Contains(item.Text, StringComparer.Ordinal)
            ? item.Text
            : throw item.Wrong($"'{item.Text}' is no sector; sectors are {string.Join(", ", names.Values.Distinct(StringComparer.Ordinal))}.")).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The cells in which rows are added up: all and each sector, of today's tasks and of those of the time.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="sectorOf">The member of a row's sector.</param>
    public IEnumerable<(string Scope, string Sector, IReadOnlyList<T> Rows)> Cells<T>(IReadOnlyList<T> rows, Func<T, string> sectorOf)
    {
        foreach (var scope in new[] { DefaultMember.LikeForLike, AsWas })
        {
            var own = rows.Where(row => scope == AsWas || !Moved.Contains(sectorOf(row))).ToList();
            yield return (scope, DefaultMember.Total, own);
            foreach (var sector in own.GroupBy(sectorOf))
            {
                yield return (scope, sector.Key, [.. sector]);
            }
        }
    }
}
