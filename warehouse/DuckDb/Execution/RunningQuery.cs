using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>The results of one execution of a command. A streaming one goes on while its rows are fetched, and holds its connection until then.</summary>
internal sealed class RunningQuery : IDisposable
{
    private readonly bool streaming;

    public RunningQuery(DuckDBConnection connection, List<QueryResult> results, Cancellation cancellation, bool streaming)
    {
        Connection = connection;
        Results = results;
        Cancellation = cancellation;
        this.streaming = streaming;
        if (streaming)
        {
            connection.Streaming = this;
        }
        else
        {
            cancellation.End();
        }
    }

    public DuckDBConnection Connection { get; }

    public List<QueryResult> Results { get; }

    public Cancellation Cancellation { get; }

    /// <summary>Rows that are fetched while the query runs.</summary>
    public bool IsStreaming => streaming;

    /// <summary>The next chunk of a result, or null at its end.</summary>
    /// <exception cref="DuckDBException">A streaming query failed or was cancelled.</exception>
    public DataChunkHandle? Fetch(QueryResult result)
    {
        if (!streaming)
        {
            return result.Fetch();
        }

        using (Connection.Use(this))
        {
            Cancellation.InterruptIfRequested();
            return result.Fetch();
        }
    }

    public void Dispose()
    {
        Cancellation.End();
        Results.ForEach(r => r.Dispose());
        if (ReferenceEquals(Connection.Streaming, this))
        {
            Connection.Streaming = null;
        }
    }
}
