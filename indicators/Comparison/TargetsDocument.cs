using Insight.Warehouse.Publications;

namespace Insight.Indicators.Comparison;

/// <summary>The document of a publication that holds all targets; the manifest names it by its content hash.</summary>
/// <param name="Targets">By area, indicator and year.</param>
public sealed record TargetsDocument(IReadOnlyList<Target> Targets)
{
    /// <summary>The targets of a publication; none in publications from before there were targets.</summary>
    public static IReadOnlyList<Target> Of(PublicationStore lake, PublicationManifest manifest) =>
        manifest.TargetsFile is { } file ? lake.Document<TargetsDocument>(file).Targets : [];
}
