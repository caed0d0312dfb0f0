using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Areas;

namespace Insight.Etl.Sources.SykeMunicipalEmissions;

/// <summary>
/// The producer's list of municipalities. Its number and name must mean the same municipality: a wrong number would file one town's figures
/// under another.
/// </summary>
internal static class MunicipalityList
{
    /// <summary>The area ids by municipality number; rows that cannot be used are in quarantine.</summary>
    public static IReadOnlyDictionary<int, string> Read(LandedFile file, StagingArea staging)
    {
        using var table = TextTable.Open(file, TextFormat.Finnish, staging, "kuntanro", "kunta_fi");
        var (number, name) = (table.Column("kuntanro"), table.Column("kunta_fi"));
        var areas = new SortedDictionary<int, string>();
        while (table.Read())
        {
            if (!int.TryParse(table.Text(number), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || !staging.Areas.TryResolve(table.Text(number), out var area))
            {
                table.Refuse(number, "no municipality has this number", "correct the number in the list");
            }
            else if (!staging.Areas.TryByName(AreaLevel.Municipality, table.Text(name), out var named) || named != area)
            {
                table.Refuse(name, $"municipality {code} is {area.Name("fi")}", "correct number or name in the list");
            }
            else if (!areas.TryAdd(code, area.Id))
            {
                table.Refuse(number, $"{area.Name("fi")} stands twice", "keep one of the two rows");
            }
        }

        return areas;
    }
}
