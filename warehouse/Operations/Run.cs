namespace Insight.Warehouse.Operations;

/// <summary>One run of loads: from fetching to publication.</summary>
/// <param name="Id">Sortable id.</param>
/// <param name="Sources">Ids of the sources in it.</param>
/// <param name="StartedBy">first-start, schedule, api, delivery or command-line.</param>
/// <param name="State">Where it stands.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began, or null.</param>
/// <param name="FinishedAt">When it ended, or null.</param>
/// <param name="Process">Machine and process that runs it.</param>
/// <param name="Message">One sentence for people, or null while it runs.</param>
/// <param name="Counts">What was counted, by name: landed-bytes, rows-read, staged, inserted, revised, quarantined, recomputed …</param>
/// <param name="Publication">The publication that it made current, or null.</param>
/// <param name="AskedBy">The steward, schedule or user of the command line that asked for it, or null.</param>
/// <param name="CancelledBy">Who asked it to stop, or null.</param>
public sealed record Run(
    string Id,
    IReadOnlyList<string> Sources,
    string StartedBy,
    RunState State,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string Process,
    string? Message,
    IReadOnlyDictionary<string, long> Counts,
    string? Publication,
    string? AskedBy = null,
    string? CancelledBy = null);

/// <summary>What one step of a run did.</summary>
/// <param name="Sequence">Counts from 1 within the run.</param>
/// <param name="Step">fetch, stage, check, load, compute or verify.</param>
/// <param name="Source">The source that it was about, or null.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Counts">What it counted, by name.</param>
public sealed record RunStep(int Sequence, string Step, string? Source, TimeSpan Duration, IReadOnlyDictionary<string, long> Counts);

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is at work.</summary>
    Running,

    /// <summary>Loaded and published something new.</summary>
    Succeeded,

    /// <summary>Found nothing new.</summary>
    NothingNew,

    /// <summary>Failed; the message says why. Nothing of it was kept but what landed.</summary>
    Failed,

    /// <summary>Was stopped by a person.</summary>
    Cancelled,

    /// <summary>Its process ended before it did. Nothing of it was half loaded or half published.</summary>
    Interrupted,
}

/// <summary>One step of a run's log.</summary>
/// <param name="Sequence">Counts from 1 within the run.</param>
/// <param name="At">When.</param>
/// <param name="Step">queued, fetch, stage, check, load, compute, verify, publish, done.</param>
/// <param name="Source">The source it is about, or null.</param>
/// <param name="Message">For people.</param>
public sealed record RunEvent(int Sequence, DateTimeOffset At, string Step, string? Source, string Message);
