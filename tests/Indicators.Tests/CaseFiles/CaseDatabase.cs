using Insight.Indicators.Compilation;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Tests.CaseFiles;

/// <summary>An in-memory warehouse with the facts of a case and the reference tables for them.</summary>
internal static class CaseDatabase
{
    public static DuckDBConnection Open(CaseFile file)
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "CREATE SCHEMA facts");
        ReferenceTables.For(file.Areas, file.DataSets, CaseFile.Current).Write(connection);
        var rows = file.Rows;
        foreach (var dataSet in file.DataSets)
        {
            FactTables.Ensure(connection, dataSet);
            if (rows.TryGetValue(dataSet.Id, out var table))
            {
                Insert(connection, dataSet, table);
            }
        }

        return connection;
    }

    private static void Insert(DuckDBConnection connection, DataSet dataSet, CaseTable table)
    {
        IEnumerable<string> columns = table.Columns.Contains("recorded_from") ? table.Columns : [.. table.Columns, "recorded_from"];
        var rows = table.Rows.Select(row => row.Select(Literal)).Select(row => table.Columns.Contains("recorded_from") ? row : row.Append("1"));
        Run(
            connection,
            $"INSERT INTO {FactTables.Name(dataSet)} ({FactTables.Quoted(columns)}) VALUES {string.Join(", ", rows.Select(row => $"({string.Join(", ", row)})"))}");
    }

    private static string Literal(string? word) => word is null ? "NULL" : $"'{word}'";

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
