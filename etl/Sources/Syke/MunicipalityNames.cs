using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.Syke;

/// <summary>Municipalities by the names that a table uses instead of codes.</summary>
/// <param name="areas">Knows the official names.</param>
/// <param name="others">Setting <c>area_names</c>: further names → area ids.</param>
internal sealed class MunicipalityNames(AreaDirectory areas, SettingsNode others)
{
    private readonly Dictionary<string, string> ids = others.Entries.ToDictionary(e => e.Key, e => e.Value.Text, StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of the municipality in a column; null, and the row in quarantine, where no municipality has that name.</summary>
    public string? Find(TextTable table, int column)
    {
        var name = table.Text(column);
        if (!ids.TryGetValue(name, out var id) && areas.TryByName(AreaLevel.Municipality, name, out var area))
        {
            ids[name] = id = area.Id;
        }

        if (id is null)
        {
            table.Refuse(column, "no municipality has this name", "correct the name, or map it to an area id under area_names: in source.yml");
        }

        return id;
    }
}
