using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>Puts the statements of an indicator's versions together to one series.</summary>
internal static class VersionSteps
{
    /// <summary>
    /// One statement of several: each version gives the periods for which it holds; the first value of a newer version is marked as a break, for
    /// each area and member by itself.
    /// </summary>
    public static string Joined(IReadOnlyList<(IndicatorDefinition Definition, CompiledIndicator Compiled)> versions)
    {
        var definition = versions[^1].Definition;
        var steps = versions.Select(version => new Cte(Name(version.Definition), $"version {Number(version.Definition)}: {version.Definition.Formula.ReplaceLineEndings(" ")}", version.Compiled.Sql)).ToList();
        steps.Add(new("versions", "one series: each version holds for periods of its own", string.Join(
            "\nUNION ALL\n",
            versions.Select(version => $"SELECT *, {Number(version.Definition)} AS version FROM {Name(version.Definition)}"))));
        var keys = definition.Breakdowns.Select(SqlText.Name).ToList();
        string[] columns =
        [
            .. versions[^1].Compiled.Columns.Select(SqlText.Name).Where(column => column is not ("status" or "members" or "members_present" or "load")),
            $"{Status(keys, versions[0].Definition.Version)} AS status", "members", "members_present", "load",
        ];
        return $"""
            -- {definition.Id}, versions {string.Join(", ", versions.Select(version => Number(version.Definition)))}
            WITH
            {string.Join(",\n", steps)}
            -- the first value of a version that is not the first is a break
            SELECT {SqlText.Lines(columns)}
            FROM versions
            ORDER BY {SqlText.List(["area", .. keys, "period"])}

            """;
    }

    /// <summary>A heavier reservation, or the reason of a missing value, stays.</summary>
    private static string Status(IReadOnlyList<string> keys, int first)
    {
        var lighter = ObservationStatus.All.Where(status => status.Code.Length > 0 && status.Severity < ObservationStatus.Break.Severity).Select(status => SqlText.Text(status.Code));
        var place = $"ROW_NUMBER() OVER (PARTITION BY {SqlText.List(["version", "area", .. keys])} ORDER BY CASE WHEN value IS NULL THEN 1 ELSE 0 END, period)";
        return $"""
            CASE WHEN version > {first.ToString(CultureInfo.InvariantCulture)} AND value IS NOT NULL AND (status IS NULL OR status IN ({SqlText.List(lighter)}))
                        AND {place} = 1
                   THEN {SqlText.Text(ObservationStatus.Break.Code)} ELSE status END
            """;
    }

    private static string Name(IndicatorDefinition definition) => "version_" + Number(definition);

    private static string Number(IndicatorDefinition definition) => definition.Version.ToString(CultureInfo.InvariantCulture);
}
