using System.Globalization;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>The steps that make values of networks, regions and the country out of municipalities, or take the producer's own.</summary>
internal sealed class AggregateSteps(IndicatorPlan plan, string components)
{
    private readonly string source = SqlText.Name(components);
    private readonly IReadOnlyList<string> keys = ["area", "period", .. plan.Keys.Select(SqlText.Name)];

    /// <summary>All of them, the last being <c>areas</c>: every area with its components.</summary>
    public IEnumerable<Cte> All() => [MemberSums(), Complete(), Areas()];

    private Cte MemberSums()
    {
        var sums = plan.Components.Where(component => component != Component.Published).Select(component => $"SUM(c.{component}) AS {component}");
        var needed = plan.Kind == FormulaKind.Published ? plan.Components : plan.Components.Where(component => component != Component.Published);
        var present = $"COUNT(*) FILTER (WHERE {string.Join(" AND ", needed.Select(component => $"c.{component} IS NOT NULL"))}) AS members_present";
        var day = SeriesSteps.FirstDay("c.period", plan.Frequency);
        IEnumerable<string> keyed = keys.Skip(1).Select(key => $"c.{key}");
        string[] columns = ["m.parent AS area", .. keyed, .. sums, $"{SumSeverity()} AS severity", "MAX(c.load) AS load", present, "MAX(m.members) AS members"];
        return new("member_sums", "components added up over members; what was moved between two members makes no difference to their sum", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {source} AS c
            JOIN ref.member AS m ON m.child = c.area AND {day} >= m.valid_from AND {day} < m.valid_to
            GROUP BY {SqlText.List(["m.parent", .. keyed])}
            """);
    }

    private Cte Complete()
    {
        if (plan.CaseKey is { } cases)
        {
            return new("member_totals", "whether every member has cases, of whatever length", $"""
                SELECT s.*, t.members_present = t.members AS complete
                FROM member_sums AS s
                JOIN member_sums AS t ON {SameGroup("t", "s")} AND t.{cases} = {IndicatorPlan.AllCases}
                """);
        }

        var complete = plan.Kind == FormulaKind.Published ? "FALSE" : "s.members_present = s.members";
        return new("member_totals", "whether every member has them", $"""
            SELECT s.*, {complete} AS complete
            FROM member_sums AS s
            """);
    }

    /// <summary>Members have no sums; what is delivered of them stands.</summary>
    private Cte Areas()
    {
        var usable = $"d.severity < {StatusSql.FirstMissing}";
        var missing = StatusSql.Rank(plan.Kind == FormulaKind.Published ? ObservationStatus.NotApplicable : ObservationStatus.MemberMissing);
        var values = plan.Components.Select(component => component == Component.Published
            ? plan.Kind == FormulaKind.Published ? "d.published" : "CASE WHEN s.complete THEN NULL ELSE d.published END AS published"
            : $"CASE WHEN s.complete THEN s.{component} ELSE d.{component} END AS {component}");
        string[] columns =
        [
            .. keys,
            .. values,
            $"CASE WHEN s.complete THEN s.severity WHEN {usable} OR s.members IS NULL THEN d.severity ELSE GREATEST(d.severity, {missing}) END AS severity",
            "CASE WHEN s.complete THEN s.load ELSE COALESCE(d.load, s.load) END AS load",
            Own("members", usable),
            Own("members_present", usable),
        ];
        return new("areas", "the sum over members, else the producer's own figure, else nothing", $"""
            SELECT {SqlText.Lines(columns)}
            FROM member_totals AS s
            FULL JOIN {Considered()} AS d USING ({SqlText.List(keys)})
            """);
    }

    /// <summary>What the producer says of aggregates; of cases, where the members do not give them: lengths of both must not be mixed.</summary>
    private string Considered() => plan.CaseKey is not { } cases ? source : $"""
        (
          SELECT o.*
          FROM {source} AS o
          LEFT JOIN member_totals AS m ON {SameGroup("m", "o")} AND m.{cases} = {IndicatorPlan.AllCases} AND m.complete
          WHERE m.area IS NULL
        )
        """;

    /// <summary>The condition that rows are of one area, period and kind, whatever the cases took.</summary>
    private string SameGroup(string one, string other) => string.Join(" AND ", keys.Where(key => key != plan.CaseKey).Select(key => $"{one}.{key} = {other}.{key}"));

    private string SumSeverity()
    {
        var moved = SqlText.List([StatusSql.Rank(ObservationStatus.Recalculated).ToString(CultureInfo.InvariantCulture), StatusSql.Rank(ObservationStatus.Apportioned).ToString(CultureInfo.InvariantCulture)]);
        var worst = $"MAX(CASE WHEN m.settled = 1 AND c.severity IN ({moved}) THEN 0 ELSE c.severity END)";
        return plan.Kind == FormulaKind.Weighted
            ? string.Create(CultureInfo.InvariantCulture, $"GREATEST({worst}, {StatusSql.Rank(ObservationStatus.Estimated)})")
            : worst;
    }

    /// <summary>Members are said of sums, complete or not, and not of the producer's own figures.</summary>
    private static string Own(string column, string usable) => $"CAST(CASE WHEN s.complete OR NOT COALESCE({usable}, FALSE) THEN s.{column} END AS INTEGER) AS {column}";
}
