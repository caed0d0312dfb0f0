using System.Globalization;
using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Classifications;

/// <summary>
/// Reads Statistics Finland's classification service: the municipalities of each year and the key from municipality to region. Each pair is a row of
/// the data set (figure 1), and where the list says something else than the program's directory of areas a person is told, so that a new municipal
/// division is noticed before the first figures come in it.
/// </summary>
/// <remarks>
/// Settings: <c>years</c> (a list), <c>dataset</c> (by year, one breakdown for the region, one measure), <c>language</c> (default fi). <c>base_url</c> is that of the
/// service, up to <c>classifications/v2/</c>.
/// </remarks>
public sealed class ClassificationConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "statfin-classifications";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source) => _ = (Years(source), DataSetOf(source));

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var how = $"content=data&format=json&lang={Language(source)}";
        foreach (var year in Years(source))
        {
            var list = $"kunta_1_{year}0101";
            yield return await origin.LandAsync(
                new PayloadRequest(ListName(year), $"classifications/{list}/classificationItems?{how}&meta=max", Accept: "application/json"), cancellationToken);
            yield return await origin.LandAsync(
                new PayloadRequest(KeyName(year), $"correspondenceTables/{list}%23maakunta_1_{year}0101/maps?{how}&meta=min", Accept: "application/json"), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        foreach (var year in Years(source))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.FirstOrDefault(f => f.Name == ListName(year)) is { } list && files.FirstOrDefault(f => f.Name == KeyName(year)) is { } key)
            {
                new YearOfMunicipalities(year, Language(source), staging, DataSetOf(source)).Stage(list, key);
            }
        }
    }

    private static string ListName(int year) => string.Create(CultureInfo.InvariantCulture, $"kunta-{year}.json");

    private static string KeyName(int year) => string.Create(CultureInfo.InvariantCulture, $"kunta-maakunta-{year}.json");

    private static string Language(SourceDefinition source) => source.Settings["language"].TextOr("fi");

    private static IReadOnlyList<int> Years(SourceDefinition source)
    {
        var years = source.Settings.Knowing("years", "dataset", "language")["years"];
        return years.Items.Count > 0 ? [.. years.Items.Select(item => item.Integer)] : throw years.Wrong("'settings.years' is empty; list the years whose division is wanted, such as [2025, 2026].");
    }

    private static DataSet DataSetOf(SourceDefinition source)
    {
        var node = source.Settings["dataset"];
        return source.DataSets.FirstOrDefault(d => d.Id == node.Text && d is { Frequency: Frequency.Annual, Breakdowns.Count: 1, Measures.Count: 1 })
            ?? throw node.Wrong($"'{node.Text}' is no data set of this source by year with one breakdown (the region) and one measure.");
    }
}
