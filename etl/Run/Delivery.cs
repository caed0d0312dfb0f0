using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Run;

/// <summary>
/// The payloads that a source delivered in its last complete fetch: <c>landing/&lt;source&gt;/latest.delivery</c>, replaced by rename when all of
/// them have landed. Loading works from it, so that a load can be repeated without the network and never mixes two fetches.
/// </summary>
public static class Delivery
{
    /// <summary>Notes the payloads of a complete fetch.</summary>
    /// <param name="landing">The folder of landed payloads.</param>
    /// <param name="source">The source.</param>
    /// <param name="files">The payloads.</param>
    /// <param name="isPart">Of chosen periods only: kept beside the last whole delivery, which stays what a replay loads.</param>
    public static void Write(string landing, string source, IReadOnlyList<LandedFile> files, bool isPart = false)
    {
        var path = PathOf(landing, source, isPart);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(files.Select(f => f.Manifest), PublicationJson.Options));
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The payloads of the last complete fetch; empty before the first.</summary>
    /// <exception cref="PayloadException">A payload that it names is gone.</exception>
    public static IReadOnlyList<LandedFile> Read(string landing, string source, bool isPart = false)
    {
        var path = PathOf(landing, source, isPart);
        if (!File.Exists(path))
        {
            return [];
        }

        var manifests = JsonSerializer.Deserialize<List<LandingManifest>>(File.ReadAllBytes(path), PublicationJson.Options)!;
        return [.. manifests.Select(m => new LandedFile(Existing(Path.Combine(landing, source, m.Sha256), m), m))];
    }

    private static string Existing(string path, LandingManifest manifest) => File.Exists(path)
        ? path
        : throw new PayloadException($"The landed payload '{manifest.Name}' of source '{manifest.SourceId}' is gone ({manifest.Sha256}); fetch it again with 'insight land {manifest.SourceId}'.");

    private static string PathOf(string landing, string source, bool isPart) => Path.Combine(landing, source, isPart ? "periods.delivery" : "latest.delivery");
}
