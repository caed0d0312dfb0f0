using Insight.Etl.Sources;

namespace Insight.Etl.Landing;

/// <summary>
/// Serves files that somebody put into a folder of deliveries, for sources without a server (a municipality's own exports).
/// </summary>
/// <param name="source">The source.</param>
/// <param name="folder">The folder of its deliveries; it may be missing while nothing was delivered.</param>
/// <param name="store">Where payloads land.</param>
/// <param name="clock">The time of arrival.</param>
public sealed class DeliveredOrigin(SourceDefinition source, string folder, LandingStore store, TimeProvider clock) : IPayloadOrigin
{
    /// <inheritdoc/>
    public bool Has(string name) => LandingDraft.IsPlain(name) && File.Exists(Path.Combine(folder, name));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string beginning) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, beginning + "*").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : [];

    /// <inheritdoc/>
    public async Task<LandedFile> LandAsync(PayloadRequest request, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(folder, LandingDraft.CheckedName(request.Name)));
        if (!file.Exists)
        {
            throw new IncompleteDeliveryException($"Nothing was delivered under the name '{request.Name}' for source '{source.Id}'; put the file into its folder of deliveries.");
        }

        var draft = LandingDraft.Of(source, request, $"deliveries/{source.Id}/{request.Name}", "delivered", clock.GetUtcNow()) with
        {
            ContentType = LandingDraft.ContentTypeOf(request.Name),
            LastModified = new DateTimeOffset(file.LastWriteTimeUtc),
        };
        return await store.LandAsync(draft, source.Limits.MaxBytes, (destination, token) => CopyWholeAsync(file, destination, token), cancellationToken);
    }

    /// <summary>Copies the file and makes sure that nobody was still writing it.</summary>
    private static async Task CopyWholeAsync(FileInfo file, Stream destination, CancellationToken cancellationToken)
    {
        var before = (file.Length, file.LastWriteTimeUtc);
        await using (var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            await stream.CopyToAsync(destination, cancellationToken);
        }

        file.Refresh();
        if (!file.Exists || before != (file.Length, file.LastWriteTimeUtc) || destination.Length != file.Length)
        {
            throw new PayloadException($"'{file.Name}' changed while it was read; it is still being delivered. Run the source again when the delivery is complete.");
        }
    }
}
