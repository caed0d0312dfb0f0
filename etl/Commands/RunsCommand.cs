using System.CommandLine;
using System.Globalization;
using Insight.Warehouse;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight runs</c>: runs, newest first, or one with its steps and its log, as /v1/runs tells them.</summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("run") { Description = "Id of a run: its steps and its log. Without it, runs are listed.", Arity = ArgumentArity.ZeroOrOne };
        var source = new Option<string?>("--source") { Description = "Only runs in which this source is." };
        var limit = new Option<int>("--limit") { Description = "Most runs that are listed (default 10).", DefaultValueFactory = _ => 10 };
        var command = new Command("runs", "List runs, newest first, or tell the steps and the log of one. Changes nothing.") { id, source, limit };
        command.SetAction((parsed, _) => InsightCommand.InFolderAsync(parsed, path =>
        {
            var log = new RunLog(OperationsStore.Open(DataFolder.Open(path), TimeProvider.System), TimeProvider.System);
            var lines = parsed.GetValue(id) is { } run ? One(log, run) : log.List(parsed.GetValue(source), null, parsed.GetValue(limit)).Select(Line);
            foreach (var line in lines)
            {
                Console.WriteLine(line);
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static string Line(Warehouse.Operations.Run run) =>
        $"{run.Id}  {RunLog.Word(run.State),-11} {run.StartedBy,-12} {run.AskedBy ?? "",-20} {string.Join(", ", run.Sources.Take(3))}{(run.Sources.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $" and {run.Sources.Count - 3} more") : "")}: {run.Message ?? "at work"}";

    private static IEnumerable<string> One(RunLog log, string id)
    {
        var run = log.Find(id) ?? throw new FormatException($"There is no run '{id}'; 'insight runs' lists them.");
        return
        [
            Line(run),
            "steps",
            .. log.Steps(id).Select(step => string.Create(
                CultureInfo.InvariantCulture, $"  {step.Step,-8} {step.Source ?? "",-24} {step.Duration.TotalSeconds,8:0.00} s  {string.Join(", ", step.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} {count.Value}")))}")),
            "log",
            .. log.Events(id).Select(line => string.Create(CultureInfo.InvariantCulture, $"  {line.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} {line.Step,-8} {line.Source ?? "",-24} {line.Message.Replace("\n", "\n    ", StringComparison.Ordinal)}")),
        ];
    }
}
