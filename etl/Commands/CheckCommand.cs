using System.CommandLine;
using System.Globalization;
using Insight.Etl.Approval;
using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Etl.Sources;
using Insight.Etl.Staging.Checks;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Schedules;
using Insight.Warehouse;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Commands;

/// <summary>
/// <c>insight check</c>: definitions, sources with their checks and corrections, schedules and the current publication, all faults at once; and
/// what changed definitions would do to published values, before anything is published.
/// </summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var catalog = new Option<string?>("--catalog")
        {
            Description = "A folder with catalog/ (and networks/) whose files take the place of those of the same name, to see what they would do.",
        };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var command = new Command(
            "check",
            "Check definitions, sources and the current publication; list every fault, and what changed definitions would do to published values. Changes nothing. "
            + "Ends with 1 when there are faults, with 4 when published values would become others or go.") { catalog, json };
        command.SetAction((parsed, token) => InsightCommand.InFolderAsync(parsed, path => Task.FromResult(
            Tell(Check(new DataFolder(Path.GetFullPath(path)), parsed.GetValue(catalog), token), parsed.GetValue(json)))));
        return command;
    }

    private static int Tell(CheckReport report, bool asJson)
    {
        foreach (var line in asJson ? [report.ToJson()] : report.ToLines())
        {
            Console.WriteLine(line);
        }

        return report.Exit;
    }

    private static CheckReport Check(DataFolder folder, string? changed, CancellationToken token)
    {
        var faults = new List<string>();
        var sources = Sources(folder, faults);
        faults.AddRange(sources.SelectMany(RuleFaults));
        var catalog = CatalogLoader.FromFiles(Files(folder, changed), [.. sources.SelectMany(s => s.DataSets)], AreaDirectory.BuiltIn);
        faults.AddRange(CheckedIndicators.Unknown(sources, catalog).Select(p => p.ToString()));
        faults.AddRange(PublishingRuleFaults([AppContext.BaseDirectory, folder.Definitions], catalog));
        faults.AddRange(catalog.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        var plans = ForecastPlans.Read([AppContext.BaseDirectory, folder.Definitions], catalog, catalog.AddNetworksTo(AreaDirectory.BuiltIn));
        faults.AddRange(plans.Diagnostics.Select(d => d.ToString()));
        faults.AddRange(PublicationFaults(folder).Select(f => "current publication: " + f));
        var warnings = catalog.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Error).Select(d => d.ToString()).ToList();
        var report = new CheckReport(catalog.Definitions.Count, sources.Count, faults, warnings, null, []);
        if (faults.Count > 0 || !File.Exists(folder.WarehouseFile) || new PublicationStore(folder.Lake).Current("public") is not { } current)
        {
            return report;
        }

        var effects = Effects(folder, catalog, current, token);
        return report with { Publication = current.Id, Effects = effects, Faults = [.. effects.Where(effect => effect.NeedsVersion.Count > 0).Select(NeedsVersion)] };
    }

    /// <summary>Another numerator, denominator, scope, code list, formula or unit under the version by which figures were published.</summary>
    private static string NeedsVersion(DefinitionEffect effect) => string.Create(
        CultureInfo.InvariantCulture,
        $"{effect.Indicator}: {string.Join(", ", effect.NeedsVersion)} changed, but version is still {effect.OldVersion}, by which figures were published; write version: {effect.OldVersion + 1}, and keep the old definition as {effect.Indicator}@{effect.OldVersion}.yml");

    /// <summary>The program's files and the user's, those of the changed folder in place of files of the same kind and name.</summary>
    private static IReadOnlyList<CatalogFile> Files(DataFolder folder, string? changed)
    {
        var own = new[] { AppContext.BaseDirectory, folder.Definitions }.SelectMany(CatalogFile.ReadFolder).ToList();
        if (changed is null)
        {
            return own;
        }

        var files = CatalogFile.ReadFolder(changed);
        if (files.Count == 0)
        {
            throw new FormatException($"'{changed}' has neither catalog/ nor networks/ with files; name the folder that holds them.");
        }

        var replaced = files.Select(file => (file.Kind, file.Name)).ToHashSet();
        return [.. own.Where(file => !replaced.Contains((file.Kind, file.Name))), .. files];
    }

    private static IReadOnlyList<DefinitionEffect> Effects(DataFolder folder, Catalog catalog, PublicationManifest current, CancellationToken token)
    {
        var place = Workplace.Open(folder.Path, TimeProvider.System);
        using var session = WarehouseSession.Open(folder, "insight check", place.Clock);
        return new DefinitionTrial(place, session).Run(catalog, current, token);
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
            SourceRules.Of(source);
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
