using System.Globalization;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>
/// The steps that take periods together and compare them. They come after aggregation, so that the rolling rate of a network is that of its
/// summed components, and its change that of its sums. Every step gives area, period, breakdowns, components, severity, load, members,
/// members_present.
/// </summary>
internal sealed class FunctionSteps
{
    private readonly IndicatorPlan plan;
    private readonly CheckedFormula formula;
    private readonly List<Cte> steps = [];

    public FunctionSteps(IndicatorPlan plan)
    {
        this.plan = plan;
        formula = plan.Definition.Calculation;
        Shape = new(plan.Kind, formula.Multiplier, plan.Components);
        Window();
        Percentiles();
        Lag();
        Compare();
    }

    /// <summary>The steps in order; none when the formula has no such function.</summary>
    public IReadOnlyList<Cte> All => steps;

    /// <summary>Name of the last step.</summary>
    public string Last { get; private set; } = "areas";

    /// <summary>What stands in its rows.</summary>
    public FigureShape Shape { get; private set; }

    private string Ordinal(string alias = "") => PeriodSql.Ordinal($"{alias}period", plan.Frequency);

    private IEnumerable<string> Breakdowns => plan.Definition.Breakdowns.Select(SqlText.Name);

    private void Add(Cte step)
    {
        steps.Add(step);
        Last = step.Name;
    }

    private void Window()
    {
        var length = formula.Window?.Span?.PeriodsOf(plan.Frequency);
        if (formula.Window is null || length == 1 || (length is null && plan.Frequency == Frequency.Annual))
        {
            return;
        }

        var needed = length?.ToString(CultureInfo.InvariantCulture) ?? PeriodSql.PositionInYear("period", plan.Frequency);
        var rule = plan.IsSummedOverTime ? "SUM" : "AVG";
        var counted = Shape.Components.Where(component => component != Component.Published).ToList();
        var complete = string.Join(" AND ", counted.Select(component => $"COUNT({component}) OVER w = {needed}"));
        var values = Shape.Components.Select(component => component == Component.Published
            ? "CAST(NULL AS DOUBLE PRECISION) AS published"
            : $"{plan.WhenComplete($"COUNT({component}) OVER w = {needed}", $"{rule}({component}) OVER w")} AS {component}");
        var least = plan.Kind == FormulaKind.Weighted ? StatusSql.Rank(ObservationStatus.Estimated) : 0;
        string[] columns =
        [
            "area", "period", .. plan.Keys.Select(SqlText.Name), .. values,
            $"GREATEST(MAX(severity) OVER w, CASE WHEN {complete} THEN {Text(least)} ELSE {Text(StatusSql.Rank(ObservationStatus.PeriodIncomplete))} END) AS severity",
            "MAX(load) OVER w AS load", "members",
            $"CASE WHEN MAX(severity) OVER w < {StatusSql.FirstMissing} THEN members_present ELSE MIN(members_present) OVER w END AS members_present",
        ];
        string[] same = ["area", .. plan.Keys.Select(SqlText.Name), .. length is null ? ["SUBSTR(period, 1, 4)"] : Array.Empty<string>()];
        var frame = length is { } periods
            ? string.Create(CultureInfo.InvariantCulture, $"RANGE BETWEEN {periods - 1} PRECEDING AND CURRENT ROW")
            : "RANGE UNBOUNDED PRECEDING";
        var word = rule == "SUM" ? "sum" : "mean";
        Add(new("windowed", $"{word} over {(length is null ? "the year so far" : $"{needed} periods")}, each component by itself; none may be missing", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {Last}
            WINDOW w AS (PARTITION BY {SqlText.List(same)} ORDER BY {Ordinal()} {frame})
            """));
    }

    private void Percentiles()
    {
        if (formula.Percentile is not { } percentile)
        {
            return;
        }

        string[] group = ["area", "period", .. Breakdowns];
        var all = $"{plan.CaseKey} = {IndicatorPlan.AllCases}";
        var length = $"CAST(NULLIF({plan.CaseKey}, {IndicatorPlan.AllCases}) AS DOUBLE PRECISION)";
        Add(new("cases_in_order", $"all cases, then cases by how many {percentile.Breakdown} they took, and how many took no more", $"""
            SELECT *, {length} AS length,
                   SUM(CASE WHEN {all} THEN 0 ELSE numerator END) OVER w AS up_to,
                   FIRST_VALUE(numerator) OVER w AS cases
            FROM {Last}
            WINDOW w AS (PARTITION BY {SqlText.List(group)} ORDER BY {length} NULLS FIRST)
            """));
        var share = SqlText.Number(percentile.Percent);
        string[] columns =
        [
            .. group,
            $"(MIN(length) FILTER (WHERE 100 * up_to >= {share} * cases) + MIN(length) FILTER (WHERE 100 * up_to > {share} * cases)) / 2 AS published",
            OfAll("numerator", "denominator"), OfAll("severity"), "MAX(load) AS load", OfAll("members"), OfAll("members_present"),
        ];
        Add(new("percentiles", $"what {share} per cent of the cases did not exceed; at a step, the mean of both sides", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {Last}
            GROUP BY {SqlText.List(group)}
            """));
        Shape = new(FormulaKind.Pooled, 1, [Component.Published, Component.Denominator]);

        string OfAll(string column, string? name = null) => $"MAX(CASE WHEN {all} THEN {column} END) AS {name ?? column}";
    }

    private void Lag()
    {
        if (formula.Lag?.PeriodsOf(plan.Frequency) is not { } periods)
        {
            return;
        }

        string[] columns = ["area", $"{PeriodSql.Later("period", periods, plan.Frequency)} AS period", .. Breakdowns, .. Shape.Components, "severity", "load", "members", "members_present"];
        Add(new("lagged", $"values of {Text(periods)} periods before", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {Last}
            """));
    }

    private void Compare()
    {
        if (formula.Comparison is not { } comparison)
        {
            return;
        }

        var earlier = Last;
        var same = Breakdowns.Select(key => $" AND e.{key} = t.{key}");
        var on = $"e.area = t.area{string.Concat(same)}";
        if (comparison.Base is { } period)
        {
            steps.Add(Base(period));
            earlier = "base";
        }
        else
        {
            on += $" AND {Ordinal("e.")} = {Ordinal("t.")} - {Text(comparison.Span!.Value.PeriodsOf(plan.Frequency)!.Value)}";
        }

        var divides = comparison.Kind != ComparisonKind.Change;
        var (now, then) = (Shape.Value("t."), Shape.Value("e."));
        string[] columns =
        [
            "t.area", "t.period", .. Breakdowns.Select(key => $"t.{key}"),
            $"{(comparison.Kind == ComparisonKind.Index ? now : $"{now} - {then}")} AS numerator",
            .. divides ? [$"{then} AS denominator"] : Array.Empty<string>(),
            $"{Severity(then, divides)} AS severity", "GREATEST(t.load, e.load) AS load", "t.members",
            $"CASE WHEN e.severity >= {StatusSql.FirstMissing} THEN LEAST(t.members_present, e.members_present) ELSE t.members_present END AS members_present",
        ];
        Add(new("compared", $"{Words(comparison)}", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {Last} AS t
            LEFT JOIN {earlier} AS e ON {on}
            """));
        Shape = divides ? new(FormulaKind.Ratio, 100, [Component.Numerator, Component.Denominator]) : new(FormulaKind.Sum, 1, [Component.Numerator]);
    }

    /// <summary>The row to compare with; a year as base of shorter periods is their mean.</summary>
    private Cte Base(Period period)
    {
        string[] group = ["area", .. Breakdowns];
        if (period.Frequency == plan.Frequency)
        {
            return new("base", $"the values of {period}", $"""
                SELECT {SqlText.List([.. group, .. Shape.Components, "severity", "load", "members_present"])}
                FROM {Last}
                WHERE period = {SqlText.Text(period.ToString())}
                """);
        }

        var needed = Text(Period.PerYear(plan.Frequency) / Period.PerYear(period.Frequency));
        var values = Shape.Components.Select(component => $"CASE WHEN COUNT({component}) = {needed} THEN AVG({component}) END AS {component}");
        var incomplete = string.Join(" OR ", Shape.Components.Select(component => $"COUNT({component}) < {needed}"));
        var (first, last) = (Period.Containing(period.FirstDay, plan.Frequency), Period.Containing(period.LastDay, plan.Frequency));
        string[] columns =
        [
            .. group, .. values,
            $"GREATEST(MAX(severity), CASE WHEN {incomplete} THEN {Text(StatusSql.Rank(ObservationStatus.PeriodIncomplete))} ELSE 0 END) AS severity",
            "MAX(load) AS load", "MIN(members_present) AS members_present",
        ];
        return new("base", $"the mean of the periods of {period}, which all must be there", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {Last}
            WHERE period BETWEEN {SqlText.Text(first.ToString())} AND {SqlText.Text(last.ToString())}
            GROUP BY {SqlText.List(group)}
            """);
    }

    /// <summary>The worse of both sides; per cent of a negative figure would say the opposite of what happened.</summary>
    private string Severity(string then, bool divides)
    {
        var unknown = Text(StatusSql.Rank(ObservationStatus.Unknown));
        var both = $"GREATEST({Shape.Severity("t.")}, COALESCE({Shape.Severity("e.")}, {unknown}))";
        return divides ? $"CASE WHEN {then} < 0 THEN GREATEST({both}, {Text(StatusSql.Rank(ObservationStatus.NotApplicable))}) ELSE {both} END" : both;
    }

    private static string Words(TimeComparison comparison)
    {
        var earlier = comparison.Base is { } period ? $"{period}" : $"{comparison.Span} before";
        return comparison.Kind switch
        {
            ComparisonKind.Change => $"difference from the value of {earlier}",
            ComparisonKind.ChangePercent => $"difference from the value of {earlier}, over that value",
            _ => $"the value over that of {earlier}",
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
