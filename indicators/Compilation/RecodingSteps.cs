using System.Globalization;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>The steps that bring figures to the municipal division asked for: components by weight, rates only where nothing was merged.</summary>
internal sealed class RecodingSteps(FormulaKind kind)
{
    /// <summary>Where areas of each delivered division belong; only for the divisions that differ from the one asked for.</summary>
    public static IEnumerable<Cte> For(IndicatorPlan plan) => plan.IsAsWas
        ? []
        : plan.Series.SelectMany(series => series.Scans).Select(scan => scan.DataSet.Division).Distinct().Where(division => division != plan.Division).Select(Key);

    /// <summary>A series in the division asked for.</summary>
    public Cte Recoded(string step, Division delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components, IndicatorPlan plan)
    {
        var day = SeriesSteps.FirstDay(
            "x.period",
            plan.Series.SelectMany(series => series.Scans).First(scan => scan.DataSet.Division == delivered).DataSet.Frequency);
        var during = delivered.FixedTo is null ? $" AND {day} >= COALESCE(r.valid_from, '') AND (r.valid_to IS NULL OR {day} < r.valid_to)" : "";
        string[] grouped = ["COALESCE(r.target_area, x.area)", "x.period", .. keys.Select(key => $"x.{SqlText.Name(key)}")];
        string[] columns = [$"{grouped[0]} AS area", .. grouped[1..], .. components.Select(Value), $"{Severity(components)} AS severity", "MAX(x.load) AS load"];
        var why = "an area that was merged needs all its parts; a region that covers other municipalities today has no figure";
        return new($"{step}_recoded", $"from municipal division {delivered} to {plan.Division}: {why}", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(step)} AS x
            LEFT JOIN {Name(delivered)} AS r ON r.source_area = x.area{during}
            GROUP BY {SqlText.List(grouped)}
            """);
    }

    private static Cte Key(Division division) => division.FixedTo is null
        ? new(Name(division), "where areas of each time belong, and of how many parts an area is made", """
            SELECT source_area, target_area, weight, valid_from, valid_to, COUNT(*) OVER (PARTITION BY target_area, valid_from) AS parts
            FROM ref.recoding_as_was
            """)
        : new(Name(division), $"where areas of the division {division} belong, and of how many parts an area is made", $"""
            SELECT source_area, target_area, weight, COUNT(*) OVER (PARTITION BY target_area) AS parts
            FROM ref.recoding
            WHERE division = {SqlText.Text(division.ToString())}
            """);

    private static string Name(Division division) => "recoding_" + division.ToString().Replace('-', '_');

    private static string Value(string component) => component == Component.Published
        ? "CASE WHEN MAX(r.parts) = 1 THEN MAX(x.published) END AS published"
        : $"CASE WHEN COUNT(x.{component}) = MAX(r.parts) THEN SUM(r.weight * x.{component}) END AS {component}";

    private string Severity(IReadOnlyList<string> components)
    {
        var (lost, estimated) = (StatusSql.Rank(ObservationStatus.NotRecalculable), StatusSql.Rank(ObservationStatus.Estimated));
        var incomplete = string.Join(
            " OR ",
            components.Where(component => component != Component.Published).Select(component => $"COUNT(x.{component}) < MAX(r.parts)"));
        var merged = kind switch
        {
            FormulaKind.Published => $"WHEN MAX(r.parts) > 1 THEN {lost}",
            FormulaKind.Weighted => $"WHEN MAX(r.parts) > 1 AND ({incomplete}) THEN {lost} WHEN MAX(r.parts) > 1 THEN {estimated}",
            _ => $"WHEN MAX(r.parts) > 1 AND ({incomplete}) THEN {lost}",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"GREATEST(MAX(x.severity), CASE WHEN MAX(r.parts) IS NULL THEN {lost} {merged} WHEN MIN(r.weight) < 1 THEN {estimated} ELSE 0 END)");
    }
}
