using System.Data.Common;
using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests;

/// <summary>Short ways to run SQL on any database.</summary>
internal static class SqlOfTests
{
    /// <summary>One DuckDB database in memory for all tests that leave nothing in it which disturbs others; one thread, because tests are small.</summary>
    public static DuckDBConnection InMemory { get; } = Opened();

    public static void Do(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Every row as an array; NULL as null.</summary>
    public static List<object?[]> Rows(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    private static DuckDBConnection Opened()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        connection.Do("SET threads = 1");
        return connection;
    }

    /// <summary>The first column of every row as text.</summary>
    public static List<string> Texts(this DbConnection connection, string sql) => [.. connection.Rows(sql).Select(r => $"{r[0]}")];
}
