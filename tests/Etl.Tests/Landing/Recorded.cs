using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.Landing;

/// <summary>A bundled source, fetched from its recorded payloads and staged once.</summary>
internal sealed class Recorded : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("insight-recorded-").FullName;

    private Recorded(SourceDefinition source)
    {
        Source = source;
        Staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
    }

    public SourceDefinition Source { get; }

    public StagingArea Staging { get; }

    public List<LandedFile> Files { get; } = [];

    public static async Task<Recorded> LoadAsync(string id)
    {
        var recorded = new Recorded(SourceCatalog.Load(SourceCatalog.BundledFolder).Find(id));
        var connector = Connectors.All.For(recorded.Source);
        var origin = new RecordedOrigin(recorded.Source, new LandingStore(recorded.folder, new InstantClock()));
        await foreach (var file in connector.FetchAsync(recorded.Source, origin, default))
        {
            recorded.Files.Add(file);
        }

        connector.Stage(recorded.Source, recorded.Files, recorded.Staging, default);
        return recorded;
    }

    /// <summary>One figure of a staged row; null where there is no such row.</summary>
    public Measured? Figure(string dataSet, string measure, string area, string period, params string[] members)
    {
        var table = Staging.Table(dataSet);
        var column = table.MeasureColumn(table.DataSet.Measures.ToList().FindIndex(m => m.Name == measure));
        var rows = Enumerable.Range(0, table.RowCount).Where(i => table.Areas[i] == area && table.Periods[i].ToString() == period
            && members.Select((member, b) => table.BreakdownColumn(b)[i] == member).All(same => same)).ToList();
        Assert.That(rows, Has.Count.LessThanOrEqualTo(1), $"{dataSet} {area} {period}");
        return rows.Count == 0 ? null : column[rows[0]];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
