using Insight.Etl.Sources;

namespace Insight.Etl.Landing;

/// <summary>
/// Serves the payloads that lie in the source's <c>recorded/</c> folder by their names. Their manifests carry the producer's address, so
/// that lineage leads to where the figures come from, and <c>recorded_on</c> as the time of fetching.
/// </summary>
public sealed class RecordedOrigin(SourceDefinition source, LandingStore store) : IPayloadOrigin
{
    private readonly string folder = Path.Combine(source.Folder, "recorded");

    /// <inheritdoc/>
    public bool Has(string name) => LandingDraft.IsPlain(name) && File.Exists(Path.Combine(folder, name));

    /// <inheritdoc/>
    public async Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken)
    {
        var recordedOn = source.RecordedOn
            ?? throw new PayloadException($"Source '{source.Id}' has recorded payloads but no recorded_on in source.yml; say the date on which they were recorded.");
        var draft = LandingDraft.Of(
            source, request, LandingDraft.Address(source, request).AbsoluteUri, "recorded", new DateTimeOffset(recordedOn, TimeOnly.MinValue, TimeSpan.Zero));
        if (!Has(request.Name))
        {
            throw new PayloadException(
                $"Source '{source.Id}' has no recorded payload '{request.Name}' for {draft.Url}; put the producer's answer under that name into its recorded/ folder, or set origin: live.");
        }

        return await store.LandAsync(
            draft with { ContentType = LandingDraft.ContentTypeOf(request.Name) },
            source.Limits.MaxBytes,
            async (destination, token) =>
            {
                await using var file = File.OpenRead(Path.Combine(folder, request.Name));
                await file.CopyToAsync(destination, token);
            },
            cancellationToken);
    }
}
