using System.Data.Common;
using System.Globalization;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>The figures that are known of a data set before a load, to compare what is delivered with.</summary>
/// <param name="figures">The figures of each key, one a measure; null where a figure is missing.</param>
public sealed class KnownFacts(IReadOnlyDictionary<(string Area, Period Period, string Members), double?[]> figures)
{
    /// <summary>All of them; empty before the first load.</summary>
    public IReadOnlyDictionary<(string Area, Period Period, string Members), double?[]> Figures { get; } = figures;

    /// <summary>The current facts of a data set.</summary>
    public static KnownFacts Read(DbConnection warehouse, DataSet dataSet)
    {
        var figures = new Dictionary<(string, Period, string), double?[]>();
        using var command = warehouse.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM information_schema.tables WHERE table_schema = 'facts' AND table_name = '{dataSet.TableName}'";
        if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
        {
            return new KnownFacts(figures);
        }

        var columns = FactTables.KeyColumns(dataSet).Concat(dataSet.Measures.Select(m => m.Name)).Select(FactTables.Quote);
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM facts.{FactTables.Quote(dataSet.TableName)} WHERE recorded_to IS NULL";
        using var reader = command.ExecuteReader();
        var keys = 2 + dataSet.Breakdowns.Count;
        while (reader.Read())
        {
            var members = Enumerable.Range(2, dataSet.Breakdowns.Count).Select(reader.GetString).ToList();
            figures[(reader.GetString(0), Period.Parse(reader.GetString(1)), RowKey.Join(members))] =
                [.. Enumerable.Range(keys, dataSet.Measures.Count).Select(i => reader.IsDBNull(i) ? (double?)null : reader.GetDouble(i))];
        }

        return new KnownFacts(figures);
    }

    /// <summary>What a delivery holds, as if it were known.</summary>
    public static KnownFacts Of(StagedTable table) => new(Enumerable.Range(0, table.RowCount).Select(row => (Key: RowKey.Of(table, row), row)).DistinctBy(x => x.Key).ToDictionary(
        x => (x.Key.Area, x.Key.Period, x.Key.Members), x => Enumerable.Range(0, table.DataSet.Measures.Count).Select(m => table.MeasureColumn(m)[x.row].Value).ToArray()));
}

/// <summary>What checks compare a delivery with.</summary>
/// <param name="today">The day of the load.</param>
/// <param name="read">Reads what is known of a data set.</param>
public sealed class CheckContext(DateOnly today, Func<DataSet, KnownFacts> read)
{
    private readonly Dictionary<string, KnownFacts> known = new(StringComparer.Ordinal);

    /// <summary>The day of the load.</summary>
    public DateOnly Today => today;

    /// <summary>What is known of a data set; read once.</summary>
    public KnownFacts Known(DataSet dataSet)
    {
        if (!known.TryGetValue(dataSet.Id, out var facts))
        {
            known.Add(dataSet.Id, facts = read(dataSet));
        }

        return facts;
    }
}
