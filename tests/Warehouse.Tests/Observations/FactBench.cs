using System.Globalization;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Migrations;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Tests.Observations;

/// <summary>A warehouse in memory into which tests load rows, as a load does: in one transaction.</summary>
internal sealed class FactBench
{
    /// <summary>Population by sex, one measure.</summary>
    public static readonly DataSet Population = Of("population-by-sex", ["sex"], "population");

    public FactBench()
    {
        Connection.Do("DROP SCHEMA IF EXISTS facts CASCADE; DROP SCHEMA IF EXISTS ref CASCADE");
        Connection.Texts("SELECT table_name FROM information_schema.tables").ForEach(name => Connection.Do($"DROP TABLE \"{name}\""));
        MigrationHistory.Apply(Connection, "warehouse", new SetClock());
    }

    /// <summary>Kept open for all benches, because opening costs more than a test; each bench begins with an empty warehouse.</summary>
    public DuckDBConnection Connection { get; } = SqlOfTests.InMemory;

    /// <summary>A data set with breakdowns and measures in persons.</summary>
    public static DataSet Of(string id, string[] breakdowns, params string[] measures) => new(
        id, "statfin", Frequency.Annual, Division.AsWas,
        [.. breakdowns.Select(b => new Breakdown(b, "total"))], [.. measures.Select(m => new Measure(m, "persons", true))], false);

    /// <summary>
    /// Loads rows in one transaction, each a SQL tuple of the staging table's columns: keys, each measure and its status, load number.
    /// What fails is rolled back.
    /// </summary>
    public IReadOnlyDictionary<int, FactChanges> Load(DataSet dataSet, params IEnumerable<string> rows)
    {
        using var transaction = Connection.BeginTransaction();
        FactTables.Ensure(Connection, dataSet);
        Connection.Do(FactTables.CreateStaging(dataSet, "staged"));
        var tuples = rows.ToList();
        if (tuples.Count > 0)
        {
            Connection.Do($"INSERT INTO staged VALUES {string.Join(", ", tuples)}");
        }

        var changes = FactWriter.Write(Connection, dataSet, "staged");
        Connection.Do("DROP TABLE staged");
        transaction.Commit();
        return changes;
    }

    /// <summary>The facts as known after a load (null: now), each row as text "area period members figures".</summary>
    public List<string> Known(DataSet dataSet, int? after = null)
    {
        var columns = FactTables.Quoted(FactTables.KeyColumns(dataSet).Concat(FactTables.FigureColumns(dataSet)));
        var asOf = after is { } n
            ? string.Create(CultureInfo.InvariantCulture, $"recorded_from <= {n} AND (recorded_to IS NULL OR recorded_to > {n})")
            : "recorded_to IS NULL";
        return [.. Connection.Rows($"SELECT {columns} FROM {FactTables.Name(dataSet)} WHERE {asOf} ORDER BY {FactTables.SortOrder(dataSet)}")
            .Select(r => string.Join(' ', r.Select(v => v is null ? "-" : Convert.ToString(v, CultureInfo.InvariantCulture))))];
    }
}
