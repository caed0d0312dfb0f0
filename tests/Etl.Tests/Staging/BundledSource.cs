using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Tests.Staging;

/// <summary>A source as it is bundled, taken through landing, staging and checks in a folder of its own.</summary>
internal sealed class BundledSource : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("insight-landing-").FullName;

    public BundledSource(string id, PayloadGenerator? generator = null)
    {
        Definition = SourceCatalog.Load(SourceCatalog.BundledFolder).Find(id);
        var connector = Connectors.All.For(Definition);
        var store = new LandingStore(folder, TimeProvider.System);
        IPayloadOrigin origin = generator is null ? new RecordedOrigin(Definition, store) : new SyntheticOrigin(Definition, generator, store, TimeProvider.System);
        Files = connector.FetchAsync(Definition, origin, CancellationToken.None).ToBlockingEnumerable().ToList();
        Staging = new StagingArea(AreaDirectory.BuiltIn, Definition.DataSets);
        connector.Stage(Definition, Files, Staging, CancellationToken.None);
        Report = StagingChecks.Apply(Definition, Staging);
    }

    public SourceDefinition Definition { get; }

    public IReadOnlyList<LandedFile> Files { get; }

    public StagingArea Staging { get; }

    public CheckReport Report { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
