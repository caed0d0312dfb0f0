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
/// <param name="ChangedDataSets">Data sets with new, revised or withdrawn facts.</param>
/// <param name="Kept">Data set → how many facts are not in the delivery and were kept all the same, because rows of it were refused and may be they.</param>
public sealed record LoadReport(IReadOnlyList<PublishedLoad> Loads, IReadOnlyList<string> ChangedDataSets, IReadOnlyDictionary<string, long> Kept)
{
    /// <summary>Whether any fact is new, revised or withdrawn.</summary>
    public bool ChangedFacts => ChangedDataSets.Count > 0;
}

/// <summary>
/// Brings a source's staged rows into the facts, in one transaction: journal, quarantine and facts together, or nothing. A payload that was
/// loaded before, by a source whose own files are the same, is not staged again.
/// </summary>
public sealed class SourceLoader(DuckDBConnection warehouse, TimeProvider clock)
{
    /// <summary>Whether any payload is new since the source was last loaded or is gone, or the source's own files changed.</summary>
    public bool HasNews(SourceDefinition source, IReadOnlyList<LandedFile> files)
    {
        if (source.DataSets.Any(d => ScopeOf(source, d) == DeliveryScope.DataSet) && LoadJournal.LastTogether(warehouse, source.Id).Except(files.Select(f => f.Name)).Any())
        {
            return true;
        }

        var loaded = LoadJournal.LastLoaded(warehouse, source.Id);
        var sourceHash = source.Hash ?? SourceHash.Of(source);
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
        var kept = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in staging.Tables)
        {
            FactTables.Ensure(warehouse, table.DataSet);
            changes.Add((table.DataSet, WriteTable(source, table, staging, numbers, kept)));
        }

        var changed = MarkChanged(changes);
        var loads = files.Select(f => LoadOf(source, f, numbers[f], changes, staging)).ToList();
        foreach (var load in loads)
        {
            LoadJournal.Add(warehouse, load, source.Hash ?? SourceHash.Of(source), run);
        }

        QuarantineTable.Replace(warehouse, source.Id, staging.Quarantine, numbers);
        transaction.Commit();
        return new LoadReport(loads, changed, kept);
    }

    /// <summary>What a delivery of a data set is complete for: of a backfill only the periods that it has.</summary>
    private static DeliveryScope ScopeOf(SourceDefinition source, DataSet dataSet) => (source.Periods is null, dataSet.Covers) switch
    {
        (false, DeliveryScope.DataSet) => DeliveryScope.Periods,
        (false, DeliveryScope.Areas) => DeliveryScope.AreasAndPeriods,
        _ => dataSet.Covers,
    };

    private IReadOnlyDictionary<int, FactChanges> WriteTable(
        SourceDefinition source, StagedTable table, StagingArea staging, Dictionary<LandedFile, int> numbers, Dictionary<string, long> kept)
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

        if (staging.LargeFiles.Count > 0 && HasFacts(table.DataSet))
        {
            Execute(LargeFile.CompareLimit);
        }

        var covers = ScopeOf(source, table.DataSet);
        if (staging.Quarantine.Rows.Count > 0 && new FactWithdrawal(warehouse, table.DataSet, name, covers).Count() is > 0 and var missing)
        {
            (covers, kept[table.DataSet.Id]) = (DeliveryScope.Rows, missing);
        }

        var changes = FactWriter.Write(warehouse, table.DataSet, name, covers);
        Execute($"DROP TABLE {FactTables.Quote(name)}");
        return changes;
    }

    private bool HasFacts(DataSet dataSet)
    {
        using DbCommand command = warehouse.CreateCommand();
        command.CommandText = $"SELECT 1 FROM {FactTables.Name(dataSet)} LIMIT 1";
        return command.ExecuteScalar() is not null;
    }

    private List<string> MarkChanged(List<(DataSet DataSet, IReadOnlyDictionary<int, FactChanges> ByLoad)> changes)
    {
        var changed = new List<string>();
        foreach (var (dataSet, byLoad) in changes)
        {
            var newest = byLoad.Where(c => c.Value.Any).Select(c => c.Key).DefaultIfEmpty(0).Max();
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
            Withdrawn = own.Sum(c => c.Withdrawn),
        };
    }

    private void Execute(string sql)
    {
        using DbCommand command = warehouse.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
