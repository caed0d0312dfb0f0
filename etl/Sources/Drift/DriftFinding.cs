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

    private static CheckFinding Of(CubeTable table, CheckSeverity severity, string message) =>
        new(Kind, severity, table.DataSet.Id, $"table '{table.Name}': {message}", "", table.Place, 1, []);
}
