using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources;

namespace Insight.Etl.Run;

/// <summary>The first step of a source: ask for its payloads and land them.</summary>
public sealed class SourceFetching(Workplace place, RunProgress progress)
{
    /// <summary>Fetches all payloads; the delivery is noted when every one of them has landed.</summary>
    /// <exception cref="PayloadException">A payload could not be had; those that landed before it stay in landing, the delivery stays the former.</exception>
    public async Task FetchAsync(SourceDefinition source, CancellationToken cancellationToken)
    {
        var start = place.Clock.GetTimestamp();
        var files = new List<LandedFile>();
        var origin = place.Origins.For(source, new FetchTicks(progress));
        await foreach (var file in place.Connectors.For(source).FetchAsync(source, origin, cancellationToken).ConfigureAwait(false))
        {
            files.Add(file);
            progress.Tick("fetch", source.Id, file.Name);
        }

        Delivery.Write(place.Folder.Landing, source.Id, files, source.Periods is not null);
        var (bytes, took) = (files.Sum(f => f.Manifest.Size), place.Clock.GetElapsedTime(start));
        progress.Done(
            "fetch", source.Id, took,
            string.Create(CultureInfo.InvariantCulture, $"{files.Count} payloads, {bytes / 1024.0:N0} KiB ({source.Origin}) in {took.TotalSeconds:0.00} s"),
            ("landed-files", files.Count), ("landed-bytes", bytes));
    }
}

/// <summary>Passes what an origin tells on to a run's watcher, in the origin's own thread so that lines keep their order.</summary>
internal sealed class FetchTicks(RunProgress progress) : IProgress<FetchProgress>
{
    /// <inheritdoc/>
    public void Report(FetchProgress value) => progress.Tick(
        "fetch", value.SourceId, string.Create(CultureInfo.InvariantCulture, $"{value.Name}: {value.Bytes / 1024:N0} KiB in {value.Requests} requests"));
}
