using System.Text.Json;

namespace Insight.Etl.Landing;

/// <summary>
/// Keeps payloads as received: <c>&lt;folder&gt;/&lt;source&gt;/&lt;sha256&gt;</c> with its manifest in <c>&lt;sha256&gt;.json</c>. The same bytes are
/// kept once; when they come under another name or address, a further manifest (<c>&lt;sha256&gt;.2.json</c> …) says so. Writing goes to a
/// file of its own that is renamed when it is whole, so that a killed process leaves no half payload; several processes may land at once.
/// </summary>
public sealed class LandingStore(string folder, TimeProvider clock)
{
    private const string LeftoverPrefix = ".arriving-";

    /// <summary>A file that has been arriving for so long belongs to a process that is gone.</summary>
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(6);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The landing folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Lands what <paramref name="write"/> writes.</summary>
    /// <param name="draft">The manifest; its hash and size are filled in here.</param>
    /// <param name="maxBytes">More than this is refused.</param>
    /// <param name="write">Writes the payload; what it throws leaves nothing behind.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The landed file; where the same bytes lay there under the same name and address already, with their first manifest.</returns>
    /// <exception cref="PayloadException">The payload is empty or too large.</exception>
    public async Task<LandedFile> LandAsync(
        LandingManifest draft, long maxBytes, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var home = Directory.CreateDirectory(FolderOf(draft.SourceId)).FullName;
        var arriving = Path.Combine(home, LeftoverPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            var manifest = await ReceiveAsync(arriving, draft, maxBytes, write, cancellationToken);
            Settle(arriving, Path.Combine(home, manifest.Sha256), manifest);
            return new LandedFile(Path.Combine(home, manifest.Sha256), KeepManifest(home, manifest));
        }
        catch (IOException e) when (IsFull(e))
        {
            throw new PayloadException(
                $"There is no room for '{draft.Name}' of source '{draft.SourceId}' in {Folder}: {e.Message} Nothing of it was kept. Make room on the disk and run the source again.", e);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <summary>The manifests of a payload, the first one first; empty where it is not here.</summary>
    public IReadOnlyList<LandingManifest> ManifestsOf(string sourceId, string sha256)
    {
        var home = FolderOf(sourceId);
        var found = new List<LandingManifest>();
        for (var n = 1; File.Exists(ManifestPath(home, sha256, n)); n++)
        {
            found.Add(ReadManifest(ManifestPath(home, sha256, n)));
        }

        return found;
    }

    /// <summary>Everything that is landed of a source, a manifest an entry; empty where nothing is.</summary>
    public IReadOnlyList<LandedFile> List(string sourceId)
    {
        var home = new DirectoryInfo(FolderOf(sourceId));
        return home.Exists
            ? [.. home.EnumerateFiles("*.json").Select(file => ReadManifest(file.FullName))
                .OrderBy(m => m.FetchedAt).ThenBy(m => m.Name, StringComparer.Ordinal)
                .Select(m => new LandedFile(Path.Combine(home.FullName, m.Sha256), m))]
            : [];
    }

    /// <summary>Deletes what killed processes left half written. Call it when a program starts.</summary>
    public void RemoveLeftovers()
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        var tooOld = clock.GetUtcNow() - LeftoverAge;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles(LeftoverPrefix + "*", SearchOption.AllDirectories).Where(f => f.LastWriteTimeUtc < tooOld))
        {
            file.Delete();
        }
    }

    /// <summary>Whether a write failed because the disk, a quota or a limit of the process is used up; the codes are those of Linux (ENOSPC, EDQUOT, EFBIG) and Windows.</summary>
    private static bool IsFull(IOException fault) => fault.HResult is 28 or 122 or HashingWriter.TooLargeForDisk or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    private static async Task<LandingManifest> ReceiveAsync(
        string path, LandingManifest draft, long maxBytes, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await using var counted = new HashingWriter(file, maxBytes, $"'{draft.Name}' of source '{draft.SourceId}' ({draft.Url})");
        await write(counted, cancellationToken);
        if (counted.Length == 0)
        {
            throw new PayloadException($"'{draft.Name}' of source '{draft.SourceId}' ({draft.Url}) is empty; nothing was landed. Ask the producer, or try later.");
        }

        file.Flush(flushToDisk: true);
        return draft with { Sha256 = counted.Sha256, Size = counted.Length };
    }

    /// <summary>Moves whole bytes to their place. What lies there already stays, unless its hash shows that it is damaged.</summary>
    private static void Settle(string arrived, string place, LandingManifest manifest)
    {
        if (!File.Exists(place) || !IsIntact(place, manifest))
        {
            File.Move(arrived, place, overwrite: true);
        }
    }

    private static bool IsIntact(string path, LandingManifest manifest)
    {
        try
        {
            using var kept = new VerifyingReader(path, manifest.Sha256);
            kept.CopyTo(Stream.Null);
            return true;
        }
        catch (PayloadException)
        {
            return false;
        }
    }

    /// <summary>Writes a manifest beside the bytes unless one of the same name and address is there; returns the one that is kept.</summary>
    private static LandingManifest KeepManifest(string home, LandingManifest manifest)
    {
        var arriving = Path.Combine(home, LeftoverPrefix + Guid.NewGuid().ToString("N"));
        for (var n = 1; ; n++)
        {
            var place = ManifestPath(home, manifest.Sha256, n);
            if (!File.Exists(place) && TryPlace(arriving, place, manifest))
            {
                return manifest;
            }

            var kept = ReadManifest(place);
            if (SameAsking(kept, manifest))
            {
                return kept;
            }
        }
    }

    /// <summary>Places the manifest; false where another process took the place first.</summary>
    private static bool TryPlace(string arriving, string place, LandingManifest manifest)
    {
        try
        {
            File.WriteAllText(arriving, JsonSerializer.Serialize(manifest, Json));
            File.Move(arriving, place, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(place))
        {
            return false;
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    private static bool SameAsking(LandingManifest a, LandingManifest b) =>
        (a.Name, a.Url, a.Method, a.RequestBody, a.Origin) == (b.Name, b.Url, b.Method, b.RequestBody, b.Origin);

    private static string ManifestPath(string home, string sha256, int n) => Path.Combine(home, n == 1 ? $"{sha256}.json" : $"{sha256}.{n}.json");

    private static LandingManifest ReadManifest(string path) =>
        JsonSerializer.Deserialize<LandingManifest>(File.ReadAllText(path), Json)
        ?? throw new PayloadException($"The manifest '{Path.GetFileName(path)}' is empty; delete it with its payload and fetch the source again.");

    private string FolderOf(string sourceId) => sourceId.Length > 0 && sourceId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? Path.Combine(Folder, sourceId)
        : throw new ArgumentException($"'{sourceId}' is not a source id (letters, digits and hyphens).", nameof(sourceId));
}
