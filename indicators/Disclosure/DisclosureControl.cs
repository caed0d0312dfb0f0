using System.Collections.Concurrent;
using Insight.Indicators.Definitions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Disclosure;

/// <summary>Disclosure control of a run: what is hidden of each group of indicators, worked out when the first of them is computed.</summary>
/// <param name="catalog">All definitions: what one of them shows can give back what another hides.</param>
/// <param name="dataSets">All data sets of all sources.</param>
/// <param name="division">The current municipal division.</param>
internal sealed class DisclosureControl(Catalog catalog, IReadOnlyList<DataSet> dataSets, Division division)
{
    private readonly Dictionary<string, DataSet> byId = dataSets.ToDictionary(set => set.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ProtectionGroup, Lazy<IReadOnlyDictionary<ProtectedPlace, ObservationStatus>>> patterns = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<IReadOnlyList<ProtectionGroup>> groups = new(() => ProtectionGroup.Of(catalog, id => dataSets.First(set => set.Id == id)));

    /// <summary>What else than the definition and its own data sets decides what is hidden of an indicator: definitions and loads of its group. Empty where nothing is.</summary>
    /// <param name="definition">The indicator.</param>
    /// <param name="lastChanges">Data set → the last load that changed it.</param>
    public string KeyOf(IndicatorDefinition definition, IReadOnlyDictionary<string, int> lastChanges) => GroupOf(definition) is { } group
        ? string.Join(' ', group.Versions.Select(version => version.Hash).Concat(group.DataSets.Select(id => string.Create(null, $"{id}={lastChanges.GetValueOrDefault(id)}"))))
        : "";

    /// <summary>Hides what must not be shown among computed rows.</summary>
    /// <param name="warehouse">The connection on which the rows lie in a temporary table.</param>
    /// <param name="table">That table, in the column order of a compiled statement.</param>
    /// <param name="definition">The indicator, or one version of it.</param>
    /// <returns>Whether rows may have been changed.</returns>
    public bool Apply(DuckDBConnection warehouse, string table, IndicatorDefinition definition)
    {
        if (GroupOf(definition) is not { } group)
        {
            return false;
        }

        var hidden = patterns.GetOrAdd(group, _ => new(() => GroupPattern.Of(warehouse, group, byId, division))).Value;
        new SliceDisclosure(warehouse, table, definition, new RowPlaces(definition, group.Breakdowns, id => byId[id])).Apply(hidden);
        return true;
    }

    private ProtectionGroup? GroupOf(IndicatorDefinition definition) => groups.Value.FirstOrDefault(group => group.Versions.Any(version => version.Id == definition.Id));
}
