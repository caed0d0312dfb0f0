using System.Text.RegularExpressions;
using Insight.Etl.Sources;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Scheduling;

/// <summary>Lists, makes and changes schedules, and refuses those that could not fire.</summary>
/// <param name="store">The operations store.</param>
/// <param name="sources">Ids of the sources that can be scheduled.</param>
/// <param name="clock">Time.</param>
public sealed partial class ScheduleBook(OperationsStore store, Func<IReadOnlyList<string>> sources, TimeProvider clock)
{
    private const int Shown = 5;
    private readonly Schedules schedules = new(store, clock);

    /// <summary>All schedules with the next times at which they fire.</summary>
    public IReadOnlyList<PlannedSchedule> List() => [.. schedules.List().Select(Planned)];

    /// <summary>One schedule.</summary>
    /// <exception cref="ScheduleException">unknown-schedule.</exception>
    public PlannedSchedule Find(string id) => schedules.Find(id) is { } schedule ? Planned(schedule) : throw Unknown(id);

    /// <summary>Makes a schedule.</summary>
    /// <param name="id">Kebab-case; null means the source's id.</param>
    /// <param name="source">The source that it runs.</param>
    /// <param name="cron">Six fields: second minute hour day month weekday.</param>
    /// <param name="timeZone">IANA name.</param>
    /// <param name="who">The steward.</param>
    /// <exception cref="ScheduleException">unknown-source, bad-schedule or schedule-exists.</exception>
    public PlannedSchedule Create(string? id, string source, string cron, string timeZone, string who)
    {
        if (!sources().Contains(source))
        {
            throw new ScheduleException("unknown-source", $"There is no source '{source}'; there are {string.Join(", ", sources())}.") { Field = "source", Value = source, Known = sources() };
        }

        var name = id ?? source;
        if (!Kebab().IsMatch(name))
        {
            throw new ScheduleException("bad-schedule", $"'{name}' is not the id of a schedule; write lower-case letters, digits and hyphens, a letter first, at most 60.") { Field = "id", Value = name };
        }

        Check(cron, timeZone);
        return schedules.Add(name, source, cron, timeZone, who)
            ? Find(name)
            : throw new ScheduleException("schedule-exists", $"There is a schedule '{name}' already; change it, or give this one another id.");
    }

    /// <summary>Changes when a schedule fires; what is null stays.</summary>
    /// <exception cref="ScheduleException">unknown-schedule or bad-schedule.</exception>
    public PlannedSchedule Change(string id, string? cron, string? timeZone, string who)
    {
        var before = Find(id).Schedule;
        Check(cron ?? before.Cron, timeZone ?? before.TimeZone);
        schedules.Change(id, cron ?? before.Cron, timeZone ?? before.TimeZone, who);
        return Find(id);
    }

    /// <summary>Pauses a schedule or lets it go on.</summary>
    /// <exception cref="ScheduleException">unknown-schedule.</exception>
    public PlannedSchedule Pause(string id, bool isPaused, string who) => schedules.Pause(id, isPaused, who) ? Find(id) : throw Unknown(id);

    /// <summary>Removes a schedule that a steward made.</summary>
    /// <exception cref="ScheduleException">unknown-schedule, or it belongs to the source's description (schedule-of-source).</exception>
    public void Remove(string id, string who)
    {
        var schedule = Find(id).Schedule;
        if (schedule.Id == schedule.Source)
        {
            throw new ScheduleException("schedule-of-source", $"Schedule '{id}' comes from the description of its source and would come back; pause it instead.");
        }

        schedules.Remove(id, who);
    }

    private PlannedSchedule Planned(Schedule schedule)
    {
        if (schedule.IsPaused)
        {
            return new PlannedSchedule(schedule, []);
        }

        try
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
            var next = LoadTimes.Next(new LoadSchedule(schedule.Cron, schedule.TimeZone, null), clock.GetUtcNow(), Shown);
            return new PlannedSchedule(schedule, [.. next.Select(time => TimeZoneInfo.ConvertTime(time, zone))]);
        }
        catch (Exception e) when (e is FormatException or TimeZoneNotFoundException)
        {
            // Written by another program version; it is listed so that it can be changed.
            return new PlannedSchedule(schedule, []);
        }
    }

    private void Check(string cron, string timeZone)
    {
        try
        {
            if (LoadTimes.Next(new LoadSchedule(cron, timeZone, null), clock.GetUtcNow(), 1).Count == 0)
            {
                throw new ScheduleException("bad-schedule", $"'{cron}' never comes again; write one that does, for example '0 30 8 ? * MON-FRI'.");
            }
        }
        catch (FormatException e)
        {
            var isZone = !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _);
            throw new ScheduleException("bad-schedule", e.Message) { Field = isZone ? "timeZone" : "cron", Value = isZone ? timeZone : cron };
        }
    }

    private ScheduleException Unknown(string id) =>
        new("unknown-schedule", $"There is no schedule '{id}'; there are {string.Join(", ", schedules.List().Select(s => s.Id).DefaultIfEmpty("none"))}.");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$")]
    private static partial Regex Kebab();
}

/// <summary>A schedule and when it fires next.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Next">The next five times, in its own time zone; none while it is paused.</param>
public sealed record PlannedSchedule(Schedule Schedule, IReadOnlyList<DateTimeOffset> Next);

/// <summary>A schedule cannot be as it was asked for; the message says why and what can be.</summary>
/// <param name="code">unknown-schedule, unknown-source, bad-schedule, schedule-exists or schedule-of-source.</param>
/// <param name="message">For people.</param>
public sealed class ScheduleException(string code, string message) : Exception(message)
{
    /// <summary>Stable code that a program may branch on.</summary>
    public string Code { get; } = code;

    /// <summary>The field of the request that is at fault, where one is.</summary>
    public string? Field { get; init; }

    /// <summary>What it held.</summary>
    public string? Value { get; init; }

    /// <summary>What it could have held.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];
}
