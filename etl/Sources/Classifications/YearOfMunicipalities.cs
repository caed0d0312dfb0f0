using System.Globalization;
using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.Checks;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Classifications;

/// <summary>The municipalities of one year and their regions.</summary>
internal sealed class YearOfMunicipalities(int year, string language, StagingArea staging, DataSet dataSet)
{
    private readonly DateOnly day = new(year, 1, 1);

    /// <summary>Stages the key and tells where list or key differ from the directory of areas.</summary>
    public void Stage(LandedFile list, LandedFile key)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, name) in Items(list))
        {
            if (staging.Areas.TryById("KU" + code, out var area))
            {
                listed.Add(area.Id);
                Differs(area.Name(language) == name, $"{area.Id} is '{name}' there and '{area.Name(language)}' in the directory of areas");
            }
            else
            {
                Differs(false, $"municipality {code} '{name}' is not in the directory of areas");
            }
        }

        foreach (var gone in staging.Areas.Areas.Where(a => a.Level == AreaLevel.Municipality && !(day < a.ValidFrom) && !(day >= a.ValidTo) && !listed.Contains(a.Id)))
        {
            Differs(false, $"{gone.Id} {gone.Name(language)} of the directory of areas is not in the list");
        }

        StageKey(key, listed);
    }

    private void StageKey(LandedFile key, HashSet<string> listed)
    {
        var position = 0;
        foreach (var (code, regionCode) in Pairs(key))
        {
            staging.RowsRead++;
            position++;
            var (id, region) = ("KU" + code, "MK" + regionCode);
            if (!listed.Contains(id) || !staging.Areas.TryById(region, out _))
            {
                staging.Quarantine.Add(key, position, "targetItem", $"{code} {regionCode}", "municipality or region is not known", "add it to the directory of areas");
                continue;
            }

            Differs(staging.Areas.ParentsOf(id, day).Contains(region), $"{id} belongs to {region} there, but not in the directory of areas");
            staging.Table(dataSet.Id).Add(key, position, id, Period.Year(year), [region], [Measured.Of(1)]);
        }
    }

    private void Differs(bool same, string what)
    {
        if (!same)
        {
            staging.Find(new CheckFinding("directory", CheckSeverity.Warn, dataSet.Id, string.Create(CultureInfo.InvariantCulture, $"Statistics Finland's list of {year}: {what}; bring the directory up to date before figures of that division are compared."), "", "", 1, []));
        }
    }

    private IEnumerable<(string Code, string Name)> Items(LandedFile file)
    {
        using var document = JsonPayload.Parse(file);
        foreach (var item in document.RootElement.Items("classification items", file))
        {
            var names = item.Get("classificationItemNames", file).Items("names", file).ToList();
            var name = names.FirstOrDefault(n => n.Find("lang").TextOrNull() == language);
            yield return (item.Get("code", file).Word("a code", file), (name.ValueKind == JsonValueKind.Undefined ? names.FirstOrDefault() : name).Get("name", file).Word("a name", file));
        }
    }

    /// <summary>Pairs of the key: items with codes, or, where the service gives addresses only, the last part of them.</summary>
    private static IEnumerable<(string Municipality, string Region)> Pairs(LandedFile file)
    {
        using var document = JsonPayload.Parse(file);
        foreach (var map in document.RootElement.Items("pairs of a key", file))
        {
            yield return (Code(map, "source", file), Code(map, "target", file));
        }
    }

    private static string Code(JsonElement map, string end, LandedFile file) => map.ValueKind == JsonValueKind.Object && map.TryGetProperty(end + "Item", out var item)
        ? item.Get("code", file).Word("a code", file)
        : map.Get(end + "LocalId", file).Word("a local id", file) is var id ? id[(id.LastIndexOf('/') + 1)..] : "";
}
