using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Insight.Warehouse.Publications;

/// <summary>
/// The lake: files named by content hash, manifests, one pointer an edition. Any number of processes read it without a lock; the one that
/// holds the warehouse's lock writes. Everything is written beside its place and renamed into it, so that a reader or a killed writer never
/// leaves or meets a half-written file.
/// </summary>
public sealed class PublicationStore
{
    private readonly string files;
    private readonly string publications;
    private readonly string editions;

    /// <summary>The lake in a folder; missing folders are made when something is written.</summary>
    public PublicationStore(string lake)
    {
        files = Path.Combine(lake, "files");
        publications = Path.Combine(lake, "publications");
        editions = Path.Combine(lake, "editions");
    }

    /// <summary>Path of an edition's pointer, for watching it.</summary>
    /// <exception cref="PublicationException">The edition's name is none.</exception>
    public string PointerPath(string edition) => Path.Combine(editions, Checked(edition) + ".json");

    /// <summary>The edition's pointer, or null before anything was published.</summary>
    public EditionPointer? Pointer(string edition) => ReadOrNull<EditionPointer>(PointerPath(edition));

    /// <summary>The current publication of an edition, or null.</summary>
    public PublicationManifest? Current(string edition) => Pointer(edition) is { } pointer ? Manifest(pointer.Current) : null;

    /// <summary>A publication by id, or null.</summary>
    public PublicationManifest? Manifest(string id) =>
        IsId(id) ? ReadOrNull<PublicationManifest>(Path.Combine(publications, id + ".json")) : null;

    /// <summary>Ids of all publications, candidates included, oldest first.</summary>
    public IReadOnlyList<string> Ids() => Directory.Exists(publications)
        ? [.. Directory.EnumerateFiles(publications, "*.json").Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Path of a file of values.</summary>
    public string ParquetPath(string hash) => Path.Combine(files, hash + ".parquet");

    /// <summary>Path of a document.</summary>
    public string DocumentPath(string hash) => Path.Combine(files, hash + ".json");

    /// <summary>A document that a manifest names, for example the areas.</summary>
    /// <exception cref="PublicationException">It is not there, or it is damaged.</exception>
    public T Document<T>(string hash) => ReadOrNull<T>(DocumentPath(hash))
        ?? throw new PublicationException($"The lake lacks the document {hash}; restore it from a copy of the lake, or compute and publish again.");

    /// <summary>Takes a finished file into the lake under its content hash; the same content is kept once, and mends a damaged file of that name.</summary>
    /// <returns>The hash.</returns>
    public string TakeIn(string path, string extension)
    {
        Directory.CreateDirectory(files);
        var hash = HashOf(path);
        var target = Path.Combine(files, hash + extension);
        if (File.Exists(target) && HashOf(target) == hash)
        {
            File.Delete(path);
        }
        else
        {
            Flush(path);
            File.Move(path, target, overwrite: true);
        }

        return hash;
    }

    /// <summary>Writes a document under its content hash.</summary>
    public string TakeIn<T>(T document)
    {
        Directory.CreateDirectory(files);
        var temporary = Path.Combine(files, "." + Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(document, PublicationJson.Options));
        return TakeIn(temporary, ".json");
    }

    /// <summary>Writes a manifest. It becomes visible in <see cref="Ids"/>, not current.</summary>
    /// <exception cref="PublicationException">Its id is none.</exception>
    public void Write(PublicationManifest manifest) => Replace(Path.Combine(publications, Checked(manifest.Id) + ".json"), manifest);

    /// <summary>Moves the edition's pointer to a publication that was verified. One rename: readers see the old or the new one.</summary>
    /// <exception cref="PublicationException">There is no such publication, or it was written for another edition.</exception>
    public EditionPointer MakeCurrent(string edition, string id, DateTimeOffset now, string reason)
    {
        var manifest = Manifest(id) ?? throw new PublicationException($"There is no publication '{id}'; list them with 'insight publish list'.");
        if (manifest.Edition != edition)
        {
            throw new PublicationException($"Publication '{id}' was written for edition '{manifest.Edition}' and may not be shown as '{edition}'; compute one for '{edition}'.");
        }

        var moved = (Pointer(edition) ?? new EditionPointer(id, [])).MovedTo(id, now, reason);
        Replace(PointerPath(edition), moved);
        return moved;
    }

    /// <summary>
    /// Removes what writers that were killed left beside their places. Only the holder of the warehouse's lock may call it, because nobody
    /// else can then be writing.
    /// </summary>
    public void RemoveHalfWritten()
    {
        var beside = new[] { publications, editions }.SelectMany(FilesOf).Where(path => !path.EndsWith(".json", StringComparison.Ordinal));
        var unnamed = FilesOf(files).Where(path => Path.GetFileName(path).StartsWith('.'));
        foreach (var path in beside.Concat(unnamed))
        {
            File.Delete(path);
        }
    }

    /// <summary>The id for a publication written now with the given content.</summary>
    public static string NewId(DateTimeOffset now, string contentHash) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{contentHash[..8]}");

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>SHA-256 of a text, lower-case hex.</summary>
    public static string HashOfText(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string[] FilesOf(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    private static bool IsId(string id) => id.Length is > 0 and < 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string Checked(string id) => IsId(id)
        ? id
        : throw new PublicationException($"'{id}' is not the id of a publication or edition; it has letters, digits and '-' only, at most 63.");

    private static T? ReadOrNull<T>(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return JsonSerializer.Deserialize<T>(stream, PublicationJson.Options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return default;
        }
        catch (JsonException fault)
        {
            throw new PublicationException($"'{path}' is damaged ({fault.Message.TrimEnd('.')}); restore it from a copy of the lake, or compute and publish again.", fault);
        }
    }

    private static void Replace<T>(string path, T document)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, PublicationJson.Options);
        var isThere = false;
        while (!isThere)
        {
            isThere = TryReplace(path, bytes);
        }
    }

    /// <summary>False where a writer that starts took our file for the leftover of a killed one (<see cref="RemoveHalfWritten"/>).</summary>
    private static bool TryReplace(string path, byte[] bytes)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        try
        {
            File.WriteAllBytes(temporary, bytes);
            Flush(temporary);
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static void Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }
}

/// <summary>The lake lacks something, or what is in it is not what its manifest says.</summary>
public sealed class PublicationException(string message, Exception? cause = null) : Exception(message, cause);
