namespace Insight.Api.Values;

/// <summary>
/// Things in memory under a limit that holds at every moment: what was not used for longest goes before another comes.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="limit">Most bytes that are kept; 0 keeps nothing.</param>
internal sealed class MemoryBudget<T>(long limit)
    where T : class
{
    private readonly HashSet<MemoryPlace<T>> taken = [];
    private readonly Lock gate = new();
    private long bytes;
    private long clock;

    /// <summary>Most bytes that are kept.</summary>
    public long Limit => limit;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>What a place holds, which is hereby used; null where it holds nothing.</summary>
    public T? Use(MemoryPlace<T> place)
    {
        var value = place.Value;
        if (value is not null)
        {
            place.LastUse = Interlocked.Increment(ref clock);
        }

        return value;
    }

    /// <summary>Puts something into a place that holds nothing, after others have made room.</summary>
    /// <param name="place">The place.</param>
    /// <param name="value">What it shall hold.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <returns>False where it alone is over the limit.</returns>
    public bool TryKeep(MemoryPlace<T> place, T value, long size)
    {
        lock (gate)
        {
            if (size > limit)
            {
                return false;
            }

            while (Bytes + size > limit)
            {
                Release(taken.MinBy(p => p.LastUse)!);
            }

            if (taken.Add(place))
            {
                place.LastUse = Interlocked.Increment(ref clock);
                place.Put(value, size);
                Interlocked.Add(ref bytes, size);
            }

            return true;
        }
    }

    private void Release(MemoryPlace<T> place)
    {
        taken.Remove(place);
        Interlocked.Add(ref bytes, -place.Bytes);
        place.Empty();
    }
}

/// <summary>A place that holds something in memory for as long as its <see cref="MemoryBudget{T}"/> lets it.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal abstract class MemoryPlace<T>
    where T : class
{
    private volatile T? value;
    private long lastUse;

    /// <summary>What it holds; null where nothing.</summary>
    public T? Value => value;

    /// <summary>Bytes of what it holds.</summary>
    internal long Bytes { get; private set; }

    /// <summary>When it was used last, in uses.</summary>
    internal long LastUse
    {
        get => Volatile.Read(ref lastUse);
        set => Volatile.Write(ref lastUse, value);
    }

    /// <summary>Holds something.</summary>
    internal void Put(T given, long size) => (Bytes, value) = (size, given);

    /// <summary>Holds nothing any more.</summary>
    internal void Empty()
    {
        value = null;
        Released();
    }

    /// <summary>Called when what it held had to go.</summary>
    protected abstract void Released();
}
