using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Keva;

/// <summary>Reads key figures that a municipality gets from Keva's employer service: costs of work disability, payroll, and levels of groups to compare with.</summary>
/// <remarks>
/// Settings: <c>groups</c>, <c>metrics</c> (text in the file → member or measure), <c>known_levels</c> (year → sickness-absence days a person-year that Keva has published for
/// municipalities), and <c>municipalities</c>: see <see cref="MunicipalExport"/>.
/// </remarks>
public sealed class KevaConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "keva-key-figures";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing("groups", "metrics", "known_levels", "municipalities");
        KnownLevels(source);
        foreach (var export in Exports(source))
        {
            KevaWords.Read(export.Own, source.Settings);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, CancellationToken cancellationToken) =>
        MunicipalExport.FetchAsync(source, Exports(source), origin, KevaFile.KnownColumns, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => MunicipalExport.Expected(Exports(source));

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        CheckSettings(source);
        foreach (var (export, file) in MunicipalExport.Landed(Exports(source), files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var figures = new KevaFile(file, export, KevaWords.Read(export.Own, source.Settings), KnownLevels(source), staging).Read();
            foreach (var year in figures.Where(f => f.Group == KevaFile.Own).GroupBy(f => f.Year))
            {
                staging.Table("keva-costs").Add(file, year.First().Line, export.Area, Period.Year(year.Key), [], [.. KevaWords.Costs.Select(metric => Of([.. year], metric))]);
            }

            foreach (var year in figures.Where(f => f.Metric == KevaWords.SicknessDays).GroupBy(f => (f.Year, f.Group)))
            {
                staging.Table("keva-levels").Add(
                    file, year.First().Line, export.Area, Period.Year(year.Key.Year), [year.Key.Group], [Of([.. year], KevaWords.SicknessDays)]);
            }
        }
    }

    private static IReadOnlyList<MunicipalExport> Exports(SourceDefinition source) => MunicipalExport.All(source, "keva_{0}.csv", "groups", "metrics");

    /// <summary>A figure of the year; what the file does not have is not available, never 0.</summary>
    private static Measured Of(IReadOnlyList<KevaFigure> figures, string metric)
    {
        var found = figures.Where(f => f.Metric == metric).ToList();
        return found.Count == 0 ? Measured.Missing(ObservationStatus.NotAvailable) : Measured.Of(found[0].Value);
    }

    private static Dictionary<int, double> KnownLevels(SourceDefinition source) => source.Settings["known_levels"].Entries.ToDictionary(
        e => int.TryParse(e.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : throw e.Value.Wrong($"'{e.Key}' is not a year."),
        e => double.TryParse(e.Value.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level)
            ? level
            : throw e.Value.Wrong($"'{e.Value.Text}' is not a number; write it with a decimal point."));
}
