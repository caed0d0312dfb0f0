using Insight.Etl.Run;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insight.Etl.Scheduling;

/// <summary>Brings the planned forecasts up to date when the worker starts and after each publication of its own, beside the runs.</summary>
public sealed partial class ForecastWorker(Workplace place, RunQueue queue, ILogger<ForecastWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var published = new SemaphoreSlim(1);
        queue.Published += Signal;
        try
        {
            while (true)
            {
                await published.WaitAsync(stoppingToken).ConfigureAwait(false);
                await Task.Factory.StartNew(() => Refresh(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
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

    private void Refresh(CancellationToken stoppingToken)
    {
        try
        {
            PlannedForecasts.Refresh(place, "schedule", LogForecast, stoppingToken);
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "forecast {Indicator,-24} {Text}")]
    private partial void LogForecast(string indicator, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "Planned forecasts were not made, values are served all the same: {Reason}")]
    private partial void LogFailed(string reason);
}
