using Insight.Warehouse.Publications;

namespace Insight.Api.Deliveries;

/// <summary>Who is to deliver as the files of sources say now. A server that loads knows it as soon as they change; one that only reads, when it has been published.</summary>
/// <param name="now">The sources as they are now, given those of a publication.</param>
public sealed class AwaitedSources(Func<IReadOnlyList<PublishedSource>, IReadOnlyList<PublishedSource>> now)
{
    /// <summary>The publication with the sources of today in the place of its own.</summary>
    public PublicationManifest In(PublicationManifest publication) => publication with { Sources = now(publication.Sources) };
}
