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
    private static readonly TimeSpan TryEvery = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<IHost> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? hindrance;

    /// <summary>What the worker works with; opened by the first who asks, and again where that failed.</summary>
    public Lazy<Workplace> Place { get; } = new(() => Workplace.Open(folder.Path, TimeProvider.System), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The queue of runs; waits while the worker is starting.</summary>
    /// <exception cref="ProblemException">The worker cannot start.</exception>
    public RunQueue Queue
    {
        get
        {
            if (hindrance is { } reason)
            {
                throw NotStarted(reason);
            }

            try
            {
                return ready.Task.GetAwaiter().GetResult().Services.GetRequiredService<RunQueue>();
            }
            catch (Exception e) when (Faults.AreExpected(e) || e is OperationCanceledException)
            {
                throw NotStarted(e.Message);
            }
        }
    }

    private static ProblemException NotStarted(string reason) =>
        new(new Problem(503, "worker-not-started", "The worker did not start", $"Mend this; it starts by itself as soon as that is done: {reason}"));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        using var onStop = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        try
        {
            await started.Task.ConfigureAwait(false);
            await OpenedAsync(stoppingToken).ConfigureAwait(false);
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

    /// <summary>Waits until sources and definitions can be read.</summary>
    private async Task OpenedAsync(CancellationToken stoppingToken)
    {
        while (Hindrance() is { } reason)
        {
            if (hindrance != reason)
            {
                LogNotStarted(reason);
                hindrance = reason;
            }

            await Task.Delay(TryEvery, stoppingToken).ConfigureAwait(false);
        }

        hindrance = null;
    }

    private string? Hindrance()
    {
        try
        {
            _ = Place.Value;
            return null;
        }
        catch (Exception e) when (Faults.AreExpected(e))
        {
            return e.Message;
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
