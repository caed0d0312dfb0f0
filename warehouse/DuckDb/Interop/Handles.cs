using System.Runtime.InteropServices;

namespace Insight.Warehouse.DuckDb.Interop;

/// <summary>A pointer of the library that is freed by one call, however its owner ends.</summary>
internal abstract class DuckDBHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected sealed override bool ReleaseHandle()
    {
        Free(ref handle);
        return true;
    }

    protected abstract void Free(ref nint pointer);
}

internal sealed class DatabaseHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.Close(ref pointer);
}

internal sealed class ConfigHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyConfig(ref pointer);
}

internal sealed class ConnectionHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.Disconnect(ref pointer);
}

internal sealed class ExtractedStatementsHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyExtracted(ref pointer);
}

internal sealed class PreparedStatementHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyPrepared(ref pointer);
}

internal sealed class PendingResultHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyPending(ref pointer);
}

internal sealed class DataChunkHandle : DuckDBHandle
{
    public DataChunkHandle()
    {
    }

    public DataChunkHandle(nint pointer) => SetHandle(pointer);

    protected override void Free(ref nint pointer) => NativeMethods.DestroyDataChunk(ref pointer);
}

internal sealed class LogicalTypeHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyLogicalType(ref pointer);
}

internal sealed class ValueHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyValue(ref pointer);
}

internal sealed class ErrorDataHandle : DuckDBHandle
{
    protected override void Free(ref nint pointer) => NativeMethods.DestroyErrorData(ref pointer);
}

internal sealed class AppenderHandle : DuckDBHandle
{
    /// <summary>Rows that were not flushed are dropped: destroying an appender would otherwise write them behind the caller's back.</summary>
    protected override void Free(ref nint pointer)
    {
        NativeMethods.AppenderClear(pointer);
        NativeMethods.AppenderDestroy(ref pointer);
    }
}

/// <summary>Owns the memory of one duckdb_result and the result in it.</summary>
internal sealed unsafe class ResultHandle : DuckDBHandle
{
    public ResultHandle() => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public NativeResult* Pointer => (NativeResult*)handle;

    protected override void Free(ref nint pointer)
    {
        NativeMethods.DestroyResult((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
        pointer = 0;
    }
}
