using System.Data.Common;
using Insight.Warehouse.DuckDb.Execution;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// Hands out connections to one database and keeps it open from the first of them until it is disposed, so that opening a connection costs
/// microseconds and what DuckDB has in memory stays there. All connections of a data source to <c>:memory:</c> see the same database. Safe for
/// many threads.
/// </summary>
public sealed class DuckDBDataSource : DbDataSource
{
    private readonly DuckDBConnectionStringBuilder target;
    private readonly Lock gate = new();
    private DatabaseInstance? instance;
    private bool disposed;

    /// <summary>A data source that opens nothing yet.</summary>
    /// <param name="connectionString">See <see cref="DuckDBConnectionStringBuilder"/>.</param>
    public DuckDBDataSource(string connectionString) => target = new DuckDBConnectionStringBuilder(connectionString);

    /// <inheritdoc/>
    public override string ConnectionString => target.ConnectionString;

    /// <summary>An open connection.</summary>
    /// <exception cref="DuckDBException">The database cannot be opened.</exception>
    /// <exception cref="ObjectDisposedException">The data source is disposed.</exception>
    public new DuckDBConnection OpenConnection()
    {
        var connection = CreateConnection();
        connection.Open();
        return connection;
    }

    /// <summary>A connection that its user opens.</summary>
    public new DuckDBConnection CreateConnection() => new(target, this);

    /// <summary>Shares the database with a connection that is being opened.</summary>
    internal DatabaseInstance Acquire()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            instance ??= DatabaseInstance.Acquire(target);
            return instance.Share();
        }
    }

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => CreateConnection();

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection() => OpenConnection();

    /// <summary>Lets the database go; connections that are still open keep it until they close.</summary>
    protected override void Dispose(bool disposing)
    {
        lock (gate)
        {
            disposed = true;
            instance?.Release();
            instance = null;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(disposing: true);
        return ValueTask.CompletedTask;
    }
}
