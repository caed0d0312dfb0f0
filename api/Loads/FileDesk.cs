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

    /// <summary>Has a source loaded; null where a run of it is at work already, after which the next one loads what was delivered.</summary>
    public Run? Load(DeliveryEntry delivery)
    {
        try
        {
            var run = start(delivery.Source, delivery.By);
            Intake.Book.SetRun(delivery.Id, run.Id);
            return run;
        }
        catch (RunInProgressException)
        {
            return null;
        }
    }
}
