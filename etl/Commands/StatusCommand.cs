using System.CommandLine;
using System.Globalization;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight status</c>: what a steward should look at, what is at work and what waits, in the words of /v1/alerts, /v1/runs and /v1/candidates.</summary>
internal static class StatusCommand
{
    private const int Most = 100;

    public static Command Create()
    {
        var command = new Command("status", "Tell what is to be mended (alerts), which runs are queued or running, and which candidates need approval. Changes nothing.");
        command.SetAction((parsed, _) => InsightCommand.InFolderAsync(parsed, path =>
        {
            foreach (var line in Lines(OperationsStore.Open(DataFolder.Open(path), TimeProvider.System)))
            {
                Console.WriteLine(line);
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static IEnumerable<string> Lines(OperationsStore store)
    {
        var alerts = new Alerts(store, TimeProvider.System).List();
        var log = new RunLog(store, TimeProvider.System);
        var runs = new[] { RunState.Running, RunState.Queued }.SelectMany(state => log.List(null, state, Most)).ToList();
        var candidates = new Candidates(store).List(CandidateState.NeedsApproval, Most);
        return
        [
            $"alerts: {Count(alerts.Count)}",
            .. alerts.Select(alert => $"  {alert.Kind,-6} {alert.Subject,-24} since {Moment(alert.Since)}: {alert.Message.Replace("\n", "\n    ", StringComparison.Ordinal)}"),
            $"runs at work: {Count(runs.Count)}",
            .. runs.Select(run => $"  {RunLog.Word(run.State),-8} {run.Id} {string.Join(", ", run.Sources)} ({run.AskedBy ?? run.StartedBy}, since {Moment(run.StartedAt ?? run.QueuedAt)})"),
            $"candidates that need approval: {Count(candidates.Count)}",
            .. candidates.Select(candidate => $"  {candidate.Publication} {(candidate.Findings.Count > 0 ? candidate.Findings[0].Message : "")}"),
        ];
    }

    private static string Count(int count) => count == 0 ? "none" : count.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
