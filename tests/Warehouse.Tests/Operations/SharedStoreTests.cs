using Insight.Warehouse.Migrations;
using Insight.Warehouse.Operations;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Tests.Operations;

/// <summary>Several stores on one file at once, as the server and the command line have it; each has connections of its own.</summary>
public sealed class SharedStoreTests
{
    private const int Rounds = 10;
    private readonly SetClock clock = new();
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Make() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task Of_several_that_open_a_new_file_at_once_one_makes_its_schema()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var data = DataFolder.Open(folder[$"{round}"]);
            var stores = await Together(4, _ => OperationsStore.Open(data, clock));
            Assert.That(stores[0].Query("SELECT name FROM migration", r => r.GetString(0)), Is.Unique.And.Not.Empty);
        }
    }

    [Test]
    public async Task Who_finds_an_old_schema_while_another_brings_it_up_to_date_waits_and_does_nothing()
    {
        MigrationHistory.Script[] scripts = [new("0001-one.sql", "CREATE TABLE one (id INTEGER)"), new("0002-two.sql", "CREATE TABLE two (id INTEGER)")];
        using var first = Opened();
        first.Do("PRAGMA journal_mode = WAL");
        MigrationHistory.Apply(first, scripts[..1], clock);
        first.Do($"BEGIN IMMEDIATE; {scripts[1].Sql}; INSERT INTO migration VALUES ('{scripts[1].Name}', '{scripts[1].Sha256}', '')");

        using var second = Opened();
        using var hasLooked = new ManualResetEventSlim();
        second.CreateFunction("looked", () => Looked(hasLooked));
        second.Do("CREATE TEMP VIEW migration AS SELECT * FROM main.migration WHERE looked()");
        var applying = Task.Run(() => MigrationHistory.Apply(second, scripts, clock));
        Assert.That(hasLooked.Wait(TimeSpan.FromSeconds(30)), "the second looked while the first was at work");
        first.Do("COMMIT");

        Assert.That(await applying, Is.Empty);
        Assert.That(first.Texts("SELECT name FROM migration ORDER BY name"), Is.EqualTo(scripts.Select(s => s.Name)));
    }

    [Test]
    public async Task One_of_two_that_queue_a_source_at_the_same_time_gets_it()
    {
        OperationsStore[] stores = [OperationsStore.Open(folder.Data, clock), OperationsStore.Open(folder.Data, clock)];
        for (var round = 0; round < Rounds; round++)
        {
            var queued = await Together(2, i => Queued(new RunLog(stores[i], clock)));
            Assert.That(queued.Count(run => run is not null), Is.EqualTo(1));
            new RunLog(stores[0], clock).Finish(queued.Single(run => run is not null)!.Id, RunState.NothingNew, "done", new Dictionary<string, long>(), null);
        }
    }

    [Test]
    public async Task Events_that_two_add_to_one_run_are_numbered_one_after_the_other()
    {
        OperationsStore[] stores = [OperationsStore.Open(folder.Data, clock), OperationsStore.Open(folder.Data, clock)];
        var run = new RunLog(stores[0], clock).Queue(["statfin"], "api");
        await Together(2, i => Enumerable.Range(0, Rounds).Select(n => Added(new RunLog(stores[i], clock), run.Id, $"{i} {n}")).Count(done => done));
        var events = new RunLog(stores[1], clock).Events(run.Id);
        Assert.That(events.Select(e => e.Sequence), Is.EqualTo(Enumerable.Range(1, 2 * Rounds)));
        Assert.That(events.Select(e => e.Message), Is.Unique);
    }

    [Test]
    public async Task Of_several_first_starts_at_once_one_makes_the_steward_s_key_and_its_file_fits()
    {
        var keys = await Together(4, _ => new StewardKeys(OperationsStore.Open(folder.Data, clock), folder.Data, clock).EnsureExists());
        Assert.That(keys.Count(k => k is not null), Is.EqualTo(1));
        var written = File.ReadAllText(folder.Data.StewardKeyFile).Trim();
        Assert.That(written, Is.EqualTo(keys.Single(k => k is not null)));
        Assert.That(new StewardKeys(OperationsStore.Open(folder.Data, clock), folder.Data, clock).Who(written), Is.EqualTo("steward"));
    }

    private SqliteConnection Opened()
    {
        var connection = new SqliteConnection($"Data Source={folder["shared.sqlite"]};Pooling=false");
        connection.Open();
        return connection;
    }

    private static bool Looked(ManualResetEventSlim signal)
    {
        signal.Set();
        return true;
    }

    private static Run? Queued(RunLog runs)
    {
        try
        {
            return runs.Queue(["statfin"], "schedule");
        }
        catch (RunInProgressException)
        {
            return null;
        }
    }

    private static bool Added(RunLog runs, string run, string message)
    {
        runs.Add(run, "fetch", null, message);
        return true;
    }

    /// <summary>Does something on several threads that start at the same moment.</summary>
    private static async Task<T[]> Together<T>(int count, Func<int, T> work)
    {
        using var start = new Barrier(count);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return work(i);
            },
            TaskCreationOptions.LongRunning)));
    }
}
