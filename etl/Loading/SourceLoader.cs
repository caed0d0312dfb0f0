using System.Data.Common;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Loading;

/// <summary>What loading a source did.</summary>
/// <param name="Loads">One a payload that was loaded; empty when everything was known already.</param>
/// <param name="ChangedDataSets">Data sets with new or revised facts.</param>
public sealed record LoadReport(IReadOnlyList<PublishedLoad> Loads, IReadOnlyList<string> ChangedDataSets)
{
    /// <summary>Whether any fact is new or revised.</summary>
    public bool ChangedFacts => ChangedDataSets.Count > 0;
}

/// <summary>
/// Brings a source's staged rows into the facts, in one transaction: journal, quarantine and facts together, or nothing. A payload that was
/// loaded before, by a source whose own files are the same, is not staged again.
/// </summary>
public sealed class SourceLoader(DuckDBConnection warehouse, TimeProvider clock)
{
    /// <summary>Whether any payload is new since the source was last loaded, or the source's own files changed.</summary>
    public bool HasNews(SourceDefinition source, IReadOnlyList<LandedFile> files)
    {
        var loaded = LoadJournal.LastLoaded(warehouse, source.Id);
        var sourceHash = SourceHash.Of(source);
        return files.Any(f => !loaded.TryGetValue(f.Name, out var last) || last != (f.Manifest.Sha256, sourceHash));
    }

    /// <summary>Loads what was staged and checked.</summary>
    /// <exception cref="FactTableException">The rows break a rule of the fact table; nothing was loaded.</exception>
    public LoadReport Load(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, string? run)
    {
        if (staging.LargeFiles.Count == 0)
        {
            return Write(source, files, staging, run);
        }

        Execute(LargeFile.MemoryLimit);
        try
        {
            return Write(source, files, staging, run);
        }
        finally
        {
            Execute(LargeFile.MemoryReset);
        }
    }

    private LoadReport Write(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, string? run)
    {
        using var transaction = warehouse.BeginTransaction();
        var first = LoadJournal.NextNumber(warehouse);
        var numbers = files.Select((f, i) => (f, first + i)).ToDictionary(x => x.f, x => x.Item2);
        var changes = new List<(DataSet DataSet, IReadOnlyDictionary<int, FactChanges> ByLoad)>();
        foreach (var table in staging.Tables)
        {
            FactTables.Ensure(warehouse, table.DataSet);
            changes.Add((table.DataSet, WriteTable(table, staging, numbers)));
        }

        var changed = MarkChanged(changes);
        var loads = files.Select(f => LoadOf(source, f, numbers[f], changes, staging)).ToList();
        foreach (var load in loads)
        {
            LoadJournal.Add(warehouse, load, SourceHash.Of(source), run);
        }

        QuarantineTable.Replace(warehouse, source.Id, staging.Quarantine, numbers);
        transaction.Commit();
        return new LoadReport(loads, changed);
    }

    private IReadOnlyDictionary<int, FactChanges> WriteTable(StagedTable table, StagingArea staging, Dictionary<LandedFile, int> numbers)
    {
        var name = "staged_" + table.DataSet.TableName;
        Execute($"DROP TABLE IF EXISTS {FactTables.Quote(name)}");
        Execute(FactTables.CreateStaging(table.DataSet, name));
        StagedRows.Append(warehouse, table, name, numbers);
        foreach (var bulk in staging.BulkFiles.Where(b => b.DataSet.Id == table.DataSet.Id))
        {
            new BulkLoad(warehouse, staging).Append(bulk, name, numbers[bulk.File]);
        }

        foreach (var large in staging.LargeFiles.Where(l => l.DataSet.Id == table.DataSet.Id))
        {
            staging.ReadInParts(large, part => StagedRows.Append(warehouse, part, name, numbers), CancellationToken.None);
        }

        var changes = FactWriter.Write(warehouse, table.DataSet, name);
        Execute($"DROP TABLE {FactTables.Quote(name)}");
        return changes;
    }

    private List<string> MarkChanged(List<(DataSet DataSet, IReadOnlyDictionary<int, FactChanges> ByLoad)> changes)
    {
        var changed = new List<string>();
        foreach (var (dataSet, byLoad) in changes)
        {
            var newest = byLoad.Where(c => c.Value.Inserted + c.Value.Revised > 0).Select(c => c.Key).DefaultIfEmpty(0).Max();
            if (newest > 0)
            {
                LoadJournal.MarkChanged(warehouse, dataSet, newest);
                changed.Add(dataSet.Id);
            }
        }

        return changed;
    }

    private PublishedLoad LoadOf(
        SourceDefinition source, LandedFile file, int number, List<(DataSet DataSet, IReadOnlyDictionary<int, FactChanges> ByLoad)> changes, StagingArea staging)
    {
        var own = changes.Select(c => c.ByLoad.GetValueOrDefault(number)).OfType<FactChanges>().ToList();
        return new PublishedLoad(
            number, source.Id, file.Name, file.Manifest.Sha256, file.Manifest.Url, file.Manifest.FetchedAt, clock.GetUtcNow(),
            own.Sum(c => c.Staged), own.Sum(c => c.Inserted), own.Sum(c => c.Revised), staging.Quarantine.Rows.LongCount(r => r.File == file.Name))
        {
            UpdatedAt = staging.UpdatedAt(file),
        };
    }

    private void Execute(string sql)
    {
        using DbCommand command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
