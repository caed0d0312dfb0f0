namespace Insight.Etl.Tests.Landing;

/// <summary>A clock on which every wait is over at once and the time has passed; waits that a test wants to be never over stay open.</summary>
internal sealed class InstantClock(Func<TimeSpan, bool>? passes = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The waits that passed, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan span)
    {
        lock (gate)
        {
            now += span;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Pass(TimeSpan wait)
    {
        lock (gate)
        {
            waits.Add(wait);
            now += wait;
        }
    }

    private sealed class Timer(InstantClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan && clock.Passes(dueTime))
            {
                clock.Pass(dueTime);
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    if (!disposed)
                    {
                        callback(state);
                    }
                });
            }

            return true;
        }

        public void Dispose() => disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private bool Passes(TimeSpan wait) => passes?.Invoke(wait) ?? true;
}
