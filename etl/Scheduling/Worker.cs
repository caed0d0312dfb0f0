using Insight.Etl.Run;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Insight.Etl.Scheduling;

/// <summary>Puts the worker into a host: the queue of runs, a schedule a source, and the making up for what was missed while nothing ran.</summary>
public static class Worker
{
    /// <summary>Adds the worker. Sources without a schedule are run by hand only.</summary>
    public static IServiceCollection AddLoadWorker(this IServiceCollection services, Workplace place)
    {
        services.AddSingleton(place);
        services.AddSingleton<RunQueue>();
        services.AddHostedService(s => s.GetRequiredService<RunQueue>());
        services.AddHostedService<MissedLoads>();
        services.AddHostedService<ForecastWorker>();
        services.AddQuartz(quartz =>
        {
            foreach (var source in place.Sources.All.Where(s => s.Schedule is not null))
            {
                var key = new JobKey(source.Id);
                quartz.AddJob<LoadJob>(job => job.WithIdentity(key).StoreDurably(true).UsingJobData(LoadJob.Source, source.Id).DisallowConcurrentExecution(true));
                quartz.AddTrigger<LoadJob>(trigger => trigger
                    .ForJob(key)
                    .WithIdentity(source.Id)
                    .WithCronSchedule(LoadTimes.Cron(source.Schedule!), cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            }
        });
        services.AddQuartzHostedService(options => options.AwaitApplicationStarted = true);
        return services;
    }
}

/// <summary>Once at start: runs that a killed process left are run again, and sources that fell due while nothing ran are run once.</summary>
public sealed partial class MissedLoads(Workplace place, RunQueue queue, ILogger<MissedLoads> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var source in place.Sources.All.Where(s => s.Schedule is not null))
        {
            var last = place.Runs.List(source.Id, null, 1).FirstOrDefault();
            if (last is not null && (last.State == RunState.Interrupted || LoadTimes.IsOverdue(source.Schedule!, last.QueuedAt, place.Clock.GetUtcNow())))
            {
                LogMissed(source.Id, last.Id);
                AddUnlessQueued(source.Id);
            }
        }

        return Task.CompletedTask;
    }

    private void AddUnlessQueued(string source)
    {
        try
        {
            queue.Add([source], "schedule");
        }
        catch (RunInProgressException e)
        {
            LogQueued(source, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Source} was due while nothing ran (last run {Run}); running it once now")]
    private partial void LogMissed(string source, string run);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Source}: {Reason}")]
    private partial void LogQueued(string source, string reason);
}
