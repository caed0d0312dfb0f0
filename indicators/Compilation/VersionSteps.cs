using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>Puts the statements of an indicator's versions, and of the parts of a version, together to one series.</summary>
internal static class VersionSteps
{
    /// <summary>
    /// One statement of several: each version or part gives the periods for which it holds; the first value of a newer one is marked as a break, for
    /// each area and member by itself.
    /// </summary>
    public static string Joined(IReadOnlyList<(IndicatorDefinition Definition, CompiledIndicator Compiled)> versions)
    {
        var definition = versions[^1].Definition;
        var names = versions.Select((_, i) => Name([.. versions.Select(version => version.Definition)], i)).ToList();
        var steps = versions.Zip(names, (version, name) => new Cte(name, $"{name.Replace('_', ' ')}: {version.Definition.Formula.ReplaceLineEndings(" ")}", version.Compiled.Sql)).ToList();
        steps.Add(new("versions", "one series: each version holds for periods of its own", string.Join(
            "\nUNION ALL\n",
            names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"SELECT *, {i + 1} AS version FROM {name}")))));
        var keys = definition.Breakdowns.Select(SqlText.Name).ToList();
        string[] columns =
        [
            .. versions[^1].Compiled.Columns.Select(SqlText.Name).Where(column => column is not ("status" or "members" or "members_present" or "load")),
            $"{Status(keys)} AS status", "members", "members_present", "load",
        ];
        return $"""
            -- {definition.Id}, versions {string.Join(", ", versions.Select(version => Number(version.Definition)).Distinct())}
            WITH
            {string.Join(",\n", steps)}
            -- the first value of a version that is not the first is a break
            SELECT {SqlText.Lines(columns)}
            FROM versions
            ORDER BY {SqlText.List(["area", .. keys, "period"])}

            """;
    }

    /// <summary>A heavier reservation, or the reason of a missing value, stays.</summary>
    private static string Status(IReadOnlyList<string> keys)
    {
        var lighter = ObservationStatus.All.Where(status => status.Code.Length > 0 && status.Severity < ObservationStatus.Break.Severity).Select(status => SqlText.Text(status.Code));
        var place = $"ROW_NUMBER() OVER (PARTITION BY {SqlText.List(["version", "area", .. keys])} ORDER BY CASE WHEN value IS NULL THEN 1 ELSE 0 END, period)";
        return $"""
            CASE WHEN version > 1 AND value IS NOT NULL AND (status IS NULL OR status IN ({SqlText.List(lighter)}))
                        AND {place} = 1
                   THEN {SqlText.Text(ObservationStatus.Break.Code)} ELSE status END
            """;
    }

    /// <summary>version_2; of a version in parts version_2_part_1.</summary>
    private static string Name(List<IndicatorDefinition> versions, int place)
    {
        var first = versions.FindIndex(version => version.Version == versions[place].Version);
        var isAlone = versions.FindLastIndex(version => version.Version == versions[place].Version) == first;
        return string.Create(CultureInfo.InvariantCulture, $"version_{Number(versions[place])}{(isAlone ? "" : $"_part_{place - first + 1}")}");
    }

    private static string Number(IndicatorDefinition definition) => definition.Version.ToString(CultureInfo.InvariantCulture);
}
