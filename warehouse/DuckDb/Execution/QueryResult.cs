using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>What one statement returned: the columns, and chunk after chunk of rows.</summary>
internal sealed unsafe class QueryResult : IDisposable
{
    private readonly ResultHandle handle;
    private readonly DuckDBConnection connection;
    private readonly string sql;
    private readonly bool streaming;

    public QueryResult(ResultHandle handle, DuckDBConnection connection, string sql, bool streaming)
    {
        this.handle = handle;
        this.connection = connection;
        this.sql = sql;
        this.streaming = streaming;
        Kind = NativeMethods.ResultReturnType(*handle.Pointer);
        if (Kind != NativeResultType.QueryResult)
        {
            RowsChanged = Kind == NativeResultType.ChangedRows ? (long)NativeMethods.RowsChanged(handle.Pointer) : 0;
            return;
        }

        Names = new string[NativeMethods.ColumnCount(handle.Pointer)];
        Types = new ColumnType[Names.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            Names[i] = NativeText.Read(NativeMethods.ColumnName(handle.Pointer, (ulong)i));
            Types[i] = ColumnType.Take(NativeMethods.ColumnType(handle.Pointer, (ulong)i));
        }
    }

    /// <summary>Rows, a count of changed rows, or nothing.</summary>
    public NativeResultType Kind { get; }

    /// <summary>How many rows the statement changed.</summary>
    public long RowsChanged { get; }

    public string[] Names { get; } = [];

    public ColumnType[] Types { get; } = [];

    /// <summary>The next chunk, or null at the end.</summary>
    /// <param name="owner">The reader that streams, if it does.</param>
    /// <exception cref="DuckDBException">A streaming query failed or was cancelled.</exception>
    public DataChunkHandle? Fetch(IDisposable owner)
    {
        if (!streaming)
        {
            return FetchChunk();
        }

        using (connection.Use(owner))
        {
            return FetchChunk();
        }
    }

    public void Dispose() => handle.Dispose();

    private DataChunkHandle? FetchChunk()
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
