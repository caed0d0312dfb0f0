using Insight.Etl.Sources.Cubes;
using Insight.Etl.Staging.Checks;

namespace Insight.Etl.Sources.Drift;

/// <summary>What is said when a producer renames something.</summary>
internal static class DriftFinding
{
    /// <summary>Kind of the finding, beside the kinds of checks.</summary>
    public const string Kind = "drift";

    /// <summary>It is certain what is meant: it is loaded, and a person is told.</summary>
    public static CheckFinding Alert(CubeTable table, string message) => Of(table, CheckSeverity.Warn, message);

    /// <summary>It is not certain: nothing is loaded and what is published stays.</summary>
    public static CheckFinding Stop(CubeTable table, string message) => Of(table, CheckSeverity.Stop, message);

    /// <summary>Of what is no table.</summary>
    public static CheckFinding Of(CheckSeverity severity, string? dataSet, string message, string place) => new(Kind, severity, dataSet, message, "", place, 1, []);

    private static CheckFinding Of(CubeTable table, CheckSeverity severity, string message) => Of(severity, table.DataSet.Id, $"table '{table.Name}': {message}", table.Place);
}
