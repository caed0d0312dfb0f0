using System.Text.RegularExpressions;
using Insight.Etl.Sources;
using Quartz;

namespace Insight.Etl.Scheduling;

/// <summary>When a source is due, by its cron expression in its own time zone.</summary>
public static partial class LoadTimes
{
    /// <summary>The cron expression of a schedule in its time zone.</summary>
    /// <exception cref="FormatException">The expression or the zone is wrong.</exception>
    public static CronExpression Cron(LoadSchedule schedule)
    {
        // Quartz takes its own marks 98 and 99 for every minute and the like.
        if (ForeignNumber().IsMatch(schedule.Cron) || !CronExpression.TryParse(schedule.Cron, out var cron))
        {
            throw new FormatException($"'{schedule.Cron}' is not a cron expression of six fields (second minute hour day month weekday), for example '0 30 8 ? * MON-FRI'.");
        }

        return cron.WithTimeZone(Zone(schedule.TimeZone));
    }

    /// <summary>The next moments at which a source is due.</summary>
    public static IReadOnlyList<DateTimeOffset> Next(LoadSchedule schedule, DateTimeOffset after, int count)
    {
        var cron = Cron(schedule);
        var times = new List<DateTimeOffset>();
        for (var time = cron.GetNextValidTimeAfter(after); time is { } t && times.Count < count; time = cron.GetNextValidTimeAfter(t))
        {
            times.Add(t);
        }

        return times;
    }

    /// <summary>Whether at least one load fell due after a source's last run and before now, so that it is to be made up for, once.</summary>
    public static bool IsOverdue(LoadSchedule schedule, DateTimeOffset lastRun, DateTimeOffset now) =>
        Cron(schedule).GetNextValidTimeAfter(lastRun) is { } due && due <= now;

    private static TimeZoneInfo Zone(string id)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(id);
        }
        catch (TimeZoneNotFoundException e)
        {
            throw new FormatException($"'{id}' is not a time zone of the IANA list, for example Europe/Helsinki.", e);
        }
    }

    [GeneratedRegex(@"(?<!\d)9[89](?!\d)")]
    private static partial Regex ForeignNumber();
}
