using Insight.Indicators.Compilation;
using Insight.Indicators.Computation;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>What a changed definition would do to one indicator's published values.</summary>
/// <param name="Indicator">Its id.</param>
/// <param name="Kind">new, changed or withdrawn.</param>
/// <param name="OldVersion">Version as published; null when it is new.</param>
/// <param name="NewVersion">Version as defined now; null when its definition is gone.</param>
/// <param name="Slices">Cells that would be added, revised or withdrawn, by division and frequency; empty when no value changes.</param>
public sealed record DefinitionEffect(string Indicator, string Kind, int? OldVersion, int? NewVersion, IReadOnlyList<SliceDifference> Slices)
{
    /// <summary>Fields by which the definition means something else than the published one of the same version; empty when it may keep its version.</summary>
    public IReadOnlyList<string> NeedsVersion { get; init; } = [];

    /// <summary>Whether any published value would become another, or go.</summary>
    public bool ChangesPublished => Slices.Any(slice => slice.Revised + slice.Withdrawn > 0);
}

/// <summary>
/// Computes a catalogue against the facts of the warehouse and compares with the current publication. Only definitions count: facts loaded
/// since then change nothing here. Files go to a folder of the trial's own, which is removed; tables are rolled back.
/// </summary>
public sealed class DefinitionTrial(Workplace place, WarehouseSession session)
{
    /// <summary>The effect on each indicator whose definition differs, by id.</summary>
    /// <param name="catalog">A catalogue without errors.</param>
    /// <param name="current">The publication to compare with.</param>
    /// <param name="cancellationToken">Checked between indicators.</param>
    public IReadOnlyList<DefinitionEffect> Run(Catalog catalog, PublicationManifest current, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(place.Folder.Temporary, "trial-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var lake = new PublicationStore(Path.Combine(folder, "lake"));
            var indicators = Compute(catalog, current, lake, folder, cancellationToken);
            var changed = Changed(current, indicators);
            CopyOld(current, changed, lake);
            var differences = PublicationDifference.Compare(session.Connection, lake, Only(current, changed), Only(current with { Indicators = indicators }, changed));
            return [.. changed.Order(StringComparer.Ordinal).Select(id => Effect(id, current, indicators, differences))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IReadOnlyList<PublishedIndicator> Compute(
        Catalog catalog, PublicationManifest current, PublicationStore lake, string folder, CancellationToken cancellationToken)
    {
        var areas = catalog.AddNetworksTo(AreaDirectory.BuiltIn);
        var areasHash = lake.TakeIn(new AreasDocument(areas.Areas, areas.Memberships, areas.Changes, place.CurrentDivision));
        using var transaction = session.Connection.BeginTransaction();
        ReferenceTables.For(areas, place.DataSets, place.CurrentDivision).Write(session.Connection);
        var inputs = new ComputationInputs(catalog, place.DataSets, LoadsOf(current, session.Connection), place.CurrentDivision, areasHash, current.CodeVersion);
        var indicators = new IndicatorComputation(session.Connection, lake, folder, inputs) { SideBySide = 1 }.ComputeAll(current, null, cancellationToken);
        transaction.Rollback();
        return indicators;
    }

    /// <summary>The loads as the publication knew them, so that facts loaded since make no indicator look changed; newer data sets as they are.</summary>
    private static Dictionary<string, int> LoadsOf(PublicationManifest current, DuckDBConnection connection)
    {
        var loads = new Dictionary<string, int>(LoadJournal.LastChanges(connection), StringComparer.Ordinal);
        foreach (var (dataSet, load) in current.Indicators.SelectMany(indicator => indicator.Inputs))
        {
            loads[dataSet] = load;
        }

        return loads;
    }

    private static HashSet<string> Changed(PublicationManifest current, IReadOnlyList<PublishedIndicator> indicators)
    {
        var before = current.Indicators.ToDictionary(indicator => indicator.Id, indicator => indicator.DefinitionHash, StringComparer.Ordinal);
        var changed = indicators.Where(indicator => before.GetValueOrDefault(indicator.Id) != indicator.DefinitionHash).Select(indicator => indicator.Id);
        return [.. changed, .. before.Keys.Except(indicators.Select(indicator => indicator.Id))];
    }

    /// <summary>The published files of changed indicators, so that old and new lie in one lake.</summary>
    private void CopyOld(PublicationManifest current, HashSet<string> changed, PublicationStore lake)
    {
        foreach (var file in current.Indicators.Where(indicator => changed.Contains(indicator.Id)).SelectMany(indicator => indicator.Slices).Select(slice => slice.File).Distinct())
        {
            File.Copy(place.Lake.ParquetPath(file), lake.ParquetPath(file), overwrite: true);
        }
    }

    private static PublicationManifest Only(PublicationManifest manifest, HashSet<string> ids) =>
        manifest with { Indicators = [.. manifest.Indicators.Where(indicator => ids.Contains(indicator.Id))] };

    private static DefinitionEffect Effect(
        string id, PublicationManifest current, IReadOnlyList<PublishedIndicator> indicators, IReadOnlyList<SliceDifference> differences)
    {
        var (old, now) = (current.Indicators.FirstOrDefault(indicator => indicator.Id == id), indicators.FirstOrDefault(indicator => indicator.Id == id));
        var kind = old is null ? "new" : now is null ? "withdrawn" : "changed";
        return new(id, kind, old?.Version, now?.Version, [.. differences.Where(slice => slice.Indicator == id)])
        {
            NeedsVersion = old is not null && now?.Version == old.Version ? DefinitionMeaning.Differences(old.Definition, now.Definition) : [],
        };
    }
}
