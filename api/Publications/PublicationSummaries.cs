using System.Collections.Concurrent;

namespace Insight.Api.Publications;

/// <summary>What lists say of publications. Manifests can be large, and they never change; so only what is listed of them is kept.</summary>
internal sealed class PublicationSummaries(PublicationShelf shelf)
{
    private readonly ConcurrentDictionary<string, PublicationAnswer> known = new(StringComparer.Ordinal);

    /// <summary>A publication without when and why it became current; null where its manifest is gone.</summary>
    public PublicationAnswer? Of(string id)
    {
        if (!known.TryGetValue(id, out var summary) && shelf.Store.Manifest(id) is { } manifest)
        {
            summary = new PublicationAnswer(id, manifest.Edition, manifest.CreatedAt, null, null, manifest.Changes, manifest.Indicators.Count);
            known[id] = summary;
        }

        return summary;
    }
}
