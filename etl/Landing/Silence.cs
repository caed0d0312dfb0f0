namespace Insight.Etl.Landing;

/// <summary>Cancels when nothing has been heard for a while; every piece that arrives starts the while anew.</summary>
internal sealed class Silence : IDisposable
{
    private readonly TimeSpan longest;
    private readonly CancellationTokenSource over;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken outer;

    /// <summary>Not yet counting; <see cref="Start"/> begins.</summary>
    public Silence(TimeSpan longest, TimeProvider clock, CancellationToken outer)
    {
        (this.longest, this.outer) = (longest, outer);
        over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(outer, over.Token);
    }

    /// <summary>Cancelled by the caller or by silence.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Whether silence, not the caller, cancelled.</summary>
    public bool IsOver => over.IsCancellationRequested && !outer.IsCancellationRequested;

    /// <summary>Begins to count, from nothing.</summary>
    public void Start() => over.CancelAfter(longest);

    /// <summary>Stops counting, while we ourselves are waiting.</summary>
    public void Stop() => over.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        either.Dispose();
        over.Dispose();
    }
}
