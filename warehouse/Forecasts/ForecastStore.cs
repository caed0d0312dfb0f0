using System.Globalization;
using System.Text.Json;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Forecasts;

/// <summary>
/// Stored forecasts in the lake: <c>forecasts/files</c> holds answers and rows named by content, <c>forecasts/vintages</c> a small document
/// a forecast. Only ever added to, each by one rename, so that any number of processes may add and read without a lock.
/// </summary>
public sealed class ForecastStore
{
    private readonly string vintages;
    private readonly PublicationStore files;

    /// <summary>The forecasts of a lake; missing folders are made when something is written.</summary>
    public ForecastStore(string lake)
    {
        Folder = Path.Combine(lake, "forecasts");
        vintages = Path.Combine(Folder, "vintages");
        files = new PublicationStore(Folder);
    }

    /// <summary>The folder of all of it.</summary>
    public string Folder { get; }

    /// <summary>The id for a forecast made now.</summary>
    public static string NewId(DateTimeOffset now, string questionHash) =>
        string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{questionHash[..8]}");

    /// <summary>Path of a file of rows.</summary>
    public string RowsPath(string hash) => files.ParquetPath(hash);

    /// <summary>The answer's bytes, the same for ever.</summary>
    /// <exception cref="PublicationException">The file is not there, or its bytes are not those that were written.</exception>
    public byte[] Document(ForecastVintage vintage)
    {
        var path = files.DocumentPath(vintage.Document);
        if (!File.Exists(path) || PublicationStore.HashOf(path) != vintage.Document)
        {
            throw new PublicationException(
                $"The document {vintage.Document} of forecast {vintage.Id} is missing or damaged; restore it from a copy of the lake.");
        }

        return File.ReadAllBytes(path);
    }

    /// <summary>Takes a finished file in under its content hash.</summary>
    public string TakeIn(string path, string extension) => files.TakeIn(path, extension);

    /// <summary>Takes an answer in under its content hash.</summary>
    public string TakeIn(byte[] document)
    {
        var temporary = NewTemporary(".json");
        File.WriteAllBytes(temporary, document);
        return files.TakeIn(temporary, ".json");
    }

    /// <summary>A path of its own for a file in the making, beside the place where it will be.</summary>
    public string NewTemporary(string extension)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "files"));
        return Path.Combine(Folder, "files", "." + Guid.NewGuid().ToString("N") + extension);
    }

    /// <summary>Adds a vintage whose files are in; it can be found from now on.</summary>
    public void Add(ForecastVintage vintage)
    {
        Directory.CreateDirectory(vintages);
        var path = PathOf(vintage.Id);
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(vintage, PublicationJson.Options));
        File.Move(temporary, path, overwrite: false);
    }

    /// <summary>A vintage by id, or null.</summary>
    public ForecastVintage? Find(string id) => IsId(id) && File.Exists(PathOf(id)) ? Read(PathOf(id)) : null;

    /// <summary>All vintages, newest first.</summary>
    public IReadOnlyList<ForecastVintage> All() => Directory.Exists(vintages)
        ? [.. Directory.GetFiles(vintages, "*.json").OrderByDescending(p => p, StringComparer.Ordinal).Select(Read)]
        : [];

    /// <summary>The newest vintage that answers the same question from the same values by the same code, or null.</summary>
    public ForecastVintage? FindSame(string questionHash, string slice, string codeVersion) => Directory.Exists(vintages)
        ? Directory.GetFiles(vintages, $"*-{questionHash[..8]}.json").OrderDescending(StringComparer.Ordinal).Select(Read)
            .FirstOrDefault(v => v.QuestionHash == questionHash && v.Slice == slice && v.CodeVersion == codeVersion)
        : null;

    private string PathOf(string id) => Path.Combine(vintages, id + ".json");

    private static bool IsId(string id) => id.Length is > 0 and < 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static ForecastVintage Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ForecastVintage>(File.ReadAllBytes(path), PublicationJson.Options)!;
        }
        catch (JsonException fault)
        {
            throw new PublicationException($"'{path}' is damaged ({fault.Message.TrimEnd('.')}); restore it from a copy of the lake.", fault);
        }
    }
}
