using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>Runs the statements of a command text one after another.</summary>
internal static unsafe class StatementRunner
{
    /// <summary>Runs all statements; their results stay in memory, but for the last when it streams.</summary>
    /// <exception cref="DuckDBException">A statement failed; those before it have taken effect.</exception>
    /// <exception cref="InvalidOperationException">A parameter has no value.</exception>
    public static List<QueryResult> Run(
        DuckDBConnection connection, string sql, DuckDBParameterCollection parameters, bool streamLast, Cancellation cancellation)
    {
        using var statements = Extract(connection, sql, out var count);
        var results = new List<QueryResult>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                using var statement = Prepare(connection, statements, i, sql);
                results.Add(Execute(statement, sql, parameters, streamLast && i == count - 1, cancellation));
            }

            return results;
        }
        catch
        {
            results.ForEach(r => r.Dispose());
            throw;
        }
    }

    /// <summary>The only statement of a command text, prepared for many executions; null when there are several.</summary>
    public static PreparedStatementHandle? PrepareOnly(DuckDBConnection connection, string sql)
    {
        using var statements = Extract(connection, sql, out var count);
        return count == 1 ? Prepare(connection, statements, 0, sql) : null;
    }

    /// <summary>Runs a prepared statement.</summary>
    public static QueryResult Execute(
        PreparedStatementHandle statement, string sql, DuckDBParameterCollection parameters, bool stream, Cancellation cancellation)
    {
        ParameterBinder.Bind(statement, parameters, sql);
        var state = stream
            ? NativeMethods.PendingPreparedStreaming(statement, out var pending)
            : NativeMethods.PendingPrepared(statement, out pending);
        using (pending)
        {
            if (state != DuckDBState.Success)
            {
                throw DuckDBException.Parse(NativeText.Read(NativeMethods.PendingError(pending)), sql);
            }

            // DuckDB forgets an interruption when a query starts, which it has now: one that came before is repeated.
            cancellation.InterruptIfRequested();
            return Complete(pending, sql);
        }
    }

    private static QueryResult Complete(PendingResultHandle pending, string sql)
    {
        var result = new ResultHandle();
        if (NativeMethods.ExecutePending(pending, result.Pointer) == DuckDBState.Success)
        {
            return new QueryResult(result, sql);
        }

        using (result)
        {
            throw DuckDBException.Parse(NativeText.Read(NativeMethods.ResultError(result.Pointer)), sql);
        }
    }

    private static ExtractedStatementsHandle Extract(DuckDBConnection connection, string sql, out int count)
    {
        count = (int)NativeMethods.ExtractStatements(connection.Handle, sql, out var statements);
        if (count > 0)
        {
            return statements;
        }

        using (statements)
        {
            var error = NativeText.Read(NativeMethods.ExtractStatementsError(statements));
            return error.Length == 0 ? new ExtractedStatementsHandle() : throw DuckDBException.Parse(error, sql);
        }
    }

    private static PreparedStatementHandle Prepare(DuckDBConnection connection, ExtractedStatementsHandle statements, int index, string sql)
    {
        if (NativeMethods.PrepareExtracted(connection.Handle, statements, (ulong)index, out var statement) == DuckDBState.Success)
        {
            return statement;
        }

        using (statement)
        {
            throw DuckDBException.Parse(NativeText.Read(NativeMethods.PrepareError(statement)), sql);
        }
    }
}
