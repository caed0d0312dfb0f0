using Insight.Etl.Sources.MunicipalExports;

namespace Insight.Etl.Sources.Keva;

/// <summary>What groups and metrics are called in a file.</summary>
/// <param name="Groups">Text → own or a group that is compared with.</param>
/// <param name="Metrics">Text → measure.</param>
internal sealed record KevaWords(IReadOnlyDictionary<string, string> Groups, IReadOnlyDictionary<string, string> Metrics)
{
    /// <summary>Sickness-absence days a person-year.</summary>
    public const string SicknessDays = "sickness_days_per_fte";

    /// <summary>Amounts of money, in the order of the measures.</summary>
    public static readonly IReadOnlyList<string> Costs =
        ["payroll", "disability_pension_payment", "sickness_absence_cost", "accident_cost", "occupational_health_net_cost"];

    private static readonly Dictionary<string, double> Money = new(StringComparer.Ordinal) { ["EUR"] = 1, ["€"] = 1, ["1000 EUR"] = 1000, ["1000 €"] = 1000 };

    private static readonly Dictionary<string, double> Days = new(StringComparer.Ordinal) { ["pv/htv"] = 1 };

    /// <summary>Reads the lists of a municipality, else the common ones.</summary>
    /// <exception cref="SettingsException">A metric is none that there is.</exception>
    public static KevaWords Read(SettingsNode own, SettingsNode common) => new(
        WordList.Read(own, common, "groups", null), WordList.Read(own, common, "metrics", [.. Costs, SicknessDays]));

    /// <summary>By what a figure in a unit is multiplied; null where the metric has no such unit.</summary>
    public static double? FactorOf(string metric, string unit) => UnitTable(metric).TryGetValue(unit, out var factor) ? factor : null;

    /// <summary>The units that a metric may have.</summary>
    public static IEnumerable<string> UnitsOf(string metric) => UnitTable(metric).Keys;

    private static Dictionary<string, double> UnitTable(string metric) => metric == SicknessDays ? Days : Money;
}
