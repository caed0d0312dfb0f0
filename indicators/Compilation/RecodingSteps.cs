using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>The steps that bring figures to the municipal division asked for: components by weight, rates only where nothing was merged.</summary>
/// <param name="plan">The plan.</param>
/// <param name="delivered">The data set whose division the figures follow.</param>
/// <param name="keys">The breakdowns in the rows.</param>
/// <param name="components">The figures in the rows.</param>
internal sealed class RecodingSteps(IndicatorPlan plan, DataSet delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components)
{
    private readonly string[] others = ["x.period", .. keys.Select(key => $"x.{SqlText.Name(key)}")];

    /// <summary>The areas that are made of several parts, in the division asked for and in all earlier ones.</summary>
    /// <param name="step">The series as it is delivered.</param>
    /// <param name="frequency">The frequency of its rows.</param>
    public Cte Merged(string step, Frequency frequency)
    {
        string[] columns = ["r.target_area AS area", .. others, .. components.Select(component => $"{MergedFigure(component)} AS {component}"), $"{MergedSeverity()} AS severity", "MAX(x.load) AS load"];
        return new($"{step}_merged", "areas that were merged: all parts are needed", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(step)} AS x
            JOIN ref.recoding AS r ON {IsSource(frequency)}
            WHERE r.parts > 1
            GROUP BY {SqlText.List(["r.target_area", .. others])}
            """);
    }

    /// <summary>A series in the division asked for, and in all earlier ones: areas of one part as they are, and the merged ones.</summary>
    /// <param name="step">The series as it is delivered.</param>
    /// <param name="merged">The step of merged areas, in the same frequency.</param>
    /// <param name="frequency">That frequency.</param>
    public Cte Recoded(string step, string merged, Frequency frequency)
    {
        string[] columns = ["COALESCE(r.target_area, x.area) AS area", .. others, .. components.Select(Whole), $"{WholeSeverity()} AS severity", "x.load"];
        return new($"{step}_recoded", $"from municipal division {delivered.Division} to {plan.Division} and to those before it (area@division); a region that covers other municipalities today has no figure", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(step)} AS x
            LEFT JOIN ref.recoding AS r ON {IsSource(frequency)}
            WHERE COALESCE(r.parts, 1) = 1
            UNION ALL
            SELECT {SqlText.List(["area", .. others.Select(name => name[2..]), .. components, "severity", "load"])}
            FROM {SqlText.Name(merged)}
            """);
    }

    private string IsSource(Frequency frequency)
    {
        var day = SeriesSteps.FirstDay("x.period", frequency);
        return $"r.division = {SqlText.Text(delivered.Division.ToString())} AND r.source_area = x.area AND {day} >= r.valid_from AND {day} < r.valid_to";
    }

    private static string Whole(string component) => component == Component.Published
        ? "CASE WHEN r.weight IS NOT NULL THEN x.published END AS published"
        : $"r.weight * x.{component} AS {component}";

    private static string WholeSeverity()
    {
        var (lost, shared) = (StatusSql.Rank(ObservationStatus.NotRecalculable), StatusSql.Rank(ObservationStatus.Apportioned));
        return $"GREATEST(x.severity, CASE WHEN r.weight IS NULL THEN {lost} WHEN r.weight < 1 THEN {shared} ELSE 0 END)";
    }

    private string MergedFigure(string component) => component == Component.Published
        ? "CAST(NULL AS DOUBLE PRECISION)"
        : plan.WhenComplete($"COUNT(x.{component}) = MAX(r.parts)", $"SUM(r.weight * x.{component})");

    private string MergedSeverity()
    {
        var lost = StatusSql.Rank(ObservationStatus.NotRecalculable);
        var (whole, shared) = (StatusSql.Rank(ObservationStatus.Recalculated), StatusSql.Rank(ObservationStatus.Apportioned));
        var incomplete = string.Join(
            " OR ",
            components.Where(component => component != Component.Published).Select(component => $"COUNT(x.{component}) < MAX(r.parts)"));
        return plan.Kind switch
        {
            FormulaKind.Published => $"GREATEST(MAX(x.severity), {lost})",
            FormulaKind.Weighted => $"GREATEST(MAX(x.severity), CASE WHEN {incomplete} THEN {lost} ELSE {StatusSql.Rank(ObservationStatus.Estimated)} END)",
            _ => $"GREATEST(MAX(x.severity), CASE WHEN {incomplete} THEN {lost} WHEN MIN(r.weight) < 1 THEN {shared} ELSE {whole} END)",
        };
    }
}
