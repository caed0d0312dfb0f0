using System.Data.Common;
using Insight.Etl.Run;
using Insight.Etl.Sources;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insight.Etl.Scheduling;

/// <summary>
/// Starts what is due, and follows the files of sources and definitions. It reads the schedules from the operations store every second, so a change takes
/// effect at once, in every worker. What a schedule owes is claimed in the store before it is started: of several workers one starts it, and what fell due while nothing ran, be it
/// once or a hundred times, is made up for by one run.
/// </summary>
public sealed partial class Scheduler(Workplace place, RunQueue queue, ILogger<Scheduler> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Clocks of several workers differ by less; what was started for a later moment was started by a clock that was wrong.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(1);

    private readonly Schedules schedules = new(place.Operations, place.Clock);
    private readonly DeliveryBook deliveries = new(place.Operations, place.Clock);
    private string? told;

    /// <summary>Takes over the schedules of the sources' descriptions, and runs again what a killed process left unfinished.</summary>
    internal void Begin()
    {
        place.Live.Changed += FollowSources;
        FollowSources();
        foreach (var source in place.Sources.All.Where(s => s.Schedule is not null))
        {
            var last = LastRun(source.Id);
            if (last?.State == RunState.Interrupted && schedules.Find(source.Id) is { IsPaused: false })
            {
                LogInterrupted(source.Id, last.Id);
                Start(source.Id, source.Id);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        place.Live.Changed -= FollowSources;
        base.Dispose();
    }

    /// <summary>Lets schedules and alerts follow the descriptions of the sources that there are.</summary>
    private void FollowSources()
    {
        foreach (var source in place.Sources.All.Where(s => s.Schedule is not null))
        {
            schedules.Follow(source.Id, source.Schedule!.Cron, source.Schedule.TimeZone, LastRun(source.Id)?.QueuedAt ?? place.Clock.GetUtcNow());
        }

        string[] ids = [.. place.Sources.All.Select(s => s.Id)];
        schedules.KeepOnly(ids);
        place.Alerts.KeepOnly(ids);
    }

    private Warehouse.Operations.Run? LastRun(string source) => place.Runs.List(source, null, 1).FirstOrDefault();

    /// <summary>Takes over files that changed, and starts what deliveries and schedules owe now.</summary>
    internal void Look()
    {
        if (place.Live.Look(onlySettled: true) is { } wrong && wrong != told)
        {
            LogFiles(wrong);
            told = wrong;
        }

        StartOwed();
        var now = place.Clock.GetUtcNow();
        foreach (var schedule in schedules.List().Where(s => !s.IsPaused))
        {
            if (schedule.FiredFor > now + MostAhead)
            {
                schedules.Claim(schedule, now);
                LogClock(schedule.Id, schedule.FiredFor);
                continue;
            }

            try
            {
                if (LoadTimes.IsOverdue(new LoadSchedule(schedule.Cron, schedule.TimeZone, null), schedule.FiredFor, now) && schedules.Claim(schedule, now))
                {
                    Start(schedule.Source, schedule.Id);
                }
            }
            catch (FormatException e)
            {
                // A source was taken away, or a schedule comes from a newer program; the others go on.
                schedules.Claim(schedule, now);
                LogUnusable(schedule.Id, e.Message);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Look();
            }
            catch (DbException e)
            {
                LogStore(e.Message);
            }

            await Task.Delay(LookEvery, place.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Starts a run for deliveries that none took up; while one of their source is at work, they wait.</summary>
    private void StartOwed()
    {
        foreach (var owed in deliveries.Owed().GroupBy(delivery => delivery.Source).Where(owed => place.Sources.All.Any(source => source.Id == owed.Key)))
        {
            try
            {
                var run = queue.Add([owed.Key], "delivery", PipelineOptions.Delivered, owed.Last().By);
                foreach (var delivery in owed)
                {
                    deliveries.SetRun(delivery.Id, run.Id);
                }
            }
            catch (RunInProgressException)
            {
                // The next look comes after it.
            }
        }
    }

    /// <summary>A source that is still at work is not started twice.</summary>
    private void Start(string source, string schedule)
    {
        try
        {
            queue.Add([source], "schedule", askedBy: "schedule " + schedule);
        }
        catch (RunInProgressException e)
        {
            LogSkipped(schedule, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} was at work when its process ended (run {Run}); running it once now")]
    private partial void LogInterrupted(string source, string run);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedule {Schedule} starts nothing now: {Reason}")]
    private partial void LogSkipped(string schedule, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedule {Schedule} cannot be used, change or remove it: {Reason}")]
    private partial void LogUnusable(string schedule, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Schedule {Schedule} was served up to {Until:u}, by a clock that was ahead; it goes on from now")]
    private partial void LogClock(string schedule, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private partial void LogFiles(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The operations store cannot be read, schedules wait: {Reason}")]
    private partial void LogStore(string reason);
}
