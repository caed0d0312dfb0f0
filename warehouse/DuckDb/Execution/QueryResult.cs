using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>What one statement returned: the columns, and chunk after chunk of rows.</summary>
internal sealed unsafe class QueryResult : IDisposable
{
    private readonly ResultHandle handle;
    private readonly string sql;

    public QueryResult(ResultHandle handle, string sql)
    {
        this.handle = handle;
        this.sql = sql;
        Kind = NativeMethods.ResultReturnType(*handle.Pointer);
        if (Kind != NativeResultType.QueryResult)
        {
            RowsChanged = Kind == NativeResultType.ChangedRows ? (long)NativeMethods.RowsChanged(handle.Pointer) : 0;
            return;
        }

        Columns = QueryColumns.Read(handle);
    }

    /// <summary>Rows, a count of changed rows, or nothing.</summary>
    public NativeResultType Kind { get; }

    /// <summary>How many rows the statement changed.</summary>
    public long RowsChanged { get; }

    /// <summary>The columns; none when the statement returns no rows.</summary>
    public QueryColumns Columns { get; } = new([], []);

    public void Dispose() => handle.Dispose();

    /// <summary>The next chunk, or null at the end.</summary>
    /// <exception cref="DuckDBException">A streaming query failed or was cancelled.</exception>
    public DataChunkHandle? Fetch()
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, this);
        var chunk = NativeMethods.FetchChunk(*handle.Pointer);
        if (!chunk.IsInvalid && NativeMethods.DataChunkSize(chunk) > 0)
        {
            return chunk;
        }

        chunk.Dispose();
        var error = NativeText.Read(NativeMethods.ResultError(handle.Pointer));
        return error.Length == 0 ? null : throw DuckDBException.Parse(error, sql);
    }
}
