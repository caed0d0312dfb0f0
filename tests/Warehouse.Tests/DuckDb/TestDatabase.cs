using Insight.Warehouse.DuckDb;

namespace Insight.Warehouse.Tests.DuckDb;

/// <summary>Short ways to a database for tests.</summary>
internal static class TestDatabase
{
    public static DuckDBConnection Open(string dataSource = ":memory:")
    {
        var connection = new DuckDBConnection($"Data Source={dataSource}");
        connection.Open();
        return connection;
    }

    public static int Run(this DuckDBConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(this DuckDBConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    public static DuckDBCommand Command(this DuckDBConnection connection, string sql, params object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            command.Parameters.Add(new DuckDBParameter(value));
        }

        return command;
    }
}
