using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Questions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Forecasting.Schedules;

/// <summary>Which forecasts are kept up to date: the files <c>forecasts.yml</c> of the program and of the user.</summary>
/// <param name="Requests">The requests of all files, in their order.</param>
/// <param name="Diagnostics">What is wrong in them, by file and line.</param>
public sealed record ForecastPlans(IReadOnlyList<ForecastRequest> Requests, IReadOnlyList<Diagnostic> Diagnostics)
{
    private const string FileName = "forecasts.yml";

    /// <summary>The plans of folders.</summary>
    /// <param name="folders">The program's folder, then the user's.</param>
    /// <param name="catalog">The indicators that a plan may name.</param>
    /// <param name="areas">The areas that a plan may name, networks included.</param>
    public static ForecastPlans Read(IEnumerable<string> folders, Catalog catalog, AreaDirectory areas) => FromFiles(
        [.. folders.Select(folder => Path.Combine(folder, FileName)).Where(File.Exists).Select(path => new CatalogFile(path, File.ReadAllText(path)))], catalog, areas);

    /// <summary>The plans that files make, without touching a disk.</summary>
    public static ForecastPlans FromFiles(IReadOnlyList<CatalogFile> files, Catalog catalog, AreaDirectory areas)
    {
        var (requests, diagnostics) = (new List<ForecastRequest>(), new List<Diagnostic>());
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            requests.AddRange(new ForecastPlanReader(catalog, areas, bag).Read(file));
            diagnostics.AddRange(bag.Items);
        }

        return new(requests, diagnostics);
    }

    /// <summary>These plans, when nothing is wrong in them.</summary>
    /// <exception cref="CatalogException">Something is; all is in the message.</exception>
    public ForecastPlans ThrowIfInvalid() => Diagnostics.Count > 0 ? throw new CatalogException(Diagnostics) : this;
}
