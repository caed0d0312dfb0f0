using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.MunicipalExports;

/// <summary>What tests of municipalities' own files share: the data sets and settings of the bundled source, and one municipality's payloads.</summary>
public abstract class MunicipalSourceTest(string sourceId)
{
    private PayloadFolder payloads = null!;

    private protected SourceDefinition Source { get; } = SourceCatalog.Load(SourceCatalog.BundledFolder).Find(sourceId);

    private protected StagingArea Staging { get; private set; } = null!;

    [SetUp]
    public void Open() => (payloads, Staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, Source.DataSets));

    [TearDown]
    public void Close() => payloads.Dispose();

    [Test]
    public void The_invented_files_pass_landing_staging_and_all_checks()
    {
        using var bundled = new BundledSource(sourceId, Connectors.Generators[Source.Connector]);
        Assert.That(bundled.Report.Findings, Is.Empty, bundled.Report.ToString());
        Assert.That(bundled.Staging.Quarantine.Rows, Is.Empty);
        Assert.That(bundled.Staging.Tables.SelectMany(t => t.Areas).Distinct(), Is.EquivalentTo(new[] { "KU016", "KU098", "KU111", "KU560" }));
        Bundled(bundled.Staging);
    }

    private protected virtual void Bundled(StagingArea staged)
    {
    }

    private protected void Stage(params (string Name, string Text)[] files) =>
        Connectors.All.For(Source).Stage(Source, [.. files.Select(f => payloads.Add(f.Name, f.Text))], Staging, CancellationToken.None);

    /// <summary>Fetches files as a municipality delivers them; what stays in landing is returned as text.</summary>
    private protected async Task<IReadOnlyList<string>> DeliverAsync(params (string Name, string Text)[] files)
    {
        var (deliveries, landing) = (Directory.CreateDirectory(Path.Combine(payloads.Folder, "deliveries")).FullName, Path.Combine(payloads.Folder, "landing"));
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(deliveries, name), text);
        }

        var source = Source with { Origin = "deliveries" };
        var origin = new DeliveredOrigin(source, deliveries, new LandingStore(landing, TimeProvider.System), TimeProvider.System);
        try
        {
            await foreach (var _ in Connectors.All.For(source).FetchAsync(source, origin, CancellationToken.None))
            {
            }
        }
        catch (PayloadException e)
        {
            return [e.Message, .. Kept(landing)];
        }

        return Kept(landing);
    }

    private protected IEnumerable<(long Line, string Column, string Reason)> Refused => Staging.Quarantine.Rows.Select(r => (r.Line, r.Column, r.Reason));

    private protected Measured? Figure(string dataSet, string measure, string area, string period, params string[] members) => Staging.Figure(dataSet, measure, area, period, members);

    private static IReadOnlyList<string> Kept(string landing) =>
        Directory.Exists(landing) ? [.. Directory.EnumerateFiles(landing, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Select(File.ReadAllText)] : [];
}
