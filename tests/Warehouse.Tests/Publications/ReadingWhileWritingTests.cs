using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

public sealed class ReadingWhileWritingTests
{
    private const int Moves = 60;

    [Test]
    public async Task Readers_meet_a_whole_publication_at_every_moment()
    {
        using var lake = new LakeBench();
        var indicators = Enumerable.Range(0, 50).Select(i => LakeBench.Indicator($"indicator-{i}", [])).ToArray();
        PublicationManifest[] publications = [lake.Manifest("p1", indicators), lake.Manifest("p2", indicators)];
        Publish(lake.Store, publications[0], 0);

        var writer = Task.Run(() => Enumerable.Range(1, Moves).ToList().ForEach(i => Publish(lake.Store, publications[i % 2], i)));
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => ReadUntil(lake.Store, writer))).ToList();
        await Task.WhenAll([writer, .. readers]);

        Assert.That(readers.Select(r => r.Result), Has.All.GreaterThan(0));
        Assert.That(lake.Store.Pointer("public")!.History, Has.Count.EqualTo(Moves + 1));
        Assert.That(Directory.GetFiles(lake["publications"]).Concat(Directory.GetFiles(lake["editions"])), Has.Exactly(3).Items, "nothing half-written is left");
    }

    private static void Publish(PublicationStore store, PublicationManifest manifest, int move)
    {
        store.Write(manifest);
        store.MakeCurrent("public", manifest.Id, DateTimeOffset.UnixEpoch.AddSeconds(move), "published");
    }

    /// <summary>Reads at least once, then until the writer is done.</summary>
    private static int ReadUntil(PublicationStore store, Task writer)
    {
        var reads = 0;
        var last = 0;
        do
        {
            Assert.That(store.Current("public")!.Indicators, Has.Count.EqualTo(50));
            var moves = store.Pointer("public")!.History.Count;
            Assert.That(moves, Is.GreaterThanOrEqualTo(last), "the history only grows");
            last = moves;
            reads++;
        }
        while (!writer.IsCompleted);
        return reads;
    }
}
