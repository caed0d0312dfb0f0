using System.Data.Common;

namespace Insight.Warehouse.Tests;

/// <summary>Short ways to run SQL on any database.</summary>
internal static class SqlOfTests
{
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

    /// <summary>The first column of every row as text.</summary>
    public static List<string> Texts(this DbConnection connection, string sql) => [.. connection.Rows(sql).Select(r => $"{r[0]}")];
}
