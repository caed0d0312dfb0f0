using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Deliveries;

/// <summary>A file that somebody wants to deliver.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Sender">Whose key it comes with.</param>
/// <param name="File">Name of the file within the source, or null where municipality or source leave only one.</param>
/// <param name="Profile">Code of the municipality whose mapping profile reads it (016), or null.</param>
/// <param name="IsDryRun">Whether it is only looked at: nothing is kept or loaded.</param>
public sealed record FileOffer(string Source, Steward Sender, string? File = null, string? Profile = null, bool IsDryRun = false);

/// <summary>Observations that a system wants to push.</summary>
/// <param name="DataSet">Id of the data set.</param>
/// <param name="Sender">Whose key they come with.</param>
/// <param name="ClientKey">The sender's own name for them: the same name is the same push; or null.</param>
/// <param name="IsDryRun">Whether they are only looked at.</param>
public sealed record PushOffer(string DataSet, Steward Sender, string? ClientKey = null, bool IsDryRun = false);

/// <summary>What becomes of a delivery.</summary>
public enum IntakeState
{
    /// <summary>It is kept and can be loaded.</summary>
    Accepted,

    /// <summary>It would be accepted; it was only looked at.</summary>
    Acceptable,

    /// <summary>The same bytes were delivered before and are what holds.</summary>
    Known,

    /// <summary>It is kept and waits for another file that belongs to it.</summary>
    Waiting,
}

/// <summary>What looking at a delivery found.</summary>
/// <param name="State">What becomes of it.</param>
/// <param name="Message">The same in one sentence.</param>
/// <param name="Source">The source.</param>
/// <param name="Name">Name of the payload within the source.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="RowsRead">Rows in it.</param>
/// <param name="Staged">Rows of data sets that they make.</param>
/// <param name="Ignored">Rows that the settings leave out, by the reason they give.</param>
/// <param name="Refused">Every row that was refused, in the order of reading.</param>
/// <param name="Warnings">Checks that do not hold but stop nothing.</param>
public sealed record IntakeReport(
    IntakeState State,
    string Message,
    string Source,
    string Name,
    string Sha256,
    long Bytes,
    long RowsRead,
    long Staged,
    IReadOnlyDictionary<string, long> Ignored,
    IReadOnlyList<QuarantinedRow> Refused,
    IReadOnlyList<CheckFinding> Warnings)
{
    /// <summary>The entry in the book of deliveries; of a known one the earlier; null where nothing was kept.</summary>
    public DeliveryEntry? Delivery { get; init; }

    /// <summary>Of a known delivery the load that brought it into the facts, where it has been published.</summary>
    public PublishedLoad? Load { get; init; }
}

/// <summary>Why a delivery is not taken.</summary>
public enum IntakeFault
{
    /// <summary>There is no such source or data set.</summary>
    NotFound,

    /// <summary>Nothing can be delivered there, or it is not said which file it is.</summary>
    WrongPlace,

    /// <summary>The key is of another municipality or source.</summary>
    NotAllowed,

    /// <summary>It is larger than the source takes.</summary>
    TooLarge,

    /// <summary>It cannot be read, or a check stops it.</summary>
    Refused,

    /// <summary>The sender's own name was used for something else before.</summary>
    KeyReused,
}

/// <summary>A delivery is not taken; nothing of it is kept.</summary>
/// <param name="fault">What kind of fault.</param>
/// <param name="message">What was wrong and what to do.</param>
/// <param name="refused">Rows that were refused before it was given up.</param>
/// <param name="suggestions">What may have been meant.</param>
/// <param name="inner">What it was found by.</param>
public sealed class IntakeException(
    IntakeFault fault, string message, IReadOnlyList<QuarantinedRow>? refused = null, IReadOnlyList<string>? suggestions = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of fault.</summary>
    public IntakeFault Fault { get; } = fault;

    /// <summary>Rows that were refused before it was given up.</summary>
    public IReadOnlyList<QuarantinedRow> Refused { get; } = refused ?? [];

    /// <summary>What may have been meant.</summary>
    public IReadOnlyList<string> Suggestions { get; } = suggestions ?? [];
}
