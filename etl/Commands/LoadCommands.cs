using System.CommandLine;
using Insight.Etl.Run;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight run</c>, <c>insight land</c> and <c>insight load</c>: a run of the whole path or of a part of it.</summary>
internal static class LoadCommands
{
    public static Command Run()
    {
        var command = WithSources("run", "Fetch, stage, check and load sources, compute what changed and publish it.");
        var reload = Reload();
        command.Add(reload);
        command.SetAction((parsed, token) => ExecuteAsync(parsed, new PipelineOptions(Reload: parsed.GetValue(reload)), token));
        return command;
    }

    public static Command Land()
    {
        var command = WithSources("land", "Fetch the payloads of sources and keep them as received; load nothing.");
        command.SetAction((parsed, token) => ExecuteAsync(parsed, new PipelineOptions(Load: false, Publish: false), token));
        return command;
    }

    public static Command Load()
    {
        var command = WithSources("load", "Stage, check and load what landed last, without the network; publish nothing.");
        var reload = Reload();
        command.Add(reload);
        command.SetAction((parsed, token) => ExecuteAsync(parsed, new PipelineOptions(Fetch: false, Publish: false, Reload: parsed.GetValue(reload)), token));
        return command;
    }

    private static Option<bool> Reload() => new("--reload") { Description = "Stage payloads again that were loaded before." };

    private static Command WithSources(string name, string description) => new(name, description) { SourceArgument };

    private static Argument<string[]> SourceArgument { get; } = new("source") { Description = "Ids of sources; none means all.", Arity = ArgumentArity.ZeroOrMore };

    private static Task<int> ExecuteAsync(ParseResult parsed, PipelineOptions options, CancellationToken cancellationToken) => InsightCommand.InWorkplaceAsync(parsed, async place =>
    {
        var asked = parsed.GetValue(SourceArgument) ?? [];
        var ids = asked.Length == 0 ? place.Sources.All.Select(s => s.Id).ToList() : asked.Select(s => place.Sources.Find(s).Id).ToList();
        var run = place.Runs.Queue(ids, "command-line");
        var done = await new Pipeline(place).ExecuteAsync(run, ConsoleProgress.OnOutput().Show, options, cancellationToken).ConfigureAwait(false);
        return done.State switch
        {
            RunState.Succeeded or RunState.NothingNew => ExitCode.Done,
            RunState.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
    });
}
