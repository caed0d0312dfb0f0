using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Sources.Drift;

/// <summary>
/// The last good mappings of a source's tables, by name of the table: <c>landing/&lt;source&gt;/good.mapping</c>, replaced by rename when a load
/// has succeeded. Without the file nothing is known and the settings alone decide.
/// </summary>
public static class MappingBook
{
    /// <summary>What is known of a source.</summary>
    /// <exception cref="PayloadException">The file is damaged.</exception>
    public static IReadOnlyDictionary<string, TableMapping> Read(string landing, string source)
    {
        var path = PathOf(landing, source);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, TableMapping>>(File.ReadAllBytes(path), PublicationJson.Options)! : [];
        }
        catch (JsonException e)
        {
            throw new PayloadException($"'{path}' is damaged: {e.Message} Delete it and run the source again; then the settings alone say what codes mean.", e);
        }
    }

    /// <summary>Notes what tables meant in a load that succeeded; of tables that were not in it, what was known stays.</summary>
    public static void Write(string landing, string source, IReadOnlyDictionary<string, TableMapping> loaded)
    {
        if (loaded.Count == 0)
        {
            return;
        }

        var all = new Dictionary<string, TableMapping>(Read(landing, source), StringComparer.Ordinal);
        foreach (var (table, mapping) in loaded)
        {
            all[table] = mapping;
        }

        var path = PathOf(landing, source);
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(all, PublicationJson.Options));
        File.Move(temporary, path, overwrite: true);
    }

    private static string PathOf(string landing, string source) => Path.Combine(landing, source, "good.mapping");
}
