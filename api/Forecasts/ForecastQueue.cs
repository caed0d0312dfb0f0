using System.Collections.Concurrent;
using System.Threading.Channels;
using Insight.Api.Problems;

namespace Insight.Api.Forecasts;

/// <summary>
/// Computations one after the other, so that forecasting never takes more than its share of a server; a few may wait, more are refused.
/// What is over stays readable until many newer ones are.
/// </summary>
internal sealed class ForecastQueue : IDisposable
{
    private const int MostWaiting = 8;
    private const int MostKept = 64;

    private readonly Channel<ForecastJob> waiting = Channel.CreateBounded<ForecastJob>(MostWaiting);
    private readonly ConcurrentDictionary<string, ForecastJob> jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ForecastJob> order = new();
    private readonly CancellationToken stopping;
    private readonly Task worker;

    public ForecastQueue(IHostApplicationLifetime lifetime)
    {
        stopping = lifetime.ApplicationStopping;
        worker = Task.Factory.StartNew(WorkAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Queues a computation.</summary>
    /// <exception cref="ProblemException">503: too many are waiting.</exception>
    public ForecastJob Add(string indicator, int areas, Func<IProgress<double>, CancellationToken, ForecastOutcome> work)
    {
        var job = new ForecastJob(indicator, areas, work, stopping);
        if (!waiting.Writer.TryWrite(job))
        {
            job.Dispose();
            throw new ProblemException(new Problem(
                503, "forecasts-busy", "Too many forecasts are waiting", $"{MostWaiting} forecasts are waiting already; ask again in a moment.") { RetryAfter = 5 });
        }

        jobs[job.Id] = job;
        order.Enqueue(job);
        while (order.Count > MostKept && order.TryPeek(out var oldest) && oldest.Over.IsCompleted && order.TryDequeue(out _))
        {
            jobs.TryRemove(oldest.Id, out _);
            oldest.Dispose();
        }

        return job;
    }

    /// <summary>The job with an id, or null.</summary>
    public ForecastJob? Find(string id) => jobs.GetValueOrDefault(id);

    /// <summary>Takes no more; those at work were asked to stop when the server stops.</summary>
    public void Dispose() => waiting.Writer.TryComplete();

    private async Task WorkAsync()
    {
        await foreach (var job in waiting.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            job.Run();
        }
    }
}
