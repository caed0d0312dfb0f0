using Insight.Etl.Run;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Tests.Run;

/// <summary>The queue of runs of a server: one at a time, never two of a source, each can be stopped.</summary>
[TestFixture]
internal sealed class RunQueueTests : QueueTest
{
    private static readonly PipelineOptions LandOnly = new(Load: false, Publish: false);

    [Test]
    public void A_second_run_of_a_source_is_refused_and_names_the_first()
    {
        var first = Queue.Add([UserFolder.Source], "api");
        var refused = Assert.Throws<RunInProgressException>(() => Queue.Add(["syke", UserFolder.Source], "schedule"))!;
        Assert.That(refused.Run.Id, Is.EqualTo(first.Id));
        Assert.That(() => Queue.Add(["syke"], "schedule"), Throws.Nothing);
    }

    [Test]
    public void A_source_that_is_none_is_refused() =>
        Assert.That(() => Queue.Add(["statfinn"], "api"), Throws.TypeOf<FormatException>().With.Message.Contains("there are ").And.Message.Contains("statfin"));

    [Test]
    public async Task Queued_runs_are_done_in_order()
    {
        var runs = new[] { Queue.Add([UserFolder.Source], "api", LandOnly), Queue.Add(["syke"], "api", LandOnly) };
        await Queue.StartAsync(CancellationToken.None);
        await Until(() => runs.All(r => Place.Runs.Find(r.Id)!.FinishedAt is not null));
        var done = runs.Select(r => Place.Runs.Find(r.Id)!).ToList();
        Assert.That(done.Select(r => r.State), Is.All.EqualTo(RunState.Succeeded));
        Assert.That(done[1].StartedAt, Is.GreaterThanOrEqualTo(done[0].FinishedAt!.Value));
    }

    [Test]
    public async Task A_run_that_is_cancelled_while_it_waits_ends_cancelled_and_loads_nothing()
    {
        var run = Queue.Add([UserFolder.Source], "api");
        Assert.That(Queue.Cancel(run.Id), Is.True);
        await Queue.StartAsync(CancellationToken.None);
        await Until(() => Place.Runs.Find(run.Id)!.FinishedAt is not null);
        Assert.That(Place.Runs.Find(run.Id)!.State, Is.EqualTo(RunState.Cancelled));
        Assert.That(Place.Lake.Pointer("public"), Is.Null);
        Assert.That(Queue.Cancel("20260101T000000000Z-aaaaaa"), Is.False);
    }

    [Test]
    public async Task A_run_that_another_process_asks_to_stop_before_it_begins_is_skipped()
    {
        var run = Queue.Add([UserFolder.Source], "api");
        Assert.That(Place.Runs.AskToCancel(run.Id, "helmi"), Is.True);
        var next = Queue.Add([UserFolder.Source], "api", LandOnly);
        await Queue.StartAsync(CancellationToken.None);
        await Until(() => Place.Runs.Find(next.Id)!.FinishedAt is not null);
        Assert.That((Place.Runs.Find(run.Id)!.State, Place.Runs.Find(run.Id)!.Message), Is.EqualTo((RunState.Cancelled, "Cancelled by helmi before it began.")));
        Assert.That(Place.Runs.Events(run.Id).Select(e => e.Step), Is.EqualTo(new[] { "queued" }));
        Assert.That(Place.Runs.AskToCancel(run.Id, "helmi"), Is.False, "it is over");
    }

    [Test]
    public async Task A_run_at_work_that_is_asked_to_stop_says_who_asked()
    {
        var run = Place.Runs.Queue([UserFolder.Source], "api");
        var asked = false;
        using var stop = new CancellationTokenSource();
        var done = await new Pipeline(Place).ExecuteAsync(
            run,
            line =>
            {
                // In the middle of it: the pipeline is told by the token that its watch of the store would cancel.
                asked = asked || Place.Runs.AskToCancel(run.Id, "helmi");
                stop.Cancel();
            },
            new PipelineOptions(),
            stop.Token);
        Assert.That((done.State, done.CancelledBy), Is.EqualTo((RunState.Cancelled, "helmi")));
        Assert.That(done.Message, Does.StartWith("Cancelled by helmi; what had been loaded before stays"));
    }

    [Test]
    public async Task Each_step_tells_what_it_counted_and_a_replay_needs_no_fetch()
    {
        Folder.Deliver("KU016,2024,40", "KU111,2024,70", "KU999,2024,1");
        var first = await RunAsync(new PipelineOptions(Publish: false));
        Assert.That(Place.Runs.Steps(first.Id).Select(s => $"{s.Step}: {string.Join(", ", s.Counts.Where(c => c.Key != "landed-bytes").Select(c => $"{c.Key} {c.Value}"))}"), Is.EqualTo(new[]
        {
            "fetch: landed-files 1", "stage: rows-read 3, staged 2, left-out 0", "check: corrected 0, quarantined 1, warnings 0", "load: inserted 2, revised 0, withdrawn 0, quarantined 0",
        }));
        Folder.Deliver("KU016,2024,9999");
        var replayed = await RunAsync(PipelineOptions.Replay with { Publish = false });
        Assert.That(Place.Runs.Steps(replayed.Id).Select(s => s.Step), Is.EqualTo(new[] { "stage", "check", "load" }));
        Assert.That((replayed.State, replayed.Counts["staged"], replayed.Counts["revised"]), Is.EqualTo((RunState.NothingNew, 2L, 0L)), "what landed, not what would be delivered now");
    }

    [Test]
    public void Periods_can_be_asked_of_producers_only_that_take_them()
    {
        Assert.That(() => Queue.Add([UserFolder.Source], "api", new PipelineOptions(Periods: Insight.Etl.Sources.ChosenPeriods.Parse("2020..2021"))),
            Throws.TypeOf<FormatException>().With.Message.Contains("'volunteers' (recorded) delivers whole files and cannot be asked for 2020..2021"));
        Assert.That(() => Queue.Add(["sotkanet"], "api", new PipelineOptions(Periods: Insight.Etl.Sources.ChosenPeriods.Parse("2009"))),
            Throws.TypeOf<FormatException>().With.Message.Contains("'sotkanet'"), "its payloads are recorded ones");
    }

    [Test]
    public void A_refused_start_names_who_runs_the_source()
    {
        Queue.Add([UserFolder.Source], "api", askedBy: "helmi");
        Assert.That(() => Queue.Add([UserFolder.Source], "schedule"), Throws.TypeOf<RunInProgressException>().With.Message.Contains("(helmi, api, " + Environment.MachineName));
    }

    private Task<Warehouse.Operations.Run> RunAsync(PipelineOptions options) =>
        new Pipeline(Place).ExecuteAsync(Place.Runs.Queue([UserFolder.Source], "api"), null, options, CancellationToken.None);

    [Test]
    public async Task A_run_that_finds_the_warehouse_taken_fails_and_the_next_one_is_done()
    {
        var first = Queue.Add([UserFolder.Source], "api");
        using (WarehouseLock.Take(Place.Folder, "another program", TimeProvider.System))
        {
            await Queue.StartAsync(CancellationToken.None);
            await Until(() => Place.Runs.Find(first.Id)!.FinishedAt is not null);
        }

        Assert.That(Place.Runs.Find(first.Id)!.State, Is.EqualTo(RunState.Failed));
        Assert.That(Place.Runs.Find(first.Id)!.Message, Does.Contain("another program"));
        var second = Queue.Add([UserFolder.Source], "api", new PipelineOptions(Publish: false));
        await Until(() => Place.Runs.Find(second.Id)!.FinishedAt is not null);
        Assert.That(Place.Runs.Find(second.Id)!.State, Is.EqualTo(RunState.Succeeded));
    }

    [Test]
    public async Task A_run_of_a_delivery_waits_for_the_warehouse_instead_of_failing()
    {
        var run = Queue.Add([UserFolder.Source], "delivery", PipelineOptions.Delivered with { Publish = false });
        using (WarehouseLock.Take(Place.Folder, "another program", TimeProvider.System))
        {
            await Queue.StartAsync(CancellationToken.None);
            await Until(() => Place.Runs.Events(run.Id).Any(e => e.Message.Contains("Waits: ", StringComparison.Ordinal) && e.Message.Contains("another program", StringComparison.Ordinal)));
        }

        await Until(() => Place.Runs.Find(run.Id)!.FinishedAt is not null);
        Assert.That(Place.Runs.Find(run.Id)!.State, Is.EqualTo(RunState.Succeeded));
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
