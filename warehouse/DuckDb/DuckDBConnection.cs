using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Insight.Warehouse.DuckDb.Execution;
using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// A connection to a DuckDB database. Connections of one process to the same file share one instance of it; opening a further connection
/// is cheap. A connection serves one thread at a time: use at the same time from two threads is an <see cref="InvalidOperationException"/>.
/// </summary>
/// <example>
/// <code>
/// using var connection = new DuckDBConnection("Data Source=data/warehouse.duckdb");
/// connection.Open();
/// using var command = connection.CreateCommand();
/// command.CommandText = "SELECT area, value FROM facts.population WHERE period = $period";
/// command.Parameters.Add(new DuckDBParameter("period", "2025"));
/// using var reader = command.ExecuteReader();
/// </code>
/// </example>
public sealed class DuckDBConnection : DbConnection
{
    private DuckDBConnectionStringBuilder target = new();
    private DatabaseInstance? instance;
    private ConnectionHandle? handle;
    private readonly DuckDBDataSource? source;
    private int inUse;

    /// <summary>A connection without a connection string.</summary>
    public DuckDBConnection()
    {
    }

    /// <summary>A connection that is not open yet.</summary>
    /// <param name="connectionString">See <see cref="DuckDBConnectionStringBuilder"/>.</param>
    /// <exception cref="ArgumentException">The connection string is not of the form key=value;key=value.</exception>
    public DuckDBConnection(string connectionString) => ConnectionString = connectionString;

    internal DuckDBConnection(DuckDBConnectionStringBuilder target, DuckDBDataSource source)
    {
        this.target = target;
        this.source = source;
    }

    private DuckDBConnection(DuckDBConnectionStringBuilder target, DuckDBDataSource? source, DatabaseInstance shared)
    {
        this.target = target;
        this.source = source;
        Connect(shared);
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => target.ConnectionString;
        set
        {
            if (handle is not null)
            {
                throw new InvalidOperationException("The connection string cannot change while the connection is open; close it first.");
            }

            target = new DuckDBConnectionStringBuilder(value ?? "");
        }
    }

    /// <summary>DuckDB's name of the database: the file's name without extension, or memory.</summary>
    public override string Database => target.IsMemory ? "memory" : Path.GetFileNameWithoutExtension(target.DataSource);

    /// <inheritdoc/>
    public override string DataSource => target.DataSource;

    /// <summary>Version of DuckDB's library, for example v1.5.6.</summary>
    /// <exception cref="DllNotFoundException">The library is missing.</exception>
    public override unsafe string ServerVersion => NativeText.Read(NativeMethods.LibraryVersion());

    /// <inheritdoc/>
    public override ConnectionState State => handle is null ? ConnectionState.Closed : ConnectionState.Open;

    /// <inheritdoc/>
    protected override DbProviderFactory DbProviderFactory => DuckDBClientFactory.Instance;

    /// <summary>The transaction that was begun on this connection and not ended yet.</summary>
    internal DuckDBTransaction? Transaction { get; set; }

    /// <summary>A reader that still takes its rows from a running query; while it is open the connection can do nothing else.</summary>
    internal IDisposable? Streaming { get; set; }

    /// <summary>The library's connection.</summary>
    /// <exception cref="InvalidOperationException">The connection is closed.</exception>
    internal ConnectionHandle Handle =>
        handle ?? throw new InvalidOperationException($"The connection to '{DataSource}' is closed; call Open first.");

    /// <summary>Opens the database, or joins those who have it open.</summary>
    /// <exception cref="DuckDBException">The database cannot be opened: no such folder, locked by another process, not a database …</exception>
    /// <exception cref="DllNotFoundException">DuckDB's library is missing; the message says what to do.</exception>
    /// <exception cref="InvalidOperationException">The connection is open already, or the database is open with other settings.</exception>
    public override void Open()
    {
        if (handle is not null)
        {
            throw new InvalidOperationException($"The connection to '{DataSource}' is open already.");
        }

        Connect(source?.Acquire() ?? DatabaseInstance.Acquire(target));
    }

    /// <summary>A further open connection to the same instance; the way to a second connection to a private in-memory database.</summary>
    public DuckDBConnection Duplicate()
    {
        _ = Handle;
        return new DuckDBConnection(target, source, instance!.Share());
    }

    /// <summary>Rolls back an open transaction and leaves the database; the last connection closes it.</summary>
    public override void Close()
    {
        if (handle is null)
        {
            return;
        }

        Streaming?.Dispose();
        Transaction?.Dispose();
        handle.Dispose();
        handle = null;
        instance!.Release();
        instance = null;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <summary>Begins a transaction; DuckDB's only isolation level is snapshot.</summary>
    public new DuckDBTransaction BeginTransaction() => BeginTransaction(IsolationLevel.Snapshot);

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="NotSupportedException">The isolation level is neither snapshot nor unspecified.</exception>
    /// <exception cref="InvalidOperationException">A transaction is open on this connection already.</exception>
    public new DuckDBTransaction BeginTransaction(IsolationLevel isolationLevel)
    {
        if (isolationLevel is not (IsolationLevel.Snapshot or IsolationLevel.Unspecified))
        {
            throw new NotSupportedException($"DuckDB has no isolation level {isolationLevel}; use IsolationLevel.Snapshot.");
        }

        if (Transaction is not null)
        {
            throw new InvalidOperationException("This connection has an open transaction already; commit it or roll it back first, or use another connection.");
        }

        return new DuckDBTransaction(this);
    }

    /// <summary>A command on this connection.</summary>
    public new DuckDBCommand CreateCommand() => new() { Connection = this };

    /// <summary>An appender to all columns of a table of the default schema.</summary>
    public DuckDBAppender CreateAppender(string table) => CreateAppender(null, table);

    /// <summary>An appender to all columns of a table of a schema.</summary>
    public DuckDBAppender CreateAppender(string? schema, string table) => CreateAppender(null, schema, table);

    /// <summary>An appender to a table; see <see cref="DuckDBAppender"/>.</summary>
    /// <param name="catalog">Name of an attached database, or null for the connection's own.</param>
    /// <param name="schema">Name of the schema, or null for the default one.</param>
    /// <param name="table">Name of the table, unquoted.</param>
    /// <param name="columns">The columns to fill, in this order; the others get their defaults. None: all columns in the table's order.</param>
    /// <exception cref="DuckDBException">There is no such table or column.</exception>
    public DuckDBAppender CreateAppender(string? catalog, string? schema, string table, params IReadOnlyList<string> columns) =>
        new(this, catalog, schema, table, columns);

    /// <summary>DuckDB has no other databases to change to; use ATTACH and USE.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void ChangeDatabase(string databaseName) =>
        throw new NotSupportedException($"Run the statement USE {databaseName} to change the default database of a DuckDB connection.");

    /// <summary>Claims the connection for one call; a second thread is refused until the claim is given back.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the connection, or a streaming reader is open on it.</exception>
    internal UseOfConnection Use(IDisposable? by = null)
    {
        _ = Handle;
        if (Interlocked.CompareExchange(ref inUse, 1, 0) != 0)
        {
            throw new InvalidOperationException(
                $"Two threads use the same connection to '{DataSource}' at the same time; give each its own (Open is cheap), or wait for the first.");
        }

        if (Streaming is not null && !ReferenceEquals(Streaming, by))
        {
            inUse = 0;
            throw new InvalidOperationException(
                "A streaming reader is open on this connection, and another command would break its query off; dispose the reader first or use another connection.");
        }

        return new UseOfConnection(this);
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => BeginTransaction(isolationLevel);

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private void EndUse() => Volatile.Write(ref inUse, 0);

    private void Connect(DatabaseInstance database)
    {
        if (NativeMethods.Connect(database.Handle, out var connection) != DuckDBState.Success)
        {
            connection.Dispose();
            database.Release();
            throw new DuckDBException(DuckDBErrorType.Connection, $"DuckDB gives no connection to '{DataSource}'.");
        }

        instance = database;
        handle = connection;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
    }

    /// <summary>A claim on the connection; dispose it to give it back.</summary>
    internal readonly ref struct UseOfConnection(DuckDBConnection connection)
    {
        public void Dispose() => connection.EndUse();
    }
}
