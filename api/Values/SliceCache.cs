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
    private readonly MemoryBudget<Slice> budget = new(limit);

    /// <summary>Bytes kept now.</summary>
    public long Bytes => budget.Bytes;

    /// <summary>Slices kept or being read now.</summary>
    public int Count => entries.Count;

    /// <summary>The slice; at once where it is in memory.</summary>
    public ValueTask<Slice> GetAsync(PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        if (entries.TryGetValue(slice.Key, out var entry) && budget.Use(entry) is { } ready)
        {
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
        return entry.Reading.Value;
    }

    private async Task<Slice> ReadAsync(Entry entry, PublishedSlice slice, IReadOnlyList<string> breakdowns)
    {
        await readers.WaitAsync();
        try
        {
            var made = await Task.Run(() => read(slice, breakdowns));
            if (!budget.TryKeep(entry, made, made.Bytes))
            {
                entries.TryRemove(slice.Key, out _);
            }

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

    private sealed class Entry : MemoryPlace<Slice>
    {
        private readonly SliceCache cache;
        private readonly string key;

        public Entry(SliceCache cache, PublishedSlice slice, IReadOnlyList<string> breakdowns)
        {
            (this.cache, key) = (cache, slice.Key);
            Reading = new Lazy<Task<Slice>>(() => cache.ReadAsync(this, slice, breakdowns));
        }

        public Lazy<Task<Slice>> Reading { get; }

        protected override void Released() => cache.entries.TryRemove(key, out _);
    }
}
