using System.CommandLine;
using Insight.Etl.Run;

namespace Insight.Etl.Commands;

/// <summary><c>insight cancel</c>: stops a run, in whichever process of this data folder it is.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("run") { Description = "Id of the run." };
        var command = new Command("cancel", "Stop a run that waits or is at work, also of another process; nothing is left half loaded.") { id };
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place => Task.FromResult(Cancel(place, parsed.GetRequiredValue(id)))));
        return command;
    }

    private static int Cancel(Workplace place, string id)
    {
        if (!place.Runs.AskToCancel(id, StewardOnCommandLine.User))
        {
            throw new FormatException(place.Runs.Find(id) is null ? $"There is no run '{id}'." : $"Run {id} is over already.");
        }

        Console.WriteLine($"Run {id} is asked to stop.");
        return ExitCode.Done;
    }
}
