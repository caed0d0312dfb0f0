using System.CommandLine;
using System.Globalization;
using Insight.Etl.Run;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight compute</c> and <c>insight publish</c>: candidates, and which publication is current.</summary>
internal static class PublicationCommands
{
    private const string Edition = "public";

    public static Command Compute()
    {
        var command = new Command("compute", "Compute the indicators whose definition or data changed into a candidate publication; publish nothing.");
        command.SetAction((parsed, token) => InsightCommand.InWorkplaceAsync(parsed, place => Task.FromResult(ComputeCandidate(place, token))));
        return command;
    }

    public static Command Publish() => new("publish", "Approve, return, roll back: decide which publication is current.")
    {
        Decide("approve", "Approve a candidate; with the last approval that it needs, it becomes current.", (place, id, who, comment) => place.Decisions.Approve(id, who, comment)),
        Decide("return", "Return a candidate to whoever delivered; say why with --comment.", (place, id, who, comment) => place.Decisions.Return(id, who, comment)),
        RollBack(),
        List(),
        Changes(),
    };

    private static int ComputeCandidate(Workplace place, CancellationToken token)
    {
        using var session = WarehouseSession.Open(place.Folder, "insight compute", place.Clock);
        var run = place.Runs.Queue(["compute"], "command-line");
        place.Runs.Start(run.Id);
        var progress = new RunProgress(place.Runs, run.Id, ConsoleProgress.OnOutput().Show);
        var outcome = new Publishing(place, session, progress).ComputeOnly(token);
        var message = outcome.Waiting is null ? outcome.Message : $"{outcome.Message} Publish it with 'insight publish approve {outcome.Waiting}'.";
        place.Runs.Finish(run.Id, outcome.Waiting is null ? Warehouse.Operations.RunState.NothingNew : Warehouse.Operations.RunState.Succeeded, message, progress.Counts, null);
        Console.WriteLine(message);
        return ExitCode.Done;
    }

    private static Command Decide(string name, string description, Func<Workplace, string, string, string?, Candidate> decide)
    {
        var (id, comment) = (new Argument<string?>("candidate") { Description = "Id of the candidate; none means the one that waits.", Arity = ArgumentArity.ZeroOrOne }, Comment());
        var command = new Command(name, description) { id, comment };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var candidate = decide(place, parsed.GetValue(id) ?? Waiting(place), StewardOnCommandLine.Name(place), parsed.GetValue(comment));
            Console.WriteLine(Describe(candidate));
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Command RollBack()
    {
        var (id, comment) = (new Argument<string>("publication") { Description = "A publication that was current before." }, Comment());
        var command = new Command("roll-back", "Make an earlier publication current again; say why with --comment.") { id, comment };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var pointer = place.Decisions.RollBack(Edition, parsed.GetRequiredValue(id), StewardOnCommandLine.Name(place), parsed.GetValue(comment));
            Console.WriteLine($"{pointer.Current} is current.");
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static Option<string?> Comment() => new("--comment") { Description = "In your words; kept in the history and the audit log." };

    private static string Waiting(Workplace place) => place.Decisions.Candidates.List(CandidateState.NeedsApproval, 1).FirstOrDefault()?.Publication
        ?? throw new DecisionException("not-waiting", "No candidate waits for approval; 'insight publish list' shows what was decided.");

    private static string Describe(Candidate candidate) => candidate.State switch
    {
        CandidateState.Published => $"{candidate.Publication} is current.",
        CandidateState.Returned => $"{candidate.Publication} is returned; the current publication stays.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{candidate.Publication} has {candidate.Opinions.Count(o => o.Approves)} of the {candidate.Approvals} approvals that it needs."),
    };

    private static Command List()
    {
        var command = new Command("list", "List publications and candidates, newest first; change nothing.");
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            foreach (var id in place.Lake.Ids().Reverse())
            {
                Console.WriteLine(Line(place, id));
            }

            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static string Line(Workplace place, string id)
    {
        var (pointer, candidate, manifest) = (place.Lake.Pointer(Edition), place.Decisions.Candidates.Find(id), place.Lake.Manifest(id)!);
        var move = pointer?.History.LastOrDefault(m => m.Publication == id);
        var state = id == pointer?.Current ? "current" : move is not null ? "former" : candidate is null ? "unfinished" : Candidates.Word(candidate.State);
        var said = move?.Reason ?? candidate?.Opinions.LastOrDefault(o => !o.Approves)?.Comment ?? candidate?.Findings.FirstOrDefault()?.Message;
        var changes = manifest.Changes;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{id}  {state,-14}  {manifest.Indicators.Count} indicators  +{changes.Added} ~{changes.Revised} -{changes.Withdrawn}  {said}");
    }

    private static Command Changes()
    {
        var id = new Argument<string?>("publication") { Description = "A publication or candidate; none means the candidate that waits.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "The publication to compare with; default the one that was current when it was written." };
        var command = new Command("changes", "Show what differs between two publications, by indicator, with the largest movers.") { id, from };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place =>
        {
            var after = Manifest(place, parsed.GetValue(id) ?? Waiting(place));
            var before = parsed.GetValue(from) ?? after.Previous;
            PublicationChangesText.Write(place, before is null ? null : Manifest(place, before), after, Console.Out);
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static PublicationManifest Manifest(Workplace place, string id) => place.Lake.Manifest(id)
        ?? throw new PublicationException($"There is no publication '{id}'; list them with 'insight publish list'.");
}
