using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>The runs and their events in the operations store; shared by the server, the worker and the command line.</summary>
public sealed class RunLog(OperationsStore store, TimeProvider clock)
{
    private const string Columns = "id, sources, started_by, state, queued_at, started_at, finished_at, process, message, counts, publication, asked_by, cancelled_by";

    /// <summary>Writes a new run in state queued, unless one of its sources is queued or running already.</summary>
    /// <exception cref="RunInProgressException">A run of one of the sources is queued or at work; the message names it.</exception>
    /// <param name="sources">Ids of the sources.</param>
    /// <param name="startedBy">first-start, schedule, api, delivery or command-line.</param>
    /// <param name="askedBy">The steward, schedule or user, or null.</param>
    public Run Queue(IReadOnlyList<string> sources, string startedBy, string? askedBy = null)
    {
        var now = clock.GetUtcNow();
        var id = $"{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{Guid.NewGuid().ToString("N")[..6]}";
        var process = $"{Environment.MachineName}:{Environment.ProcessId}";
        using var connection = store.Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var run in Active(connection, transaction))
        {
            if (run.Sources.Intersect(sources, StringComparer.Ordinal).FirstOrDefault() is { } source)
            {
                throw new RunInProgressException(run, $"Source '{source}' is {Word(run.State)} in run {run.Id} ({(run.AskedBy is null ? "" : run.AskedBy + ", ")}{run.StartedBy}, {run.Process}); wait until it is done.");
            }
        }

        using (var insert = connection.CreateCommand())
        {
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO run (id, sources, started_by, state, queued_at, process, asked_by) VALUES (@id, @sources, @by, 'queued', @at, @process, @who)";
            insert.Parameters.AddWithValue("@id", id);
            insert.Parameters.AddWithValue("@sources", string.Join(',', sources));
            insert.Parameters.AddWithValue("@by", startedBy);
            insert.Parameters.AddWithValue("@at", OperationsStore.Text(now));
            insert.Parameters.AddWithValue("@process", process);
            insert.Parameters.AddWithValue("@who", (object?)askedBy ?? DBNull.Value);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return Find(id)!;
    }

    /// <summary>Marks a queued run as at work.</summary>
    /// <returns>False where it does not wait any more, because somebody cancelled it.</returns>
    public bool Start(string id) =>
        store.Execute("UPDATE run SET state = 'running', started_at = @1 WHERE id = @0 AND state = 'queued'", id, OperationsStore.Text(clock.GetUtcNow())) == 1;

    /// <summary>Asks a run to stop, in whichever process it is: one that waits ends at once, one at work as soon as it can.</summary>
    /// <returns>False where it is over already.</returns>
    public bool AskToCancel(string id, string who)
    {
        using var transaction = store.Begin();
        var asked = transaction.Execute("UPDATE run SET cancelled_by = @1 WHERE id = @0 AND state IN ('queued', 'running')", id, who) == 1;
        transaction.Execute(
            "UPDATE run SET state = 'cancelled', finished_at = @1, message = @2 WHERE id = @0 AND state = 'queued'",
            id, OperationsStore.Text(clock.GetUtcNow()), $"Cancelled by {who} before it began.");
        if (asked)
        {
            new AuditLog(store, clock).Add(transaction, new AuditFact(who, "run-cancel", id));
        }

        transaction.Commit();
        return asked;
    }

    /// <summary>Who asked a run to stop, or null.</summary>
    public string? CancelledBy(string id) => store.Query("SELECT cancelled_by FROM run WHERE id = @0", r => OperationsStore.TextOrNull(r, 0), id).SingleOrDefault();

    /// <summary>Adds what one step of a run did.</summary>
    public void AddStep(string run, string step, string? source, TimeSpan duration, IReadOnlyDictionary<string, long> counts) => store.Execute(
        "INSERT INTO run_step (run, sequence, step, source, duration_ms, counts) VALUES (@0, (SELECT coalesce(max(sequence), 0) + 1 FROM run_step WHERE run = @0), @1, @2, @3, @4)",
        run, step, source, (long)duration.TotalMilliseconds, JsonSerializer.Serialize(counts));

    /// <summary>What the steps of a run did, in order.</summary>
    public IReadOnlyList<RunStep> Steps(string run) => store.Query(
        "SELECT sequence, step, source, duration_ms, counts FROM run_step WHERE run = @0 ORDER BY sequence",
        r => new RunStep(
            r.GetInt32(0), r.GetString(1), OperationsStore.TextOrNull(r, 2), TimeSpan.FromMilliseconds(r.GetInt64(3)),
            JsonSerializer.Deserialize<Dictionary<string, long>>(r.GetString(4))!),
        run);

    /// <summary>Ends a run.</summary>
    public void Finish(string id, RunState state, string message, IReadOnlyDictionary<string, long> counts, string? publication) => store.Execute(
        "UPDATE run SET state = @1, finished_at = @2, message = @3, counts = @4, publication = @5 WHERE id = @0",
        id, Word(state), OperationsStore.Text(clock.GetUtcNow()), message, JsonSerializer.Serialize(counts), publication);

    /// <summary>
    /// Marks runs that their process left unfinished as interrupted. Only the holder of the warehouse's lock may call it, because nobody
    /// else can then be at work; <paramref name="own"/> is the caller's own run, which is left alone.
    /// </summary>
    public int MarkInterrupted(string? own) => store.Execute(
        "UPDATE run SET state = 'interrupted', finished_at = @1, message = 'The process ended before the run did. Nothing was half loaded or half published; run it again.' "
        + "WHERE state = 'running' AND id <> @0",
        own ?? "", OperationsStore.Text(clock.GetUtcNow()));

    /// <summary>Ends unfinished runs of processes of this machine that are no longer there.</summary>
    /// <param name="isAlive">Whether the process with an id, which queued a run at a moment, is still there.</param>
    public void DropOrphans(Func<int, DateTimeOffset, bool> isAlive)
    {
        foreach (var run in store.Query($"SELECT {Columns} FROM run WHERE state IN ('queued', 'running')", Read))
        {
            var parts = run.Process.Split(':');
            if (parts[0] == Environment.MachineName && !isAlive(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), run.QueuedAt))
            {
                Finish(run.Id, RunState.Interrupted, "The process ended before the run did. Nothing was half loaded or half published; run it again.", run.Counts, null);
            }
        }
    }

    /// <summary>Adds a line to a run's log.</summary>
    public void Add(string run, string step, string? source, string message) => store.Execute(
        "INSERT INTO run_event (run, sequence, at, step, source, message) VALUES (@0, (SELECT coalesce(max(sequence), 0) + 1 FROM run_event WHERE run = @0), @1, @2, @3, @4)",
        run, OperationsStore.Text(clock.GetUtcNow()), step, source, message);

    /// <summary>A run's log after a sequence number.</summary>
    public IReadOnlyList<RunEvent> Events(string run, int after = 0) => store.Query(
        "SELECT sequence, at, step, source, message FROM run_event WHERE run = @0 AND sequence > @1 ORDER BY sequence",
        r => new RunEvent(r.GetInt32(0), OperationsStore.Moment(r, 1)!.Value, r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetString(4)),
        run, after);

    /// <summary>A run by id, or null.</summary>
    public Run? Find(string id) => store.Query($"SELECT {Columns} FROM run WHERE id = @0", Read, id).SingleOrDefault();

    /// <summary>Runs, newest first, all or of one source or state.</summary>
    public IReadOnlyList<Run> List(string? source, RunState? state, int limit) => store.Query(
        $"SELECT {Columns} FROM run WHERE (@0 IS NULL OR instr(',' || sources || ',', ',' || @0 || ',') > 0) AND (@1 IS NULL OR state = @1) ORDER BY queued_at DESC, id DESC LIMIT @2",
        Read, source, state is { } s ? Word(s) : null, limit);

    /// <summary>The word for a state, as stored and served.</summary>
    public static string Word(RunState state) => state == RunState.NothingNew ? "nothing-new" : state.ToString().ToLowerInvariant();

    private static List<Run> Active(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT {Columns} FROM run WHERE state IN ('queued', 'running')";
        using var reader = command.ExecuteReader();
        var runs = new List<Run>();
        while (reader.Read())
        {
            runs.Add(Read(reader));
        }

        return runs;
    }

    private static Run Read(SqliteDataReader r) => new(
        r.GetString(0),
        r.GetString(1).Split(',', StringSplitOptions.RemoveEmptyEntries),
        r.GetString(2),
        r.GetString(3) == "nothing-new" ? RunState.NothingNew : Enum.Parse<RunState>(r.GetString(3), ignoreCase: true),
        OperationsStore.Moment(r, 4)!.Value,
        OperationsStore.Moment(r, 5),
        OperationsStore.Moment(r, 6),
        r.GetString(7),
        OperationsStore.TextOrNull(r, 8),
        JsonSerializer.Deserialize<Dictionary<string, long>>(r.GetString(9))!,
        OperationsStore.TextOrNull(r, 10),
        OperationsStore.TextOrNull(r, 11),
        OperationsStore.TextOrNull(r, 12));
}

/// <summary>A run of the same source is queued or at work.</summary>
public sealed class RunInProgressException(Run run, string message) : Exception(message)
{
    /// <summary>The run that is in the way.</summary>
    public Run Run { get; } = run;
}
