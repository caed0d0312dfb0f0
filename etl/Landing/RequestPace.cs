namespace Insight.Etl.Landing;

/// <summary>Holds requests back so that no more than a number of them starts within any span of a length.</summary>
public sealed class RequestPace(int requests, TimeSpan span, TimeProvider clock)
{
    private readonly Queue<long> started = new();
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Returns when the next request may start.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var wait = Remaining(); wait > TimeSpan.Zero; wait = Remaining())
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            started.Enqueue(clock.GetTimestamp());
        }
        finally
        {
            turn.Release();
        }
    }

    private TimeSpan Remaining()
    {
        while (started.TryPeek(out var first) && clock.GetElapsedTime(first) >= span)
        {
            started.Dequeue();
        }

        return started.Count < requests ? TimeSpan.Zero : span - clock.GetElapsedTime(started.Peek());
    }
}
