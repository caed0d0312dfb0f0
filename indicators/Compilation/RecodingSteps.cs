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

    /// <summary>A series in the division asked for: areas of one part as they are, merged ones from their parts.</summary>
    public Cte Recoded(string step, DataSet delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components, Division asked)
    {
        var day = SeriesSteps.FirstDay("x.period", delivered.Frequency);
        var during = delivered.Division.FixedTo is null ? $" AND {day} >= COALESCE(r.valid_from, '') AND (r.valid_to IS NULL OR {day} < r.valid_to)" : "";
        string[] others = ["x.period", .. keys.Select(key => $"x.{SqlText.Name(key)}")];
        string[] whole = ["COALESCE(r.target_area, x.area) AS area", .. others, .. components.Select(Whole), $"{WholeSeverity()} AS severity", "x.load"];
        string[] merged = ["r.target_area", .. others, .. components.Select(Merged), MergedSeverity(components), "MAX(x.load)"];
        var why = "an area that was merged needs all its parts; a region that covers other municipalities today has no figure";
        return new($"{step}_recoded", $"from municipal division {delivered.Division} to {asked}: {why}", $"""
            SELECT {SqlText.Lines(whole)}
            FROM {SqlText.Name(step)} AS x
            LEFT JOIN {Name(delivered.Division)} AS r ON r.source_area = x.area{during}
            WHERE COALESCE(r.parts, 1) = 1
            UNION ALL
            SELECT {SqlText.Lines(merged)}
            FROM {SqlText.Name(step)} AS x
            JOIN {Name(delivered.Division)} AS r ON r.source_area = x.area{during}
            WHERE r.parts > 1
            GROUP BY {SqlText.List(["r.target_area", .. others])}
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

    private static string Whole(string component) => component == Component.Published
        ? "CASE WHEN r.parts = 1 THEN x.published END AS published"
        : $"r.weight * x.{component} AS {component}";

    private static string WholeSeverity()
    {
        var (lost, estimated) = (StatusSql.Rank(ObservationStatus.NotRecalculable), StatusSql.Rank(ObservationStatus.Estimated));
        return $"GREATEST(x.severity, CASE WHEN r.parts IS NULL THEN {lost} WHEN r.weight < 1 THEN {estimated} ELSE 0 END)";
    }

    private static string Merged(string component) => component == Component.Published
        ? "CAST(NULL AS DOUBLE PRECISION)"
        : $"CASE WHEN COUNT(x.{component}) = MAX(r.parts) THEN SUM(r.weight * x.{component}) END";

    private string MergedSeverity(IReadOnlyList<string> components)
    {
        var (lost, estimated) = (StatusSql.Rank(ObservationStatus.NotRecalculable), StatusSql.Rank(ObservationStatus.Estimated));
        var incomplete = string.Join(
            " OR ",
            components.Where(component => component != Component.Published).Select(component => $"COUNT(x.{component}) < MAX(r.parts)"));
        return kind switch
        {
            FormulaKind.Published => $"GREATEST(MAX(x.severity), {lost})",
            FormulaKind.Weighted => $"GREATEST(MAX(x.severity), CASE WHEN {incomplete} THEN {lost} ELSE {estimated} END)",
            _ => $"GREATEST(MAX(x.severity), CASE WHEN {incomplete} THEN {lost} WHEN MIN(r.weight) < 1 THEN {estimated} ELSE 0 END)",
        };
    }
}
