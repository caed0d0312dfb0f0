using Microsoft.Data.Sqlite;

namespace Insight.Warehouse.Operations;

/// <summary>The schedules in the operations store; workers, servers and the command line share them.</summary>
public sealed class Schedules(OperationsStore store, TimeProvider clock)
{
    private const string Columns = "id, source, cron, time_zone, paused, made_by, changed_at, fired_for";
    private readonly AuditLog audit = new(store, clock);

    /// <summary>All schedules, by id.</summary>
    public IReadOnlyList<Schedule> List() => store.Query($"SELECT {Columns} FROM schedule ORDER BY id", Read);

    /// <summary>A schedule by id, or null.</summary>
    public Schedule? Find(string id) => store.Query($"SELECT {Columns} FROM schedule WHERE id = @0", Read, id).SingleOrDefault();

    /// <summary>Lets a source's schedule follow what its description says, unless a steward changed it.</summary>
    /// <param name="source">The source, which gives the schedule its id.</param>
    /// <param name="cron">Cron expression.</param>
    /// <param name="timeZone">IANA name.</param>
    /// <param name="startedLast">What fell due up to this moment is not made up for.</param>
    public void Follow(string source, string cron, string timeZone, DateTimeOffset startedLast) => store.Execute(
        $"INSERT INTO schedule ({Columns}) VALUES (@0, @0, @1, @2, 0, '{Schedule.BySource}', @3, @4) "
        + $"ON CONFLICT (id) DO UPDATE SET cron = @1, time_zone = @2, changed_at = @3, fired_for = @3 WHERE made_by = '{Schedule.BySource}' AND (cron <> @1 OR time_zone <> @2)",
        source, cron, timeZone, OperationsStore.Text(clock.GetUtcNow()), OperationsStore.Text(startedLast));

    /// <summary>
    /// Takes leave of sources that there are no more: schedules that followed their descriptions go with them, those that stewards made are paused until a source of that name is back
    /// and somebody resumes them.
    /// </summary>
    /// <param name="sources">Ids of those that there are.</param>
    public void KeepOnly(IReadOnlyCollection<string> sources)
    {
        foreach (var schedule in List().Where(schedule => !sources.Contains(schedule.Source)))
        {
            if (schedule.MadeBy == Schedule.BySource)
            {
                Remove(schedule.Id, Schedule.BySource);
            }
            else if (!schedule.IsPaused)
            {
                Pause(schedule.Id, true, Schedule.BySource);
            }
        }
    }

    /// <summary>Adds a schedule.</summary>
    /// <returns>False where there is one of that id.</returns>
    public bool Add(string id, string source, string cron, string timeZone, string who)
    {
        using var transaction = store.Begin();
        var now = OperationsStore.Text(clock.GetUtcNow());
        var added = transaction.Execute(
            $"INSERT INTO schedule ({Columns}) VALUES (@0, @1, @2, @3, 0, @4, @5, @5) ON CONFLICT (id) DO NOTHING", id, source, cron, timeZone, who, now);
        return added == 1 && Keep(transaction, new AuditFact(who, "schedule-create", id, null, $"{source}: {cron} {timeZone}"));
    }

    /// <summary>Changes when a schedule fires. What fell due before is not made up for.</summary>
    /// <returns>False where there is none.</returns>
    public bool Change(string id, string cron, string timeZone, string who) => Update(
        id, who, "schedule-change", schedule => $"{schedule.Cron} {schedule.TimeZone}", $"{cron} {timeZone}",
        "cron = @1, time_zone = @2, made_by = @3, changed_at = @4, fired_for = @4", cron, timeZone, who, OperationsStore.Text(clock.GetUtcNow()));

    /// <summary>Pauses a schedule or lets it go on. What fell due in the pause is not made up for.</summary>
    /// <returns>False where there is none.</returns>
    public bool Pause(string id, bool isPaused, string who) => Update(
        id, who, isPaused ? "schedule-pause" : "schedule-resume", schedule => schedule.IsPaused ? "paused" : "active", isPaused ? "paused" : "active",
        "paused = @1, changed_at = @2, fired_for = @2", isPaused ? 1 : 0, OperationsStore.Text(clock.GetUtcNow()));

    /// <summary>Removes a schedule.</summary>
    /// <returns>False where there is none.</returns>
    public bool Remove(string id, string who)
    {
        using var transaction = store.Begin();
        var schedule = Find(id);
        return transaction.Execute("DELETE FROM schedule WHERE id = @0", id) == 1
            && Keep(transaction, new AuditFact(who, "schedule-remove", id, $"{schedule!.Source}: {schedule.Cron} {schedule.TimeZone}"));
    }

    /// <summary>Takes it upon the caller to start what a schedule owes up to a moment. Of several workers one gets it.</summary>
    /// <param name="schedule">The schedule as it was read.</param>
    /// <param name="until">Everything that fell due up to this moment.</param>
    public bool Claim(Schedule schedule, DateTimeOffset until) => store.Execute(
        "UPDATE schedule SET fired_for = @2 WHERE id = @0 AND fired_for = @1 AND paused = 0", schedule.Id, OperationsStore.Text(schedule.FiredFor), OperationsStore.Text(until)) == 1;

    private bool Update(string id, string who, string what, Func<Schedule, string> before, string after, string assignments, params ReadOnlySpan<object?> values)
    {
        using var transaction = store.Begin();
        var schedule = Find(id);
        return schedule is not null
            && transaction.Execute($"UPDATE schedule SET {assignments} WHERE id = @0", [id, .. values]) == 1
            && Keep(transaction, new AuditFact(who, what, id, before(schedule), after));
    }

    private bool Keep(StoreTransaction transaction, AuditFact fact)
    {
        audit.Add(transaction, fact);
        transaction.Commit();
        return true;
    }

    private static Schedule Read(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4) == 1, r.GetString(5),
        OperationsStore.Moment(r, 6)!.Value, OperationsStore.Moment(r, 7)!.Value);
}

/// <summary>When a source is loaded by itself.</summary>
/// <param name="Id">Kebab-case; that of a source's own schedule is the source's.</param>
/// <param name="Source">The source.</param>
/// <param name="Cron">Six fields: second minute hour day month weekday.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="IsPaused">Whether it starts nothing for now.</param>
/// <param name="MadeBy"><see cref="BySource"/> where it follows source.yml, else the steward who made or changed it.</param>
/// <param name="ChangedAt">When it was made or changed last.</param>
/// <param name="FiredFor">Everything that fell due up to this moment was started or given up.</param>
public sealed record Schedule(
    string Id, string Source, string Cron, string TimeZone, bool IsPaused, string MadeBy, DateTimeOffset ChangedAt, DateTimeOffset FiredFor)
{
    /// <summary>Who made the schedules that follow source.yml.</summary>
    public const string BySource = "source";
}
