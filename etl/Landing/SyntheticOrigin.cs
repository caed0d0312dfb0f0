using Insight.Etl.Sources;

namespace Insight.Etl.Landing;

/// <summary>Writes the payload that is asked for; the same request gives the same bytes every time.</summary>
/// <param name="source">The source, which must be declared synthetic.</param>
/// <param name="request">What is asked for.</param>
/// <param name="destination">Where the bytes go.</param>
public delegate void PayloadGenerator(SourceDefinition source, PayloadRequest request, Stream destination);

/// <summary>Lands payloads that a generator invents. Their manifests say synthetic.</summary>
public sealed class SyntheticOrigin : IPayloadOrigin
{
    private readonly SourceDefinition source;
    private readonly PayloadGenerator generate;
    private readonly LandingStore store;
    private readonly TimeProvider clock;

    /// <summary>An origin that calls the generator for every payload.</summary>
    /// <exception cref="ArgumentException">The source is not declared synthetic.</exception>
    public SyntheticOrigin(SourceDefinition source, PayloadGenerator generate, LandingStore store, TimeProvider clock)
    {
        if (!source.Synthetic)
        {
            throw new ArgumentException($"Source '{source.Id}' takes invented figures but does not say synthetic: true in its source.yml.", nameof(source));
        }

        (this.source, this.generate, this.store, this.clock) = (source, generate, store, clock);
    }

    /// <inheritdoc/>
    public bool Has(string name) => true;

    /// <inheritdoc/>
    public Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken) => store.LandAsync(
        LandingDraft.Of(source, request, $"synthetic:{source.Id}/{request.Name}", "synthetic", clock.GetUtcNow()) with
        {
            ContentType = LandingDraft.ContentTypeOf(request.Name),
        },
        source.Limits.MaxBytes,
        (destination, token) =>
        {
            token.ThrowIfCancellationRequested();
            generate(source, request, destination);
            return Task.CompletedTask;
        },
        cancellationToken);
}
