using Insight.Warehouse;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Migrations;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>The warehouse opened for writing: the lock, the connection, the schema up to date. Held only while a run needs it.</summary>
public sealed class WarehouseSession : IDisposable
{
    private readonly WarehouseLock held;

    private WarehouseSession(WarehouseLock held, DuckDBConnection connection)
    {
        this.held = held;
        Connection = connection;
    }

    /// <summary>The one connection.</summary>
    public DuckDBConnection Connection { get; }

    /// <summary>Takes the lock and opens the file.</summary>
    /// <exception cref="WarehouseBusyException">Another process has the warehouse; the message names it.</exception>
    public static WarehouseSession Open(DataFolder folder, string holder, TimeProvider clock)
    {
        var held = WarehouseLock.Take(folder, holder, clock);
        try
        {
            EmptyTemporary(folder);
            new PublicationStore(folder.Lake).RemoveHalfWritten();
            return new WarehouseSession(held, Connect(folder, clock));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Connection.Dispose();
        held.Dispose();
    }

    private static DuckDBConnection Connect(DataFolder folder, TimeProvider clock)
    {
        var connection = new DuckDBConnection($"Data Source={folder.WarehouseFile}");
        try
        {
            connection.Open();
            MigrationHistory.Apply(connection, "warehouse", clock);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void EmptyTemporary(DataFolder folder)
    {
        if (Directory.Exists(folder.Temporary))
        {
            Directory.Delete(folder.Temporary, recursive: true);
        }

        Directory.CreateDirectory(folder.Temporary);
    }
}
