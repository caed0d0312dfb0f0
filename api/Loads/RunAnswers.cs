using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Runs, newest first.</summary>
public sealed record RunsAnswer(IReadOnlyList<RunAnswer> Runs);

/// <summary>One run: from fetching to publication.</summary>
/// <param name="Id">Sortable id.</param>
/// <param name="Sources">Sources in it.</param>
/// <param name="Trigger">first-start, schedule, api or command-line.</param>
/// <param name="State">queued, running, succeeded, nothing-new, failed, cancelled or interrupted.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Message">One sentence for people; null while it is at work.</param>
/// <param name="Counts">What was counted, by name.</param>
/// <param name="Publication">The publication that it made current.</param>
public sealed record RunAnswer(
    string Id,
    IReadOnlyList<string> Sources,
    string Trigger,
    string State,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string? Message,
    IReadOnlyDictionary<string, long> Counts,
    string? Publication)
{
    internal static RunAnswer Of(Run run) => new(
        run.Id, run.Sources, run.StartedBy, RunLog.Word(run.State), run.QueuedAt, run.StartedAt, run.FinishedAt, run.Message, run.Counts, run.Publication);

    /// <summary>Whether a run will not change any more.</summary>
    internal static bool IsOver(RunState state) => state is not (RunState.Queued or RunState.Running);
}

/// <summary>What starts a run.</summary>
/// <param name="Sources">Ids of the sources to load; all of them where it is absent or empty.</param>
public sealed record RunRequest(IReadOnlyList<string>? Sources);
