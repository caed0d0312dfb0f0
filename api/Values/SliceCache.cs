using System.Collections.Concurrent;
using Insight.Warehouse.Publications;

namespace Insight.Api.Values;

/// <summary>
/// Slices in memory under a limit: the least recently used go first. A slice that many ask for at once is read once. Keyed by content hash,
/// so that a new publication finds its unchanged slices here.
/// </summary>
/// <param name="limit">Most bytes that are kept; a slice larger than that is answered from and let go.</param>
/// <param name="read">Reads a slice; called on a thread of the pool, at most a few at a time.</param>
public sealed class SliceCache(long limit, Func<PublishedSlice, IReadOnlyList<string>, Slice> read)
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim readers = new(Math.Max(1, Environment.ProcessorCount));
    private readonly Lock gate = new();
    private long bytes;
    private long clock;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Slices kept or being read now.</summary>
    public int Count => entries.Count;

    /// <summary>The slice; at once where it is in memory.</summary>
    public ValueTask<Slice> GetAsync(PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        if (entries.TryGetValue(slice.Key, out var entry) && entry.Slice is { } ready)
        {
            entry.LastUse = Interlocked.Increment(ref clock);
            return new ValueTask<Slice>(ready);
        }

        return new ValueTask<Slice>(ReadOnce(slice, breakdowns));
    }

    private Task<Slice> ReadOnce(PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        var entry = entries.GetOrAdd(
            slice.Key,
            static (file, of) => new Entry(of.Cache, of.Slice, of.Breakdowns),
            (Cache: this, Slice: slice, Breakdowns: breakdowns));
        entry.LastUse = Interlocked.Increment(ref clock);
        return entry.Reading.Value;
    }

    private async Task<Slice> ReadAsync(Entry entry, PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        await readers.WaitAsync();
        try
        {
            var made = await Task.Run(() => read(slice, breakdowns));
            Keep(entry, slice.Key, made);
            return made;
        }
        catch
        {
            entries.TryRemove(slice.Key, out _);
            throw;
        }
        finally
        {
            readers.Release();
        }
    }

    private void Keep(Entry entry, string file, Slice made)
    {
        lock (gate)
        {
            if (made.Bytes > limit)
            {
                entries.TryRemove(file, out _);
                return;
            }

            MakeRoom(file, made.Bytes);
            entry.Slice = made;
            Interlocked.Add(ref bytes, made.Bytes);
        }
    }

    /// <summary>Lets the least recently used go before another comes, so that the limit holds at every moment.</summary>
    private void MakeRoom(string newest, long size)
    {
        while (Bytes + size > limit && Oldest(newest) is { } oldest)
        {
            entries.TryRemove(oldest.Key, out _);
            Interlocked.Add(ref bytes, -oldest.Value.Slice!.Bytes);
        }
    }

    /// <summary>The entry that was not used for longest, other than one that has just come.</summary>
    private KeyValuePair<string, Entry>? Oldest(string newest)
    {
        KeyValuePair<string, Entry>? oldest = null;
        foreach (var candidate in entries)
        {
            if (candidate.Key != newest && candidate.Value.Slice is not null && !(candidate.Value.LastUse >= oldest?.Value.LastUse))
            {
                oldest = candidate;
            }
        }

        return oldest;
    }

    private sealed class Entry
    {
        private long lastUse;

        public Entry(SliceCache cache, PublishedSlice slice, IReadOnlyList<string> breakdowns) =>
            Reading = new Lazy<Task<Slice>>(() => cache.ReadAsync(this, slice, breakdowns));

        public Lazy<Task<Slice>> Reading { get; }

        public volatile Slice? Slice;

        public long LastUse
        {
            get => Volatile.Read(ref lastUse);
            set => Volatile.Write(ref lastUse, value);
        }
    }
}
