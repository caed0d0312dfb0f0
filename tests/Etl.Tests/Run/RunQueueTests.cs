using Insight.Etl.Run;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insight.Etl.Tests.Run;

/// <summary>The queue of runs of a server: one at a time, never two of a source, each can be stopped.</summary>
[TestFixture]
internal sealed class RunQueueTests
{
    private static readonly PipelineOptions LandOnly = new(Load: false, Publish: false);

    private UserFolder folder = null!;
    private Workplace place = null!;
    private RunQueue queue = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new UserFolder();
        folder.Deliver("KU016,2024,40");
        place = folder.Open();
        queue = new RunQueue(place, NullLogger<RunQueue>.Instance);
    }

    [TearDown]
    public void Remove()
    {
        queue.Dispose();
        folder.Dispose();
    }

    [Test]
    public void A_second_run_of_a_source_is_refused_and_names_the_first()
    {
        var first = queue.Add([UserFolder.Source], "api");
        var refused = Assert.Throws<RunInProgressException>(() => queue.Add(["syke", UserFolder.Source], "schedule"))!;
        Assert.That(refused.Run.Id, Is.EqualTo(first.Id));
        Assert.That(() => queue.Add(["syke"], "schedule"), Throws.Nothing);
    }

    [Test]
    public void A_source_that_is_none_is_refused() =>
        Assert.That(() => queue.Add(["statfinn"], "api"), Throws.TypeOf<FormatException>().With.Message.Contains("there are ").And.Message.Contains("statfin"));

    [Test]
    public async Task Queued_runs_are_done_in_order()
    {
        var runs = new[] { queue.Add([UserFolder.Source], "api", LandOnly), queue.Add(["syke"], "api", LandOnly) };
        await queue.StartAsync(CancellationToken.None);
        await Until(() => runs.All(r => place.Runs.Find(r.Id)!.FinishedAt is not null));
        var done = runs.Select(r => place.Runs.Find(r.Id)!).ToList();
        Assert.That(done.Select(r => r.State), Is.All.EqualTo(RunState.Succeeded));
        Assert.That(done[1].StartedAt, Is.GreaterThanOrEqualTo(done[0].FinishedAt!.Value));
    }

    [Test]
    public async Task A_run_that_is_cancelled_while_it_waits_ends_cancelled_and_loads_nothing()
    {
        var run = queue.Add([UserFolder.Source], "api");
        Assert.That(queue.Cancel(run.Id), Is.True);
        await queue.StartAsync(CancellationToken.None);
        await Until(() => place.Runs.Find(run.Id)!.FinishedAt is not null);
        Assert.That(place.Runs.Find(run.Id)!.State, Is.EqualTo(RunState.Cancelled));
        Assert.That(place.Lake.Pointer("public"), Is.Null);
        Assert.That(queue.Cancel("20260101T000000000Z-aaaaaa"), Is.False);
    }

    [Test]
    public async Task A_run_that_finds_the_warehouse_taken_fails_and_the_next_one_is_done()
    {
        var first = queue.Add([UserFolder.Source], "api");
        using (WarehouseLock.Take(place.Folder, "another program", TimeProvider.System))
        {
            await queue.StartAsync(CancellationToken.None);
            await Until(() => place.Runs.Find(first.Id)!.FinishedAt is not null);
        }

        Assert.That(place.Runs.Find(first.Id)!.State, Is.EqualTo(RunState.Failed));
        Assert.That(place.Runs.Find(first.Id)!.Message, Does.Contain("another program"));
        var second = queue.Add([UserFolder.Source], "api", new PipelineOptions(Publish: false));
        await Until(() => place.Runs.Find(second.Id)!.FinishedAt is not null);
        Assert.That(place.Runs.Find(second.Id)!.State, Is.EqualTo(RunState.Succeeded));
    }

    /// <summary>Waits for what the worker does on its own thread; the test's own time-out ends it.</summary>
    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Yield();
        }
    }
}
