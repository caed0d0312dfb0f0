using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Values;

/// <summary>Slices in memory: read once, least recently used go first, never over the limit.</summary>
[TestFixture]
internal sealed class SliceCacheTests
{
    private int reads;

    [SetUp]
    public void Reset() => reads = 0;

    [Test]
    public async Task A_slice_that_many_ask_for_at_once_is_read_once()
    {
        var gate = new ManualResetEventSlim();
        var cache = new SliceCache(long.MaxValue, (slice, _) =>
        {
            gate.Wait();
            return Make(slice);
        });
        var asked = Enumerable.Range(0, 50).Select(_ => cache.GetAsync(Published("a"), []).AsTask()).ToArray();
        gate.Set();
        var slices = await Task.WhenAll(asked);
        Assert.That(slices.Distinct().Count(), Is.EqualTo(1));
        Assert.That(reads, Is.EqualTo(1));
    }

    [Test]
    public async Task The_least_recently_used_goes_first()
    {
        var size = Make(Published("x")).Bytes;
        var cache = Cache(2 * size);
        await cache.GetAsync(Published("a"), []);
        await cache.GetAsync(Published("b"), []);
        await cache.GetAsync(Published("a"), []);
        await cache.GetAsync(Published("c"), []);
        reads = 0;
        await cache.GetAsync(Published("a"), []);
        await cache.GetAsync(Published("c"), []);
        Assert.That(reads, Is.Zero, "a and c are kept");
        await cache.GetAsync(Published("b"), []);
        Assert.That(reads, Is.EqualTo(1), "b had gone");
        Assert.That(cache.Bytes, Is.LessThanOrEqualTo(2 * size));
        Assert.That(cache.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_slice_over_the_limit_is_answered_from_and_not_kept()
    {
        var cache = Cache(10);
        Assert.That((await cache.GetAsync(Published("a"), [])).Values[0], Is.EqualTo(1));
        Assert.That((cache.Bytes, cache.Count), Is.EqualTo((0L, 0)));
    }

    [Test]
    public async Task A_slice_that_cannot_be_read_is_tried_again()
    {
        var fails = true;
        var cache = new SliceCache(long.MaxValue, (slice, _) => fails ? throw new IOException("disk") : Make(slice));
        Assert.ThrowsAsync<IOException>(async () => await cache.GetAsync(Published("a"), []));
        fails = false;
        Assert.That((await cache.GetAsync(Published("a"), [])).CellCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Under_pressure_from_many_threads_the_limit_holds_and_answers_are_right()
    {
        var size = Make(Published("x")).Bytes;
        var cache = Cache(5 * size);
        await Parallel.ForEachAsync(Enumerable.Range(0, 4000), async (i, _) =>
        {
            var name = (i * 7 % 20).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var slice = await cache.GetAsync(Published(name), []);
            Assert.That(slice.Values[0], Is.EqualTo(name.Length));
        });
        Assert.That(cache.Bytes, Is.LessThanOrEqualTo(5 * size));
        Assert.That(cache.Bytes, Is.EqualTo(cache.Count * size));
    }

    private SliceCache Cache(long limit) => new(limit, (slice, _) => Make(slice));

    private Slice Make(PublishedSlice published)
    {
        Interlocked.Increment(ref reads);
        var builder = new SliceBuilder(Frequency.Annual, [], Labels);
        builder.Add(builder.Area("KU016"), builder.Combination(), Period.Year(2020), published.File.Length, ObservationStatus.Normal);
        return builder.Build();
    }

    private static readonly AreaLabels Labels = new();

    private static PublishedSlice Published(string file) => new("current", "2026-01-01", Frequency.Annual, file, 1, 0, "2020", "2020", "");
}
