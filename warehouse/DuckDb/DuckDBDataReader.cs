using System.Collections;
using System.Data;
using System.Data.Common;
using System.Numerics;
using Insight.Warehouse.DuckDb.Execution;
using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;

namespace Insight.Warehouse.DuckDb;

/// <summary>
/// Rows of a command's results, one at a time. Numbers are read as any .NET number type that holds them; dates as <see cref="DateOnly"/>, times as
/// <see cref="TimeOnly"/>, timestamps as <see cref="DateTime"/>, HUGEINT as <see cref="BigInteger"/>, lists as <see cref="List{T}"/>, blobs as byte arrays.
/// </summary>
public sealed partial class DuckDBDataReader : DbDataReader
{
    private readonly RunningQuery query;
    private readonly CommandBehavior behavior;
    private QueryResult? result;
    private int nextResult;
    private DataChunkHandle? chunk;
    private DataChunkHandle? peeked;
    private ColumnVector[] columns = [];
    private long row;
    private long rowCount;
    private bool closed;

    internal DuckDBDataReader(RunningQuery query, CommandBehavior behavior)
    {
        this.query = query;
        this.behavior = behavior;
        RecordsAffected = query.Results.TrueForAll(r => r.Kind == NativeResultType.QueryResult)
            ? -1
            : (int)Math.Min(query.Results.Sum(r => r.RowsChanged), int.MaxValue);
        NextResult();
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <summary>Number of columns of the current result; 0 after the last.</summary>
    public override int FieldCount => result?.Columns.Names.Length ?? 0;

    /// <summary>Whether the current result has any row.</summary>
    public override bool HasRows => rowCount > 0 || Peek() is not null;

    /// <inheritdoc/>
    public override bool IsClosed => closed;

    /// <summary>Rows that the command's statements inserted, updated or deleted; -1 when all of them only return rows.</summary>
    public override int RecordsAffected { get; }

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <summary>Goes on to the next row.</summary>
    /// <exception cref="DuckDBException">A streaming query failed or was cancelled.</exception>
    public override bool Read()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (++row < rowCount)
        {
            return true;
        }

        var next = Peek();
        chunk?.Dispose();
        (chunk, peeked) = (next, null);
        row = 0;
        rowCount = next is null ? 0 : (long)NativeMethods.DataChunkSize(next);
        for (var i = 0; i < columns.Length && next is not null; i++)
        {
            columns[i] = new ColumnVector(result!.Columns.Types[i], NativeMethods.DataChunkVector(next, (ulong)i));
        }

        return next is not null;
    }

    /// <summary>
    /// Goes on to the next row. A streaming query fetches its next chunk on another thread, and can be cancelled while it does.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => query.IsStreaming && row + 1 >= rowCount
        ? query.Cancellation.RunAsync(Read, cancellationToken)
        : base.ReadAsync(cancellationToken);

    /// <summary>Goes on to the next statement that returned rows.</summary>
    public override bool NextResult()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        DropChunks();
        result?.Dispose();
        result = null;
        while (nextResult < query.Results.Count && result is null)
        {
            var candidate = query.Results[nextResult++];
            result = candidate.Kind == NativeResultType.QueryResult ? candidate : null;
        }

        columns = new ColumnVector[FieldCount];
        return result is not null;
    }

    /// <summary>Frees the rows; a streaming query that is not at its end is given up.</summary>
    public override void Close()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        DropChunks();
        query.Dispose();
        if (behavior.HasFlag(CommandBehavior.CloseConnection))
        {
            query.Connection.Close();
        }
    }

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    private DataChunkHandle? Peek() => peeked ??= result is null ? null : query.Fetch(result);

    private void DropChunks()
    {
        chunk?.Dispose();
        peeked?.Dispose();
        (chunk, peeked) = (null, null);
        (row, rowCount) = (0, 0);
    }

    private ref readonly ColumnVector Column(int ordinal)
    {
        if (closed || chunk is null || row >= rowCount)
        {
            throw new InvalidOperationException(closed ? "The reader is closed." : "The reader is not on a row; call Read first and look at what it returns.");
        }

        if ((uint)ordinal >= (uint)columns.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, $"The result has {columns.Length} columns; ordinals count from 0.");
        }

        return ref columns[ordinal];
    }
}
