using System.CommandLine;
using Insight.Etl.Approval;
using Insight.Etl.Scheduling;
using Insight.Etl.Sources;
using Insight.Etl.Staging.Checks;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Schedules;
using Insight.Warehouse;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary><c>insight check</c>: definitions, sources with their checks and corrections, schedules and the current publication, all faults at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Check definitions, sources and the current publication; list every fault. Changes nothing.");
        command.SetAction(parsed => InsightCommand.InFolderAsync(parsed, path => Task.FromResult(Check(new DataFolder(Path.GetFullPath(path))))));
        return command;
    }

    private static int Check(DataFolder folder)
    {
        var faults = new List<string>();
        var sources = Sources(folder, faults);
        faults.AddRange(sources.SelectMany(RuleFaults));
        var catalog = CatalogLoader.Load([AppContext.BaseDirectory, folder.Definitions], [.. sources.SelectMany(s => s.DataSets)]);
        faults.AddRange(PublishingRuleFaults([AppContext.BaseDirectory, folder.Definitions], catalog));
        faults.AddRange(catalog.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        faults.AddRange(PlanFaults(folder, catalog));
        faults.AddRange(PublicationFaults(folder).Select(f => "current publication: " + f));
        foreach (var line in catalog.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Error).Select(d => d.ToString()).Concat(faults))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{catalog.Definitions.Count} definitions, {sources.Count} sources, {faults.Count} faults");
        return faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>All sources; the bundled ones where one of the user's is wrong, so that definitions can still be looked at.</summary>
    private static IReadOnlyList<SourceDefinition> Sources(DataFolder folder, List<string> faults)
    {
        try
        {
            return SourceCatalog.Load(SourceCatalog.BundledFolder, Path.Combine(folder.Definitions, "sources")).All;
        }
        catch (SourceCatalogException e)
        {
            faults.AddRange(e.Problems.Select(p => p.ToString()));
            return SourceCatalog.Load(SourceCatalog.BundledFolder).All;
        }
    }

    private static IEnumerable<string> RuleFaults(SourceDefinition source)
    {
        try
        {
            SourceRules.Read(source);
            if (source.Schedule is { } schedule)
            {
                LoadTimes.Cron(schedule);
            }

            return [];
        }
        catch (SourceCatalogException e)
        {
            return e.Problems.Select(p => p.ToString());
        }
        catch (FormatException e)
        {
            return [$"{Path.GetFileName(source.Folder)}/source.yml: schedule: {e.Message}"];
        }
    }

    private static IEnumerable<string> PublishingRuleFaults(IReadOnlyList<string> folders, Catalog catalog)
    {
        try
        {
            PublishingRules.Load(folders, catalog);
            return [];
        }
        catch (SourceCatalogException e)
        {
            return e.Problems.Select(p => p.ToString());
        }
    }

    private static IEnumerable<string> PlanFaults(DataFolder folder, Catalog catalog)
    {
        try
        {
            return ForecastPlans.Read([AppContext.BaseDirectory, folder.Definitions])
                .Where(plan => catalog.Definitions.All(d => d.Id != plan.Indicator))
                .Select(plan => $"forecasts.yml: '{plan.Indicator}' is not an indicator of the catalogue; mend the id or leave the forecast out");
        }
        catch (FormatException e)
        {
            return [e.Message];
        }
    }

    private static IReadOnlyList<string> PublicationFaults(DataFolder folder)
    {
        var lake = new PublicationStore(folder.Lake);
        if (lake.Current("public") is not { } current)
        {
            return [];
        }

        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return PublicationVerification.Verify(connection, lake, current, new HashSet<string>());
    }
}
