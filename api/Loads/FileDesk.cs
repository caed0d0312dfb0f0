using Insight.Etl.Deliveries;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Takes deliveries in this process and has them loaded. A server that only reads has none.</summary>
/// <param name="intake">What takes them; it opens sources and definitions at the first delivery.</param>
/// <param name="start">Queues a run of a source, asked for by somebody, and sets it going.</param>
public sealed class FileDesk(Func<FileIntake> intake, Func<string, string, Run> start)
{
    private readonly Lazy<FileIntake> intake = new(intake);

    /// <summary>What takes deliveries.</summary>
    public FileIntake Intake => intake.Value;

    /// <summary>Has a delivery loaded. Where a run of its source is at work, the worker starts another one for it as soon as that has ended.</summary>
    /// <returns>The run that loads it, or the one that it waits for.</returns>
    public (Run Run, bool IsQueued) Load(DeliveryEntry delivery)
    {
        try
        {
            var run = start(delivery.Source, delivery.By);
            Intake.Book.SetRun(delivery.Id, run.Id);
            return (run, false);
        }
        catch (RunInProgressException e)
        {
            // The worker looks for what is owed by itself; where it was first, its run is the one that loads this delivery.
            return (e.Run, Intake.Book.Find(delivery.Id)?.Run != e.Run.Id);
        }
    }
}
