using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Runs, newest first.</summary>
public sealed record RunsAnswer(IReadOnlyList<RunAnswer> Runs);

/// <summary>One run: from fetching to publication.</summary>
/// <param name="Id">Sortable id.</param>
/// <param name="Sources">Sources in it.</param>
/// <param name="Trigger">first-start, schedule, api, delivery or command-line.</param>
/// <param name="State">queued, running, succeeded, nothing-new, failed, cancelled or interrupted.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Message">One sentence for people; null while it is at work.</param>
/// <param name="Counts">What was counted, by name.</param>
/// <param name="Publication">The publication that it made current.</param>
/// <param name="AskedBy">The steward, schedule or user of the command line that asked for it.</param>
/// <param name="CancelledBy">Who asked it to stop.</param>
public record RunAnswer(
    string Id,
    IReadOnlyList<string> Sources,
    string Trigger,
    string State,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Message,
    IReadOnlyDictionary<string, long> Counts,
    string? Publication,
    string? AskedBy,
    string? CancelledBy)
{
    internal static RunAnswer Of(Run run) => new(
        run.Id, run.Sources, run.StartedBy, RunLog.Word(run.State), run.QueuedAt, run.StartedAt, run.FinishedAt, run.Message, run.Counts, run.Publication,
        run.AskedBy, run.CancelledBy);

    /// <summary>Whether a run will not change any more.</summary>
    internal static bool IsOver(RunState state) => state is not (RunState.Queued or RunState.Running);
}

/// <summary>One run with its steps and its log.</summary>
public sealed record RunDetailAnswer : RunAnswer
{
    private RunDetailAnswer(RunAnswer run)
        : base(run)
    {
    }

    /// <summary>What each step did, in order.</summary>
    public required IReadOnlyList<RunStepAnswer> Steps { get; init; }

    /// <summary>What it told, in order.</summary>
    public required IReadOnlyList<RunEvent> Log { get; init; }

    internal static RunDetailAnswer Of(Run run, IReadOnlyList<RunStep> steps, IReadOnlyList<RunEvent> log) => new(Of(run))
    {
        Steps = [.. steps.Select(s => new RunStepAnswer(s.Step, s.Source, (long)s.Duration.TotalMilliseconds, s.Counts))],
        Log = log,
    };
}

/// <summary>What one step of a run did.</summary>
/// <param name="Step">fetch, stage, check, load, compute or verify.</param>
/// <param name="Source">The source that it was about.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Counts">What it counted: landed-bytes, rows-read, staged, corrected, quarantined, inserted, revised, withdrawn, recomputed …</param>
public sealed record RunStepAnswer(string Step, string? Source, long DurationMs, IReadOnlyDictionary<string, long> Counts);

/// <summary>What starts a run.</summary>
/// <param name="Sources">Ids of the sources to load; all of them where it is absent or empty.</param>
/// <param name="Periods">Ask for these periods only: 2018, 2018-03 or 2018..2020. Not every producer can be asked so.</param>
/// <param name="Replay">Load again what landed last, without the network.</param>
public sealed record RunRequest(IReadOnlyList<string>? Sources, string? Periods = null, bool Replay = false);
