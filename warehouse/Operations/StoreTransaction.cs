using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>Statements of the operations store that are kept together or not at all. While one is open, other processes' writes wait.</summary>
internal sealed class StoreTransaction : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteTransaction transaction;

    public StoreTransaction(SqliteConnection connection)
    {
        this.connection = connection;
        transaction = connection.BeginTransaction(deferred: false);
    }

    /// <summary>Runs one statement with positional values @0, @1 …; null becomes NULL.</summary>
    /// <returns>Rows affected.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads rows of one query with positional values.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Keeps what was done.</summary>
    public void Commit() => transaction.Commit();

    /// <inheritdoc/>
    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("@" + i.ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        }

        return command;
    }
}
