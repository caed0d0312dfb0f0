using Insight.Warehouse.Operations;

namespace Insight.Warehouse.Tests.Operations;

public sealed class RunLogTests
{
    private static readonly Dictionary<string, long> None = [];
    private readonly SetClock clock = new();
    private TemporaryFolder folder = null!;
    private OperationsStore store = null!;
    private RunLog runs = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        store = OperationsStore.Open(folder.Data, clock);
        runs = new RunLog(store, clock);
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_run_is_queued_starts_and_ends_with_what_it_counted()
    {
        var began = clock.Now;
        var queued = runs.Queue(["statfin", "syke"], "schedule");
        Assert.That(
            (queued.State, queued.StartedBy, queued.QueuedAt, queued.StartedAt, queued.FinishedAt, queued.Process, queued.Message, queued.Publication),
            Is.EqualTo((RunState.Queued, "schedule", began, (DateTimeOffset?)null, (DateTimeOffset?)null, $"{Environment.MachineName}:{Environment.ProcessId}", (string?)null, (string?)null)));
        Assert.That(queued.Sources, Is.EqualTo(new[] { "statfin", "syke" }));
        Assert.That(queued.Id, Does.StartWith("20261121T083005000Z-"));

        clock.Now = began.AddSeconds(1);
        runs.Start(queued.Id);
        Assert.That((runs.Find(queued.Id)!.State, runs.Find(queued.Id)!.StartedAt), Is.EqualTo((RunState.Running, (DateTimeOffset?)began.AddSeconds(1))));

        clock.Now = began.AddSeconds(5);
        runs.Finish(queued.Id, RunState.Succeeded, "Loaded 4 rows – ääkkönen.", new Dictionary<string, long> { ["staged"] = 4 }, "p1");
        var done = runs.Find(queued.Id)!;
        Assert.That(
            (done.State, done.FinishedAt, done.Message, done.Publication, done.Counts["staged"]),
            Is.EqualTo((RunState.Succeeded, (DateTimeOffset?)began.AddSeconds(5), "Loaded 4 rows – ääkkönen.", "p1", 4L)));
    }

    [Test]
    public void Each_state_is_read_back_as_it_was_written([Values] RunState state)
    {
        var run = runs.Queue(["statfin"], "api");
        runs.Finish(run.Id, state, "done", None, null);
        Assert.That(runs.Find(run.Id)!.State, Is.EqualTo(state));
        Assert.That(runs.List(null, state, 10), Has.Exactly(1).Items);
    }

    [Test]
    public void A_source_that_is_queued_or_at_work_is_not_queued_again_and_its_run_is_named([Values] bool atWork)
    {
        var first = runs.Queue(["sotkanet", "statfin"], "schedule");
        if (atWork)
        {
            runs.Start(first.Id);
        }

        var refused = Assert.Throws<RunInProgressException>(() => runs.Queue(["syke", "statfin"], "api"))!;
        Assert.That(refused.Run.Id, Is.EqualTo(first.Id));
        Assert.That(
            refused.Message,
            Is.EqualTo($"Source 'statfin' is {(atWork ? "running" : "queued")} in run {first.Id} (schedule, {Environment.MachineName}:{Environment.ProcessId}); wait until it is done."));
        Assert.That(runs.List(null, null, 10), Has.Exactly(1).Items);
    }

    [Test]
    public void Other_sources_may_run_meanwhile_and_the_same_one_afterwards()
    {
        var first = runs.Queue(["statfin"], "schedule");
        Assert.That(() => runs.Queue(["syke"], "api"), Throws.Nothing);
        runs.Finish(first.Id, RunState.Failed, "no answer", None, null);
        Assert.That(() => runs.Queue(["statfin"], "api"), Throws.Nothing);
    }

    [Test]
    public void Runs_that_their_process_left_are_marked_as_interrupted_but_not_the_caller_s_own()
    {
        var left = runs.Queue(["statfin"], "schedule");
        var waiting = runs.Queue(["syke"], "schedule");
        var own = runs.Queue(["sotkanet"], "api");
        runs.Start(left.Id);
        runs.Start(own.Id);
        Assert.That(runs.MarkInterrupted(own.Id), Is.EqualTo(1));
        Assert.That(runs.Find(left.Id)!.State, Is.EqualTo(RunState.Interrupted));
        Assert.That(runs.Find(left.Id)!.Message, Does.Contain("Nothing was half loaded or half published; run it again."));
        Assert.That((runs.Find(waiting.Id)!.State, runs.Find(own.Id)!.State), Is.EqualTo((RunState.Queued, RunState.Running)));
        Assert.That(runs.MarkInterrupted(null), Is.EqualTo(1));
    }

    [Test]
    public void Runs_of_processes_that_are_gone_are_dropped_so_that_their_sources_can_run()
    {
        var gone = runs.Queue(["statfin"], "schedule");
        store.Execute("""
            WITH RECURSIVE later (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM later WHERE n < 250)
            INSERT INTO run (id, sources, started_by, state, queued_at, process) SELECT 'z' || n, 'syke', 'schedule', 'nothing-new', '2026-11-22T00:00:00Z', 'here:1' FROM later
            """);

        runs.DropOrphans((process, _) => process == Environment.ProcessId);
        Assert.That(runs.Find(gone.Id)!.State, Is.EqualTo(RunState.Queued), "its process is alive");
        runs.DropOrphans((_, _) => false);
        Assert.That(runs.Find(gone.Id)!.State, Is.EqualTo(RunState.Interrupted), "however many runs came after it");
        Assert.That(() => runs.Queue(["statfin"], "schedule"), Throws.Nothing);
        Assert.That(runs.List("syke", RunState.NothingNew, 1000), Has.Exactly(250).Items);
    }

    [Test]
    public void Runs_on_other_machines_are_left_alone()
    {
        var run = runs.Queue(["statfin"], "schedule");
        store.Execute("UPDATE run SET process = 'elsewhere:1'");
        runs.DropOrphans((_, _) => false);
        Assert.That(runs.Find(run.Id)!.State, Is.EqualTo(RunState.Queued));
    }

    [Test]
    public void Events_count_from_1_within_their_run_and_are_read_after_a_number()
    {
        var run = runs.Queue(["statfin"], "api");
        var other = runs.Queue(["syke"], "api");
        runs.Add(run.Id, "fetch", "statfin", "12r5: 1.2 MB");
        runs.Add(other.Id, "fetch", "syke", "other");
        clock.Now = clock.Now.AddSeconds(1);
        runs.Add(run.Id, "compute", null, "5 of 16 indicators");
        Assert.That(runs.Events(run.Id), Is.EqualTo(new RunEvent[]
        {
            new(1, clock.Now.AddSeconds(-1), "fetch", "statfin", "12r5: 1.2 MB"),
            new(2, clock.Now, "compute", null, "5 of 16 indicators"),
        }));
        Assert.That(runs.Events(run.Id, after: 1).Select(e => e.Sequence), Is.EqualTo(new[] { 2 }));
        Assert.That(runs.Events(run.Id, after: 2), Is.Empty);
        Assert.That(runs.Events("none"), Is.Empty);
    }

    [Test]
    public void Runs_are_listed_newest_first_by_source_and_state()
    {
        var ids = new List<string>();
        foreach (var (sources, state) in new (string[], RunState)[]
        {
            (["statfin"], RunState.Succeeded), (["syke"], RunState.Failed), (["statfin", "sotkanet"], RunState.Failed), (["syke-municipal-emissions"], RunState.Succeeded),
        })
        {
            clock.Now = clock.Now.AddMinutes(1);
            ids.Add(runs.Queue(sources, "schedule").Id);
            runs.Finish(ids[^1], state, "done", None, null);
        }

        Assert.That(Listed(null, null), Is.EqualTo(new[] { ids[3], ids[2], ids[1], ids[0] }));
        Assert.That(Listed(null, null, 2), Is.EqualTo(new[] { ids[3], ids[2] }));
        Assert.That(Listed("statfin", null), Is.EqualTo(new[] { ids[2], ids[0] }));
        Assert.That(Listed("sotkanet", null), Is.EqualTo(new[] { ids[2] }));
        Assert.That(Listed("syke", null), Is.EqualTo(new[] { ids[1] }), "a source's name within another's is not that source");
        Assert.That(Listed(null, RunState.Failed), Is.EqualTo(new[] { ids[2], ids[1] }));
        Assert.That(Listed("statfin", RunState.Failed), Is.EqualTo(new[] { ids[2] }));
        Assert.That(Listed("%", null), Is.Empty);
        Assert.That(Listed("s_ke", null), Is.Empty);
        Assert.That(Listed("STATFIN", null), Is.Empty);
    }

    [Test]
    public void A_run_that_is_not_there_is_none() => Assert.That(runs.Find("none"), Is.Null);

    private IEnumerable<string> Listed(string? source, RunState? state, int limit = 100) => runs.List(source, state, limit).Select(r => r.Id);
}
