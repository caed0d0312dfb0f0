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

    public static Command Publish()
    {
        var id = new Argument<string?>("publication") { Description = "The candidate to make current; none means the newest.", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "List publications and candidates; change nothing." };
        var back = new Option<string?>("--roll-back") { Description = "Make an earlier publication current again." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept in the history of the pointer." };
        var command = new Command("publish", "Make a verified candidate the current publication.") { id, list, back, reason };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place => Task.FromResult(
            parsed.GetValue(list) ? List(place)
            : parsed.GetValue(back) is { } earlier ? MakeCurrent(place, earlier, "rolled back: " + (parsed.GetValue(reason) ?? "no reason given"))
            : MakeCurrent(place, parsed.GetValue(id) ?? Newest(place), "published by hand: " + (parsed.GetValue(reason) ?? "no reason given")))));
        return command;
    }

    private static int ComputeCandidate(Workplace place, CancellationToken token)
    {
        using var session = WarehouseSession.Open(place.Folder, "insight compute", place.Clock);
        var run = place.Runs.Queue(["compute"], "command-line");
        place.Runs.Start(run.Id);
        var progress = new RunProgress(place.Runs, run.Id, ConsoleProgress.OnOutput().Show);
        var candidate = new Publishing(place, session, progress).Compute(token);
        var message = candidate is null ? "Nothing differs from the current publication." : $"Candidate {candidate.Id}; publish it with 'insight publish {candidate.Id}'.";
        place.Runs.Finish(run.Id, candidate is null ? Warehouse.Operations.RunState.NothingNew : Warehouse.Operations.RunState.Succeeded, message, progress.Counts, null);
        Console.WriteLine(message);
        return ExitCode.Done;
    }

    private static string Newest(Workplace place) => place.Lake.Ids().LastOrDefault()
        ?? throw new PublicationException("There is no candidate; make one with 'insight compute'.");

    private static int MakeCurrent(Workplace place, string id, string reason)
    {
        if (place.Lake.Pointer(Edition)?.Current == id)
        {
            Console.WriteLine($"{id} is current already.");
            return ExitCode.Done;
        }

        using var session = WarehouseSession.Open(place.Folder, "insight publish", place.Clock);
        var faults = place.Lake.Manifest(id) is { } manifest ? PublicationVerification.Verify(session.Connection, place.Lake, manifest, new HashSet<string>()) : [];
        if (faults.Count > 0)
        {
            throw new PublicationException($"Publication '{id}' does not stand verification, the current one stays: {string.Join("; ", faults.Take(5))}.");
        }

        place.Lake.MakeCurrent(Edition, id, place.Clock.GetUtcNow(), reason);
        Console.WriteLine($"{id} is current.");
        return ExitCode.Done;
    }

    private static int List(Workplace place)
    {
        var pointer = place.Lake.Pointer(Edition);
        foreach (var id in place.Lake.Ids().Reverse())
        {
            var manifest = place.Lake.Manifest(id)!;
            var move = pointer?.History.LastOrDefault(m => m.Publication == id);
            var state = id == pointer?.Current ? "current" : move is null ? "candidate" : "former";
            var changes = manifest.Changes;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{id}  {state,-9}  {manifest.Indicators.Count} indicators  +{changes.Added} ~{changes.Revised} -{changes.Withdrawn}  {move?.Reason}"));
        }

        return ExitCode.Done;
    }
}
