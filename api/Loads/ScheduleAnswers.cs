using System.Globalization;
using Insight.Etl.Scheduling;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Schedules, by id.</summary>
public sealed record SchedulesAnswer(IReadOnlyList<ScheduleAnswer> Schedules);

/// <summary>When a source is loaded by itself.</summary>
/// <param name="Id">Its id; that of a source's own schedule is the source's.</param>
/// <param name="Source">The source.</param>
/// <param name="Cron">Six fields: second minute hour day month weekday.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="State">active or paused.</param>
/// <param name="MadeBy">source where it follows source.yml, else the steward who made or changed it.</param>
/// <param name="ChangedAt">When it was made or changed last.</param>
/// <param name="Next">The next five times, in local time of its zone with the offset; none while it is paused.</param>
/// <param name="LastRun">The newest run of the source.</param>
public sealed record ScheduleAnswer(
    string Id, string Source, string Cron, string TimeZone, string State, string MadeBy, DateTimeOffset ChangedAt, IReadOnlyList<string> Next, RunAnswer? LastRun)
{
    internal static ScheduleAnswer Of(PlannedSchedule planned, Run? lastRun) => new(
        planned.Schedule.Id, planned.Schedule.Source, planned.Schedule.Cron, planned.Schedule.TimeZone, planned.Schedule.IsPaused ? "paused" : "active",
        planned.Schedule.MadeBy, planned.Schedule.ChangedAt,
        [.. planned.Next.Select(time => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))],
        lastRun is null ? null : RunAnswer.Of(lastRun));
}

/// <summary>A schedule to make.</summary>
/// <param name="Source">The source that it runs.</param>
/// <param name="Cron">Six fields: second minute hour day month weekday.</param>
/// <param name="TimeZone">IANA name; Europe/Helsinki where it is absent.</param>
/// <param name="Id">Kebab-case; the source's id where it is absent.</param>
public sealed record ScheduleRequest(string Source, string Cron, string? TimeZone = null, string? Id = null);

/// <summary>What changes of a schedule; what is absent stays.</summary>
/// <param name="Cron">Six fields.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record ScheduleChangeRequest(string? Cron = null, string? TimeZone = null);
