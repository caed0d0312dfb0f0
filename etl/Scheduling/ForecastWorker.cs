using Insight.Etl.Run;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insight.Etl.Scheduling;

/// <summary>
/// Brings the planned forecasts up to date when the worker starts and after each publication, beside the runs: at once after those of its own, soon
/// after those that a steward approved or another process made.
/// </summary>
public sealed partial class ForecastWorker(Workplace place, RunQueue queue, ILogger<ForecastWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var published = new SemaphoreSlim(1);
        queue.Published += Signal;
        try
        {
            for (string? done = null; ;)
            {
                await published.WaitAsync(LookEvery, stoppingToken).ConfigureAwait(false);
                done = await Task.Factory
                    .StartNew(() => Refresh(done, stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not made is made at the next start.
        }
        finally
        {
            queue.Published -= Signal;
        }

        void Signal() => published.Release();
    }

    /// <summary>Refreshes unless that was done for the current publication.</summary>
    /// <returns>The publication for which it is done now, also where it failed: the same fault need not be told every minute.</returns>
    private string? Refresh(string? done, CancellationToken stoppingToken)
    {
        var current = done;
        try
        {
            current = place.Lake.Pointer("public")?.Current;
            if (current == done)
            {
                return done;
            }

            PlannedForecasts.Refresh(place, "schedule", LogForecast, stoppingToken);
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            LogFailed(e.Message);
        }

        return current;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "forecast {Indicator,-24} {Text}")]
    private partial void LogForecast(string indicator, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "Planned forecasts were not made, values are served all the same: {Reason}")]
    private partial void LogFailed(string reason);
}
