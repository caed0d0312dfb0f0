using System.CommandLine;
using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Indicators.Definitions;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight check</c>: definitions, sources, schedules and the current publication, all faults at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Check definitions, sources and the current publication; list every fault. Changes nothing.");
        command.SetAction(parsed => InsightCommand.InWorkplaceAsync(parsed, place => Task.FromResult(Check(place))));
        return command;
    }

    private static int Check(Workplace place)
    {
        var catalog = CatalogLoader.Load(place.CatalogFolders, place.DataSets);
        foreach (var diagnostic in catalog.Diagnostics)
        {
            Console.WriteLine(diagnostic);
        }

        var faults = PublicationFaults(place);
        foreach (var fault in faults)
        {
            Console.WriteLine("current publication: " + fault);
        }

        foreach (var source in place.Sources.All.Where(s => s.Schedule is not null))
        {
            LoadTimes.Cron(source.Schedule!);
        }

        Console.WriteLine($"{catalog.Definitions.Count} definitions, {place.Sources.All.Count} sources, {catalog.Diagnostics.Count + faults.Count} faults");
        return catalog.HasErrors || faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static IReadOnlyList<string> PublicationFaults(Workplace place)
    {
        if (place.Lake.Current("public") is not { } current)
        {
            return [];
        }

        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return PublicationVerification.Verify(connection, place.Lake, current, new HashSet<string>());
    }
}
