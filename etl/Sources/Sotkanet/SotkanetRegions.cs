using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>
/// Sotkanet's regions by their ids. An id is the server's own number: it is not the municipality's, it changes with reforms, and the same code
/// stands for several regions (016 is Asikkala and the sub-region of Loviisa), so category and code together say what area it is.
/// </summary>
internal sealed class SotkanetRegions
{
    /// <summary>Name of the payload.</summary>
    public const string PayloadName = "regions.json";

    /// <summary>Code of Finland in category MAA.</summary>
    private const string Finland = "358";

    private static readonly Dictionary<string, (string Prefix, int Digits)> Levels = new(StringComparer.Ordinal)
    {
        ["KUNTA"] = ("KU", 3),
        ["SEUTUKUNTA"] = ("SK", 3),
        ["MAAKUNTA"] = ("MK", 2),
        ["HYVINVOINTIALUE"] = ("HVA", 2),
    };

    private readonly Dictionary<string, SotkanetRegion> byId;

    private SotkanetRegions(Dictionary<string, SotkanetRegion> byId) => this.byId = byId;

    /// <summary>Reads the answer of <c>/regions</c>.</summary>
    /// <param name="file">The payload.</param>
    /// <param name="areas">The areas that we know.</param>
    /// <param name="ignored">Categories that are left out → why.</param>
    /// <exception cref="PayloadException">The payload is not a list of regions, or gives an id to two.</exception>
    public static SotkanetRegions Read(LandedFile file, AreaDirectory areas, IReadOnlyDictionary<string, string> ignored)
    {
        using var document = JsonPayload.Parse(file);
        var regions = new Dictionary<string, SotkanetRegion>(StringComparer.Ordinal);
        foreach (var item in document.RootElement.Items("regions", file))
        {
            var id = item.Get("id", file).Word("a region id", file);
            if (!regions.TryAdd(id, One(item, file, areas, ignored)))
            {
                throw JsonPayload.Unexpected(file, $"gives the id {id} to two regions");
            }
        }

        return new SotkanetRegions(regions);
    }

    /// <summary>The regions that are areas of ours, by category and code: <c>KUNTA 016</c>.</summary>
    public IEnumerable<(string Key, string? Title)> Known =>
        byId.Values.Where(r => r.AreaId is not null).DistinctBy(r => (r.Category, r.Code)).Select(r => ($"{r.Category} {r.Code}", r.Title));

    /// <summary>The region with an id, or null.</summary>
    public SotkanetRegion? Find(string id) => byId.GetValueOrDefault(id);

    private static SotkanetRegion One(JsonElement item, LandedFile file, AreaDirectory areas, IReadOnlyDictionary<string, string> ignored)
    {
        var category = item.Get("category", file).Word("a category", file);
        var code = item.Get("code", file).Word("a code", file);
        var title = item.Find("title")?.Find("fi").TextOrNull();
        return new SotkanetRegion(category, code, title, AreaId(category, code, areas), ignored.GetValueOrDefault(category));
    }

    private static string? AreaId(string category, string code, AreaDirectory areas)
    {
        var id = category == "MAA" && code == Finland ? "SSS"
            : Levels.TryGetValue(category, out var level) ? level.Prefix + code.PadLeft(level.Digits, '0')
            : null;
        return id is not null && areas.TryById(id, out _) ? id : null;
    }
}

/// <summary>One region.</summary>
/// <param name="Category">Level, as Sotkanet calls it.</param>
/// <param name="Code">Code within the category.</param>
/// <param name="Title">Finnish name, or null where the list has none.</param>
/// <param name="AreaId">Our area, or null where we have none.</param>
/// <param name="IgnoredBecause">Why regions of this category are left out, or null when they are not.</param>
internal sealed record SotkanetRegion(string Category, string Code, string? Title, string? AreaId, string? IgnoredBecause);
