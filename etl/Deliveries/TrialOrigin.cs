using Insight.Etl.Landing;
using Insight.Etl.Sources;

namespace Insight.Etl.Deliveries;

/// <summary>Serves what the source's deliveries would be with the one on offer among them; lands into a folder that is thrown away.</summary>
internal sealed class TrialOrigin(SourceDefinition source, string deliveries, LandingStore store, TimeProvider clock, string offered, string name) : IPayloadOrigin
{
    private readonly DeliveredOrigin others = new(source, deliveries, store, clock);

    /// <inheritdoc/>
    public bool Has(string wanted) => wanted == name || others.Has(wanted);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string beginning) =>
        name.StartsWith(beginning, StringComparison.Ordinal) ? [.. others.List(beginning).Append(name).Distinct().Order(StringComparer.Ordinal)] : others.List(beginning);

    /// <inheritdoc/>
    public Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken)
    {
        if (request.Name != name)
        {
            return others.LandAsync(request, cancellationToken);
        }

        var draft = LandingDraft.Of(source, request, $"deliveries/{source.Id}/{name}", "delivered", clock.GetUtcNow());
        return store.LandAsync(draft, source.Limits.MaxBytes, CopyAsync, cancellationToken);
    }

    private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(offered, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await stream.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
    }
}
