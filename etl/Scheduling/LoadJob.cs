using Insight.Etl.Run;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Insight.Etl.Scheduling;

/// <summary>What the scheduler fires: puts one source into the queue of runs. A source that is still at work is not started twice.</summary>
public sealed partial class LoadJob(RunQueue queue, ILogger<LoadJob> logger) : IJob
{
    /// <summary>Key of the source's id in the job's data.</summary>
    public const string Source = "source";

    /// <inheritdoc/>
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var source = (string)context.MergedJobDataMap[Source]!;
        try
        {
            queue.Add([source], "schedule");
        }
        catch (RunInProgressException e)
        {
            LogSkipped(source, e.Message);
        }

        return ValueTask.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scheduled load of {Source} skipped: {Reason}")]
    private partial void LogSkipped(string source, string reason);
}
