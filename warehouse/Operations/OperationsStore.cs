using System.Globalization;
using Insight.Warehouse.Migrations;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>Opens the operations store: one SQLite file that several processes share, in WAL mode, with its schema up to date.</summary>
public sealed class OperationsStore
{
    private readonly string connectionString;

    private OperationsStore(string connectionString) => this.connectionString = connectionString;

    /// <summary>The store of a data folder; the file and its schema are made where they are missing.</summary>
    public static OperationsStore Open(DataFolder folder, TimeProvider clock)
    {
        var store = new OperationsStore(new SqliteConnectionStringBuilder { DataSource = folder.OperationsFile, DefaultTimeout = 30 }.ToString());
        using var connection = store.Connect();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }

        MigrationHistory.Apply(connection, "operations", clock);
        return store;
    }

    /// <summary>An open connection of the caller's own.</summary>
    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Begins statements that are kept together; other processes' writes wait until it ends.</summary>
    internal StoreTransaction Begin() => new(Connect());

    /// <summary>Runs one statement with positional values @0, @1 …; null becomes NULL.</summary>
    /// <returns>Rows affected.</returns>
    internal int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads rows of one query with positional values.</summary>
    internal List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var connection = Connect();
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>A moment as stored: ISO 8601, UTC.</summary>
    internal static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A stored moment, or null.</summary>
    internal static DateTimeOffset? Moment(SqliteDataReader reader, int column) => reader.IsDBNull(column)
        ? null
        : DateTimeOffset.Parse(reader.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A stored text, or null.</summary>
    internal static string? TextOrNull(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static SqliteCommand Command(SqliteConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("@" + i.ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        }

        return command;
    }
}
