using Insight.Api.Problems;
using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Warehouse;

namespace Insight.Api.Loads;

/// <summary>
/// The worker of a server, in a host of its own that starts when the server already answers: reading never waits for sources and
/// definitions to be read, and goes on when one of them is wrong.
/// </summary>
internal sealed partial class WorkerHost(
    DataFolder folder, IHostApplicationLifetime lifetime, ILoggerFactory loggers, ILogger<WorkerHost> logger) : BackgroundService
{
    private readonly TaskCompletionSource<IHost> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the worker works with; opened by the first who asks.</summary>
    public Lazy<Workplace> Place { get; } = new(() => Workplace.Open(folder.Path, TimeProvider.System));

    /// <summary>The queue of runs; waits while the worker is starting.</summary>
    /// <exception cref="ProblemException">The worker could not start.</exception>
    public RunQueue Queue
    {
        get
        {
            try
            {
                return ready.Task.GetAwaiter().GetResult().Services.GetRequiredService<RunQueue>();
            }
            catch (Exception e) when (Faults.AreExpected(e) || e is OperationCanceledException)
            {
                throw new ProblemException(new Problem(503, "worker-not-started", "The worker did not start", $"Mend this and start the server again: {e.Message}"));
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        using var onStop = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        try
        {
            await started.Task.ConfigureAwait(false);
            using var host = Build();
            await host.StartAsync(stoppingToken).ConfigureAwait(false);
            ready.SetResult(host);
            await host.WaitForShutdownAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            ready.TrySetCanceled(stoppingToken);
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            LogNotStarted(e.Message);
            ready.TrySetException(e);
        }
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddLoadWorker(Place.Value);
        return builder.Build();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker did not start, what is published is served all the same: {Reason}")]
    private partial void LogNotStarted(string reason);

    /// <summary>The server listens for signals; its worker is stopped by the server.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
