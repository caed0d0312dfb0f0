using System.CommandLine;
using Insight.Etl.Scheduling;
using Microsoft.Extensions.Hosting;

namespace Insight.Etl.Commands;

/// <summary><c>insight worker</c>: runs the schedules without serving anything, for machines where the API runs elsewhere.</summary>
internal static class WorkerCommand
{
    public static Command Create()
    {
        var command = new Command("worker", "Run the sources on their schedules until stopped; serve nothing.");
        command.SetAction((parsed, token) => InsightCommand.InWorkplaceAsync(parsed, async place =>
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Services.AddLoadWorker(place);
            await builder.Build().RunAsync(token).ConfigureAwait(false);
            return ExitCode.Done;
        }));
        return command;
    }
}
