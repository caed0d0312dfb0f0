using System.Globalization;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>The steps that make values of networks, regions and the country out of municipalities, or take the producer's own.</summary>
internal sealed class AggregateSteps(IndicatorPlan plan, string components)
{
    private readonly string source = SqlText.Name(components);
    private readonly IReadOnlyList<string> keys = ["area", "period", .. plan.Definition.Breakdowns.Select(SqlText.Name)];

    /// <summary>All of them, the last being <c>areas</c>: every area with its components.</summary>
    public IEnumerable<Cte> All() => [Municipal(), Delivered(), Size(), MemberSums(), Aggregates(), Areas()];

    private Cte Municipal() => new("municipal", "municipalities", $"""
        SELECT c.*
        FROM {source} AS c
        JOIN ref.area AS a ON a.area = c.area AND a.level = 'municipality'
        """);

    private Cte Delivered() => new("delivered", "other areas, as the producer delivers them", $"""
        SELECT c.*
        FROM {source} AS c
        WHERE NOT EXISTS (SELECT 1 FROM ref.area AS a WHERE a.area = c.area AND a.level = 'municipality')
        """);

    private Cte Size() => plan.IsAsWas
        ? new("size", "how many members an aggregate has, at the time", $"""
            SELECT m.parent, t.as_of, COUNT(*) AS members
            FROM ref.member_as_was AS m
            JOIN (SELECT DISTINCT as_of FROM municipal) AS t ON {During("t")}
            GROUP BY m.parent, t.as_of
            """)
        : new("size", "how many members an aggregate has", """
            SELECT parent, COUNT(*) AS members
            FROM ref.member
            GROUP BY parent
            """);

    private Cte MemberSums()
    {
        var joins = plan.IsAsWas
            ? $"""
                JOIN ref.member_as_was AS m ON m.child = c.area AND {During("c")}
                JOIN size AS s ON s.parent = m.parent AND s.as_of = c.as_of
                """
            : """
                JOIN ref.member AS m ON m.child = c.area
                JOIN size AS s ON s.parent = m.parent
                """;
        var sums = plan.Components.Where(component => component != Component.Published).Select(component => $"SUM(c.{component}) AS {component}");
        var whole = plan.Components.Where(component => plan.Kind == FormulaKind.Published || component != Component.Published).Select(component => $"c.{component} IS NOT NULL");
        return new("member_sums", "components added up over members; complete when every member has them", $"""
            SELECT {SqlText.Lines(["m.parent AS area", .. keys.Skip(1).Select(key => $"c.{key}"), .. sums, $"{SumSeverity()} AS severity", "MAX(c.load) AS load", "MAX(s.members) AS members", $"COUNT(*) FILTER (WHERE {string.Join(" AND ", whole)}) AS members_present"])}
            FROM municipal AS c
            {joins.ReplaceLineEndings("\n")}
            GROUP BY {SqlText.List(["m.parent", .. keys.Skip(1).Select(key => $"c.{key}")])}
            """);
    }

    private Cte Aggregates()
    {
        var complete = plan.Kind == FormulaKind.Published ? "FALSE" : "s.members_present = s.members";
        var usable = $"d.severity < {StatusSql.FirstMissing}";
        var missing = StatusSql.Rank(plan.Kind == FormulaKind.Published ? ObservationStatus.NotApplicable : ObservationStatus.MemberMissing);
        var values = plan.Components.Select(component => component == Component.Published
            ? plan.Kind == FormulaKind.Published ? "d.published" : $"CASE WHEN {complete} THEN NULL ELSE d.published END AS published"
            : $"CASE WHEN {complete} THEN s.{component} ELSE d.{component} END AS {component}");
        var severity = $"CASE WHEN {complete} THEN s.severity WHEN {usable} OR s.members IS NULL THEN d.severity ELSE {missing} END AS severity";
        return new("aggregates", "the sum over members, else the producer's own figure, else nothing", $"""
            SELECT {SqlText.Lines([.. keys, .. values, severity, $"CASE WHEN {complete} OR d.load IS NULL THEN s.load ELSE d.load END AS load", Own("members", complete, usable), Own("members_present", complete, usable)])}
            FROM member_sums AS s
            FULL JOIN delivered AS d USING ({SqlText.List(keys)})
            """);
    }

    private Cte Areas()
    {
        IEnumerable<string> columns = [.. keys, .. plan.Components, "severity", "load"];
        return new("areas", "municipalities and aggregates", $"""
            SELECT {SqlText.List(columns)}, CAST(NULL AS INTEGER) AS members, CAST(NULL AS INTEGER) AS members_present
            FROM municipal
            UNION ALL
            SELECT {SqlText.List(columns)}, CAST(members AS INTEGER), CAST(members_present AS INTEGER)
            FROM aggregates
            """);
    }

    private string SumSeverity() => plan.Kind switch
    {
        FormulaKind.Weighted => string.Create(CultureInfo.InvariantCulture, $"GREATEST(MAX(c.severity), {StatusSql.Rank(ObservationStatus.Estimated)})"),
        _ => "MAX(c.severity)",
    };

    private static string Own(string column, string complete, string usable) => $"CASE WHEN {complete} OR NOT COALESCE({usable}, FALSE) THEN s.{column} END AS {column}";

    private static string During(string row) => $"{row}.as_of >= COALESCE(m.valid_from, '') AND (m.valid_to IS NULL OR {row}.as_of < m.valid_to)";
}
