using Insight.Etl.Approval;
using Insight.Etl.Sources;
using Insight.Etl.Staging.Checks;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Schedules;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Run;

/// <summary>
/// What all files say at one moment: sources with their checks, corrections and schedules, definitions, networks, targets, rules of publishing,
/// planned forecasts. They are read together, because they name each other.
/// </summary>
/// <param name="Sources">The sources, each with its rules.</param>
/// <param name="Catalog">The definitions.</param>
/// <param name="Areas">All areas, networks included.</param>
/// <param name="Publishing">What is published without a person.</param>
/// <param name="Forecasts">The forecasts that are kept up to date.</param>
public sealed record Descriptions(SourceCatalog Sources, Catalog Catalog, AreaDirectory Areas, PublishingRules Publishing, IReadOnlyList<ForecastRequest> Forecasts)
{
    /// <summary>The data sets of all sources.</summary>
    public IReadOnlyList<DataSet> DataSets { get; } = DataSetsOf(Sources);

    /// <summary>Reads them.</summary>
    /// <param name="folders">The program's folder with catalog/, networks/, targets/, publishing.yml, forecasts.yml; then the user's, which also has sources/.</param>
    /// <param name="areas">Areas of which networks are made.</param>
    /// <exception cref="FormatException">A source or rule is wrong; the message lists all that are, with file and line.</exception>
    /// <exception cref="CatalogException">A definition or a planned forecast is wrong; the message lists all errors.</exception>
    public static Descriptions Read(IReadOnlyList<string> folders, AreaDirectory areas)
    {
        var sources = SourceCatalog.Load([SourceCatalog.BundledFolder, .. folders.Skip(1).Select(folder => Path.Combine(folder, "sources"))]).WithRules();
        var catalog = CatalogLoader.Load(folders, DataSetsOf(sources)).ThrowIfInvalid();
        if (CheckedIndicators.Unknown(sources.All, catalog) is { Count: > 0 } unknown)
        {
            throw new SourceCatalogException(unknown);
        }

        var all = catalog.AddNetworksTo(areas);
        return new Descriptions(sources, catalog, all, PublishingRules.Load(folders, catalog), ForecastPlans.Read(folders, catalog, all).ThrowIfInvalid().Requests);
    }

    private static IReadOnlyList<DataSet> DataSetsOf(SourceCatalog sources) => [.. sources.All.SelectMany(s => s.DataSets)];
}
