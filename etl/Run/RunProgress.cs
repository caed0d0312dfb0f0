using Insight.Warehouse.Operations;

namespace Insight.Etl.Run;

/// <summary>What a run tells while it works: lines for its log and for whoever watches, and counts.</summary>
public sealed class RunProgress(RunLog log, string runId, Action<ProgressLine>? watcher)
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>The run.</summary>
    public string RunId => runId;

    /// <summary>What was counted so far, by name.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    /// <summary>Writes a line into the run's log.</summary>
    /// <param name="step">fetch, stage, check, load, compute, verify, publish, done.</param>
    /// <param name="source">The source it is about, or null.</param>
    /// <param name="message">For people.</param>
    public void Say(string step, string? source, string message)
    {
        log.Add(runId, step, source, message);
        watcher?.Invoke(new ProgressLine(step, source, message, IsTransient: false));
    }

    /// <summary>Writes what a step did: a line for people, its counts and how long it took.</summary>
    /// <param name="step">fetch, stage, check, load, compute or verify.</param>
    /// <param name="source">The source it is about, or null.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="message">For people.</param>
    /// <param name="stepCounts">What it counted; added to the run's counts.</param>
    public void Done(string step, string? source, TimeSpan duration, string message, params IReadOnlyList<(string Name, long Count)> stepCounts)
    {
        foreach (var (name, count) in stepCounts)
        {
            Count(name, count);
        }

        log.AddStep(runId, step, source, duration, stepCounts.ToDictionary(c => c.Name, c => c.Count));
        Say(step, source, message);
    }

    /// <summary>Tells a watcher how far a step is, without writing it into the log.</summary>
    public void Tick(string step, string? source, string message) => watcher?.Invoke(new ProgressLine(step, source, message, IsTransient: true));

    /// <summary>Adds to a count.</summary>
    public void Count(string name, long by) => counts[name] = counts.GetValueOrDefault(name) + by;
}

/// <summary>One line of progress; a transient one may be overwritten by the next.</summary>
public sealed record ProgressLine(string Step, string? Source, string Message, bool IsTransient);
