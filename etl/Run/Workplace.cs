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

/// <summary>Everything that a run works with, put together once a process: the data folder, the sources and definitions, the stores, the clock.</summary>
public sealed class Workplace
{
    private readonly Descriptions? held;

    private Workplace(DataFolder folder, TimeProvider clock, OperationsStore operations, string programFolder)
    {
        Folder = folder;
        Clock = clock;
        Operations = operations;
        Alerts = new Alerts(operations, clock);
        Live = new LiveDescriptions([programFolder, folder.Definitions], AreaDirectory.BuiltIn.WithLeastTransfer(LeastTransfer()), Alerts);
        _ = Live.Current;
        Runs = new RunLog(operations, clock);
        Runs.DropOrphans(LiveProcesses.IsStillThere);
        Lake = new PublicationStore(folder.Lake);
        Decisions = new PublicationDecisions(operations, Lake, clock);
        var landing = new LandingStore(folder.Landing, clock);
        landing.RemoveLeftovers();
        Origins = new PayloadOrigins(
            landing, PayloadOrigins.NewHttp(), folder.Deliveries, Connectors.Generators, clock,
            Environment.GetEnvironmentVariable("INSIGHT_CONTACT"));
    }

    private Workplace(Workplace place)
    {
        held = place.Live.Current;
        (Folder, Clock, Operations, Alerts, Live) = (place.Folder, place.Clock, place.Operations, place.Alerts, place.Live);
        (Runs, Lake, Decisions, Origins) = (place.Runs, place.Lake, place.Decisions, place.Origins);
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

    /// <summary>What stewards should look at.</summary>
    public Alerts Alerts { get; }

    /// <summary>Follows the files of sources and definitions.</summary>
    public LiveDescriptions Live { get; }

    /// <summary>What the files of sources and definitions say: now, or as it was held.</summary>
    public Descriptions Described => held ?? Live.Current;

    public SourceCatalog Sources => Described.Sources;

    public Connectors Connectors => Connectors.All;

    public PayloadOrigins Origins { get; }

    /// <summary>The data sets of all sources.</summary>
    public IReadOnlyList<DataSet> DataSets => Described.DataSets;

    /// <summary>The definitions.</summary>
    public Catalog Catalog => Described.Catalog;

    /// <summary>All areas, networks included.</summary>
    public AreaDirectory Areas => Described.Areas;

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
        return new Workplace(folder, clock, OperationsStore.Open(folder, clock), AppContext.BaseDirectory);
    }

    /// <summary>This workplace with sources and definitions held as they are now, so that a run works with the same ones from its beginning to its end.</summary>
    public Workplace Held() => new(this);

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
}
