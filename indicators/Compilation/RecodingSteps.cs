using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>The steps that bring figures to the municipal division asked for: components by weight, rates only where nothing was merged.</summary>
internal sealed class RecodingSteps(IndicatorPlan plan)
{
    /// <summary>A series in the division asked for, and in all earlier ones: areas of one part as they are, merged ones from their parts.</summary>
    public Cte Recoded(string step, DataSet delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components, Division asked)
    {
        var day = SeriesSteps.FirstDay("x.period", delivered.Frequency);
        string[] others = ["x.period", .. keys.Select(key => $"x.{SqlText.Name(key)}")];
        string[] whole = ["COALESCE(r.target_area, x.area) AS area", .. others, .. components.Select(Whole), $"{WholeSeverity()} AS severity", "x.load"];
        string[] merged = ["r.target_area", .. others, .. components.Select(Merged), MergedSeverity(components), "MAX(x.load)"];
        var same = $"r.division = {SqlText.Text(delivered.Division.ToString())} AND r.source_area = x.area AND {day} >= r.valid_from AND {day} < r.valid_to";
        var why = "an area that was merged needs all its parts; a region that covers other municipalities today has no figure";
        return new($"{step}_recoded", $"from municipal division {delivered.Division} to {asked} and to those before it (area@division): {why}", $"""
            SELECT {SqlText.Lines(whole)}
            FROM {SqlText.Name(step)} AS x
            LEFT JOIN ref.recoding AS r ON {same}
            WHERE COALESCE(r.parts, 1) = 1
            UNION ALL
            SELECT {SqlText.Lines(merged)}
            FROM {SqlText.Name(step)} AS x
            JOIN ref.recoding AS r ON {same}
            WHERE r.parts > 1
            GROUP BY {SqlText.List(["r.target_area", .. others])}
            """);
    }

    private static string Whole(string component) => component == Component.Published
        ? "CASE WHEN r.weight IS NOT NULL THEN x.published END AS published"
        : $"r.weight * x.{component} AS {component}";

    private static string WholeSeverity()
    {
        var (lost, shared) = (StatusSql.Rank(ObservationStatus.NotRecalculable), StatusSql.Rank(ObservationStatus.Apportioned));
        return $"GREATEST(x.severity, CASE WHEN r.weight IS NULL THEN {lost} WHEN r.weight < 1 THEN {shared} ELSE 0 END)";
    }

    private string Merged(string component) => component == Component.Published
        ? "CAST(NULL AS DOUBLE PRECISION)"
        : plan.WhenComplete($"COUNT(x.{component}) = MAX(r.parts)", $"SUM(r.weight * x.{component})");

    private string MergedSeverity(IReadOnlyList<string> components)
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
