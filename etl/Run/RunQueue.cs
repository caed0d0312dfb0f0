using System.Collections.Concurrent;
using System.Threading.Channels;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insight.Etl.Run;

/// <summary>The server's worker: takes runs one after the other, because the warehouse has one writer. Anyone may add a run; a second one of the same source is refused.</summary>
public sealed partial class RunQueue(Workplace place, ILogger<RunQueue> logger) : BackgroundService
{
    private readonly Channel<(Warehouse.Operations.Run Run, PipelineOptions Options)> waiting = Channel.CreateUnbounded<(Warehouse.Operations.Run, PipelineOptions)>();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> cancellations = new(StringComparer.Ordinal);

    /// <summary>Raised after a run made a new publication current.</summary>
    public event Action? Published;

    /// <summary>Queues a run.</summary>
    /// <param name="sources">Ids; empty means all.</param>
    /// <param name="startedBy">schedule, api, first-start.</param>
    /// <param name="options">What to do; the whole path where nothing is said.</param>
    /// <param name="askedBy">The steward or schedule, or null.</param>
    /// <exception cref="FormatException">There is no such source, or it cannot be asked for chosen periods.</exception>
    /// <exception cref="RunInProgressException">One of the sources is queued or at work.</exception>
    public Warehouse.Operations.Run Add(IReadOnlyList<string> sources, string startedBy, PipelineOptions? options = null, string? askedBy = null)
    {
        var ids = sources.Count == 0 ? place.Sources.All.Select(s => s.Id).ToList() : sources.Select(s => place.Sources.Find(s).Id).ToList();
        place.RequirePeriods(ids, options?.Periods);
        var run = place.Runs.Queue(ids, startedBy, askedBy);
        cancellations[run.Id] = new CancellationTokenSource();
        place.Runs.Add(run.Id, "queued", null, $"Queued by {askedBy ?? startedBy}: {string.Join(", ", ids)}.");
        waiting.Writer.TryWrite((run, options ?? new PipelineOptions()));
        return run;
    }

    /// <summary>Asks a run of this process to stop.</summary>
    /// <returns>False when it is not queued or at work here.</returns>
    public bool Cancel(string run)
    {
        if (!cancellations.TryGetValue(run, out var source))
        {
            return false;
        }

        source.Cancel();
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (run, options) in waiting.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                await WorkAsync(run, options, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is queued stays in the store and is closed as interrupted at the next start.
        }
    }

    private async Task WorkAsync(Warehouse.Operations.Run run, PipelineOptions options, CancellationToken stoppingToken)
    {
        using var own = cancellations[run.Id];
        using var either = CancellationTokenSource.CreateLinkedTokenSource(own.Token, stoppingToken);
        try
        {
            var done = await new Pipeline(place).ExecuteAsync(run, LogLine, options, either.Token).ConfigureAwait(false);
            LogDone(run.Id, RunLog.Word(done.State), done.Message ?? "");
            if (done.Publication is not null)
            {
                Published?.Invoke();
            }
        }
        catch (WarehouseBusyException e)
        {
            LogDone(run.Id, RunLog.Word(RunState.Failed), e.Message);
        }
        catch (Exception e)
        {
            // A mistake of ours ends this run, not the worker; the run's log has the message, this log the stack.
            LogFault(e, run.Id);
        }
        finally
        {
            cancellations.TryRemove(run.Id, out _);
        }
    }

    private void LogLine(ProgressLine line)
    {
        if (!line.IsTransient)
        {
            LogStep(line.Step, line.Source ?? "all", line.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step,-8} {Source,-24} {Text}")]
    private partial void LogStep(string step, string source, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run}: {State}. {Text}")]
    private partial void LogDone(string run, string state, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} met a mistake in this program")]
    private partial void LogFault(Exception fault, string run);
}
