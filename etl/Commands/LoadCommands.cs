using System.CommandLine;
using Insight.Etl.Run;
using Insight.Etl.Sources;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Commands;

/// <summary><c>insight run</c>, <c>insight land</c> and <c>insight load</c>: a run of the whole path or of a part of it.</summary>
internal static class LoadCommands
{
    public static Command Run()
    {
        var command = WithSources("run", "Fetch, stage, check and load sources, compute what changed and publish it.");
        var reload = Reload();
        var replay = new Option<bool>("--replay") { Description = "Load again what landed last, without the network." };
        var periods = new Option<string?>("--periods") { Description = "Ask for these periods only: 2018, 2018-03 or 2018..2020." };
        command.Add(reload);
        command.Add(replay);
        command.Add(periods);
        command.SetAction((parsed, token) => ExecuteAsync(parsed, () => parsed.GetValue(replay)
            ? PipelineOptions.Replay
            : new PipelineOptions(Reload: parsed.GetValue(reload), Periods: parsed.GetValue(periods) is { } text ? ChosenPeriods.Parse(text) : null), token));
        return command;
    }

    public static Command Land()
    {
        var command = WithSources("land", "Fetch the payloads of sources and keep them as received; load nothing.");
        command.SetAction((parsed, token) => ExecuteAsync(parsed, () => new PipelineOptions(Load: false, Publish: false), token));
        return command;
    }

    public static Command Load()
    {
        var command = WithSources("load", "Stage, check and load what landed last, without the network; publish nothing.");
        var reload = Reload();
        command.Add(reload);
        command.SetAction((parsed, token) => ExecuteAsync(parsed, () => new PipelineOptions(Fetch: false, Publish: false, Reload: parsed.GetValue(reload)), token));
        return command;
    }

    private static Option<bool> Reload() => new("--reload") { Description = "Stage payloads again that were loaded before." };

    private static Command WithSources(string name, string description) => new(name, description) { SourceArgument };

    private static Argument<string[]> SourceArgument { get; } = new("source") { Description = "Ids of sources; none means all.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Runs sources in this process.</summary>
    /// <param name="place">The data folder.</param>
    /// <param name="asked">Ids; empty means all.</param>
    /// <param name="options">What to do.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="queued">Told the run before it begins.</param>
    /// <returns>An exit code.</returns>
    public static async Task<int> RunAsync(
        Workplace place, IReadOnlyList<string> asked, PipelineOptions options, CancellationToken cancellationToken, Action<Warehouse.Operations.Run>? queued = null)
    {
        var ids = asked.Count == 0 ? place.Sources.All.Select(s => s.Id).ToList() : asked.Select(s => place.Sources.Find(s).Id).ToList();
        place.RequirePeriods(ids, options.Periods);
        var run = place.Runs.Queue(ids, "command-line", StewardOnCommandLine.User);
        queued?.Invoke(run);
        var done = await new Pipeline(place).ExecuteAsync(run, ConsoleProgress.OnOutput().Show, options, cancellationToken).ConfigureAwait(false);
        return done.State switch
        {
            RunState.Succeeded or RunState.NothingNew => ExitCode.Done,
            RunState.Cancelled => ExitCode.Cancelled,
            _ => ExitCode.Failed,
        };
    }

    private static Task<int> ExecuteAsync(ParseResult parsed, Func<PipelineOptions> options, CancellationToken cancellationToken) =>
        InsightCommand.InWorkplaceAsync(parsed, place => RunAsync(place, parsed.GetValue(SourceArgument) ?? [], options(), cancellationToken));
}
