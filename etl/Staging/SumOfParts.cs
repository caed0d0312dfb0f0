using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging;

/// <summary>
/// A sum that a producer delivers in parts. It is never partial: when one part is missing, so is the sum, with the reason. A part that the
/// producer has no row for does not exist and takes nothing away. Sums are decimal, so that they do not depend on the order of the rows.
/// </summary>
public sealed class SumOfParts
{
    private decimal sum;
    private ObservationStatus status = ObservationStatus.Normal;

    /// <summary>The sum so far.</summary>
    public Measured Result => status.IsMissing ? Measured.Missing(status) : Measured.Of((double)sum);

    /// <summary>Adds a part.</summary>
    /// <param name="part">The figure; null where the producer says that it is not available.</param>
    public void Add(double? part)
    {
        if (part is { } figure)
        {
            sum += (decimal)figure;
        }
        else
        {
            Miss(ObservationStatus.NotAvailable);
        }
    }

    /// <summary>Adds what a reading of a cell gave: the figure, or the knowledge that it could not be read.</summary>
    public void Add(bool isReadable, double? part)
    {
        if (isReadable)
        {
            Add(part);
        }
        else
        {
            Spoil();
        }
    }

    /// <summary>A part is there but cannot be used: its row was refused.</summary>
    public void Spoil() => Miss(ObservationStatus.Unknown);

    private void Miss(ObservationStatus reason) => status = reason.Severity > status.Severity ? reason : status;
}
