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
    public async Task A_run_that_another_process_asks_to_stop_before_it_begins_is_skipped()
    {
        var run = queue.Add([UserFolder.Source], "api");
        Assert.That(place.Runs.AskToCancel(run.Id, "helmi"), Is.True);
        var next = queue.Add([UserFolder.Source], "api", LandOnly);
        await queue.StartAsync(CancellationToken.None);
        await Until(() => place.Runs.Find(next.Id)!.FinishedAt is not null);
        Assert.That((place.Runs.Find(run.Id)!.State, place.Runs.Find(run.Id)!.Message), Is.EqualTo((RunState.Cancelled, "Cancelled by helmi before it began.")));
        Assert.That(place.Runs.Events(run.Id).Select(e => e.Step), Is.EqualTo(new[] { "queued" }));
        Assert.That(place.Runs.AskToCancel(run.Id, "helmi"), Is.False, "it is over");
    }

    [Test]
    public async Task A_run_at_work_that_is_asked_to_stop_says_who_asked()
    {
        var run = place.Runs.Queue([UserFolder.Source], "api");
        var asked = false;
        using var stop = new CancellationTokenSource();
        var done = await new Pipeline(place).ExecuteAsync(
            run,
            line =>
            {
                // In the middle of it: the pipeline is told by the token that its watch of the store would cancel.
                asked = asked || place.Runs.AskToCancel(run.Id, "helmi");
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
        folder.Deliver("KU016,2024,40", "KU111,2024,70", "KU999,2024,1");
        var first = await RunAsync(new PipelineOptions(Publish: false));
        Assert.That(place.Runs.Steps(first.Id).Select(s => $"{s.Step}: {string.Join(", ", s.Counts.Where(c => c.Key != "landed-bytes").Select(c => $"{c.Key} {c.Value}"))}"), Is.EqualTo(new[]
        {
            "fetch: landed-files 1", "stage: rows-read 3, staged 2, left-out 0", "check: corrected 0, quarantined 1, warnings 0", "load: inserted 2, revised 0, withdrawn 0, quarantined 0",
        }));
        folder.Deliver("KU016,2024,9999");
        var replayed = await RunAsync(PipelineOptions.Replay with { Publish = false });
        Assert.That(place.Runs.Steps(replayed.Id).Select(s => s.Step), Is.EqualTo(new[] { "stage", "check", "load" }));
        Assert.That((replayed.State, replayed.Counts["staged"], replayed.Counts["revised"]), Is.EqualTo((RunState.NothingNew, 2L, 0L)), "what landed, not what would be delivered now");
    }

    [Test]
    public void Periods_can_be_asked_of_producers_only_that_take_them()
    {
        Assert.That(() => queue.Add([UserFolder.Source], "api", new PipelineOptions(Periods: Insight.Etl.Sources.ChosenPeriods.Parse("2020..2021"))),
            Throws.TypeOf<FormatException>().With.Message.Contains("'volunteers' (recorded) delivers whole files and cannot be asked for 2020..2021"));
        Assert.That(() => queue.Add(["sotkanet"], "api", new PipelineOptions(Periods: Insight.Etl.Sources.ChosenPeriods.Parse("2009"))),
            Throws.TypeOf<FormatException>().With.Message.Contains("'sotkanet'"), "its payloads are recorded ones");
    }

    [Test]
    public void A_refused_start_names_who_runs_the_source()
    {
        queue.Add([UserFolder.Source], "api", askedBy: "helmi");
        Assert.That(() => queue.Add([UserFolder.Source], "schedule"), Throws.TypeOf<RunInProgressException>().With.Message.Contains("(helmi, api, " + Environment.MachineName));
    }

    private Task<Warehouse.Operations.Run> RunAsync(PipelineOptions options) =>
        new Pipeline(place).ExecuteAsync(place.Runs.Queue([UserFolder.Source], "api"), null, options, CancellationToken.None);

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

    [Test]
    public async Task A_run_of_a_delivery_waits_for_the_warehouse_instead_of_failing()
    {
        var run = queue.Add([UserFolder.Source], "delivery", PipelineOptions.Delivered with { Publish = false });
        using (WarehouseLock.Take(place.Folder, "another program", TimeProvider.System))
        {
            await queue.StartAsync(CancellationToken.None);
            await Until(() => place.Runs.Events(run.Id).Any(e => e.Message.Contains("Waits: ", StringComparison.Ordinal) && e.Message.Contains("another program", StringComparison.Ordinal)));
        }

        await Until(() => place.Runs.Find(run.Id)!.FinishedAt is not null);
        Assert.That(place.Runs.Find(run.Id)!.State, Is.EqualTo(RunState.Succeeded));
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
