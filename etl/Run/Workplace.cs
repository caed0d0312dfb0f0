using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Indicators.Definitions;
using Insight.Warehouse;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>Everything that a run works with, put together once a process: the data folder, the sources, the stores, the clock.</summary>
public sealed class Workplace
{
    private Workplace(DataFolder folder, TimeProvider clock, OperationsStore operations, SourceCatalog sources, string programFolder)
    {
        Folder = folder;
        Clock = clock;
        Operations = operations;
        Sources = sources;
        Runs = new RunLog(operations, clock);
        Runs.DropOrphans(LiveProcesses.IsStillThere);
        Lake = new PublicationStore(folder.Lake);
        Decisions = new PublicationDecisions(operations, Lake, clock);
        var landing = new LandingStore(folder.Landing, clock);
        landing.RemoveLeftovers();
        Origins = new PayloadOrigins(
            landing, PayloadOrigins.NewHttp(), folder.Deliveries, Connectors.Generators, clock,
            Environment.GetEnvironmentVariable("INSIGHT_CONTACT"));
        DataSets = [.. sources.All.SelectMany(s => s.DataSets)];
        CatalogFolders = [programFolder, folder.Definitions];
        Areas = LoadCatalog().AddNetworksTo(AreaDirectory.BuiltIn.WithLeastTransfer(LeastTransfer()));
    }

    /// <summary>The day whose municipal division is the current one: that of the newest figures of areas.</summary>
    public DateOnly CurrentDivision { get; } = new(2026, 1, 1);

    public DataFolder Folder { get; }

    public TimeProvider Clock { get; }

    public OperationsStore Operations { get; }

    public RunLog Runs { get; }

    public PublicationStore Lake { get; }

    /// <summary>What moves the pointer: publishing by rule, approving, returning, rolling back.</summary>
    public PublicationDecisions Decisions { get; }

    public SourceCatalog Sources { get; }

    public Connectors Connectors => Connectors.All;

    public PayloadOrigins Origins { get; }

    /// <summary>The data sets of all sources.</summary>
    public IReadOnlyList<DataSet> DataSets { get; }

    /// <summary>All areas, networks included.</summary>
    public AreaDirectory Areas { get; }

    /// <summary>Folders with catalog/, networks/ and publishing.yml: the program's own, then the user's.</summary>
    public IReadOnlyList<string> CatalogFolders { get; }

    /// <summary>Version of the program, part of what decides whether an indicator must be computed anew.</summary>
    public string CodeVersion { get; } = typeof(Workplace).Assembly.GetName().Version!.ToString(3);

    /// <summary>
    /// Opens a data folder with the sources and definitions that come with the program and those that the user added. Runs that a killed
    /// process left unfinished are closed as interrupted, so that they stand in nobody's way.
    /// </summary>
    /// <exception cref="FormatException">A source.yml is wrong; the message says file and line.</exception>
    /// <exception cref="CatalogException">A definition is wrong; the message lists all errors.</exception>
    public static Workplace Open(string dataFolder, TimeProvider clock)
    {
        var folder = DataFolder.Open(dataFolder);
        var sources = SourceCatalog.Load(SourceCatalog.BundledFolder, Path.Combine(folder.Definitions, "sources"));
        return new Workplace(folder, clock, OperationsStore.Open(folder, clock), sources, AppContext.BaseDirectory);
    }

    /// <summary>From which share of population a partial transfer between municipalities is recalculated; INSIGHT_LEAST_TRANSFER, else half a per cent.</summary>
    /// <exception cref="FormatException">The setting is no share.</exception>
    private static double LeastTransfer() => Environment.GetEnvironmentVariable("INSIGHT_LEAST_TRANSFER") switch
    {
        null or "" => AreaDirectory.DefaultLeastTransfer,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 => share,
        var text => throw new FormatException($"INSIGHT_LEAST_TRANSFER is '{text}'; write a share from 0 to 1, for example 0.005 for half a per cent."),
    };

    /// <summary>Refuses to ask sources for chosen periods that are not asked live, or whose producers deliver whole files only.</summary>
    /// <exception cref="FormatException">One of them is such.</exception>
    public void RequirePeriods(IEnumerable<string> sources, ChosenPeriods? periods)
    {
        var whole = periods is null ? null : sources.Select(Sources.Find).FirstOrDefault(s => s.Origin != "live" || !Connectors.For(s).CanFetchPeriods);
        if (whole is not null)
        {
            throw new FormatException($"Source '{whole.Id}' ({whole.Origin}) delivers whole files and cannot be asked for {periods}; run it without periods.");
        }
    }

    /// <summary>The definitions as they are on disk now.</summary>
    /// <exception cref="CatalogException">A definition is wrong.</exception>
    public Catalog LoadCatalog() => CatalogLoader.Load(CatalogFolders, DataSets).ThrowIfInvalid();
}
