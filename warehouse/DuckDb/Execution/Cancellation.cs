using Insight.Warehouse.DuckDb.Interop;

namespace Insight.Warehouse.DuckDb.Execution;

/// <summary>The wish to stop one execution of a command; it reaches DuckDB only while that execution runs.</summary>
internal sealed class Cancellation(ConnectionHandle connection)
{
    private readonly Lock gate = new();
    private bool requested;
    private bool ended;

    /// <summary>Asks to stop; without effect when the execution has ended. Callable from any thread.</summary>
    public void Request()
    {
        lock (gate)
        {
            if (!ended)
            {
                requested = true;
                NativeMethods.Interrupt(connection);
            }
        }
    }

    /// <summary>Passes on a wish that came before DuckDB had begun.</summary>
    public void InterruptIfRequested()
    {
        lock (gate)
        {
            if (requested)
            {
                NativeMethods.Interrupt(connection);
            }
        }
    }

    /// <summary>From here on a wish has no effect.</summary>
    public void End()
    {
        lock (gate)
        {
            ended = true;
        }
    }

    /// <summary>Runs a piece of the execution on another thread; the token asks to stop it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before or meanwhile.</exception>
    public async Task<T> RunAsync<T>(Func<T> run, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        using var registration = token.UnsafeRegister(wish => ((Cancellation)wish!).Request(), this);
        try
        {
            return await Task.Run(run, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.Interrupt && token.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled.", e, token);
        }
    }
}
