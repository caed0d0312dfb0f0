using System.Globalization;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>The steps that make series of facts. Every step has the columns area, period, breakdowns, components, severity, load.</summary>
internal sealed class SeriesSteps(IndicatorPlan plan)
{
    /// <summary>Current rows of a data set: its measures put into components.</summary>
    public Cte Scan(ScanPlan scan, SeriesPlan series)
    {
        var keys = series.Keys.Select(SqlText.Name).ToList();
        var measures = series.Components.SelectMany(component => component.Terms).Select(term => term.Measure).Distinct(StringComparer.Ordinal).ToList();
        var components = series.Components.Select(component => $"{Expression(component)} AS {component.Name}");
        var severity = measures.Count == 1 ? Severity(measures[0]) : $"GREATEST({SqlText.List(measures.Select(Severity))})";
        var conditions = scan.Conditions.Select(condition => condition is { IsExcept: false, Members.Count: 1 }
            ? $" AND {SqlText.Name(condition.Column)} = {SqlText.Text(condition.Members[0])}"
            : $" AND {SqlText.Name(condition.Column)} {(condition.IsExcept ? "NOT IN" : "IN")} ({SqlText.List(condition.Members.Select(SqlText.Text))})");
        var inner = measures.SelectMany(measure => new[] { SqlText.Name(measure), $"{StatusSql.Encode(measure)} AS {Severity(measure)}" });
        string[] columns = ["area", "period", .. keys, .. components, $"{severity} AS severity", "recorded_from AS load"];
        return new(scan.Name, $"{scan.DataSet.Id}: current rows, municipal division {scan.DataSet.Division}", $"""
            SELECT {SqlText.Lines(columns)}
            FROM (
              SELECT {SqlText.List(["area", "period", .. keys, "recorded_from"])},
                     {SqlText.Lines(inner, "  ")}
              FROM facts.{SqlText.Name(scan.DataSet.TableName)}
              WHERE recorded_to IS NULL{string.Concat(conditions)}
            ) AS facts
            """) { IsReadAgain = true };
    }

    /// <summary>Rows added up over breakdowns that the indicator does not have, and totals for those without one.</summary>
    public Cte Sums(ScanPlan scan, SeriesPlan series)
    {
        var keys = series.Keys.Select(key => scan.Totals.Contains(key)
            ? $"CASE WHEN GROUPING({SqlText.Name(key)}) = 1 THEN 'total' ELSE {SqlText.Name(key)} END AS {SqlText.Name(key)}"
            : SqlText.Name(key));
        var grouped = series.Keys.Except(scan.Totals).Select(SqlText.Name);
        var cube = scan.Totals.Count == 0 ? [] : new[] { $"CUBE ({SqlText.List(scan.Totals.Select(SqlText.Name))})" };
        var sums = series.Components.Select(component => $"CASE WHEN COUNT({component.Name}) = COUNT(*) THEN SUM({component.Name}) END AS {component.Name}");
        return new($"{scan.Name}_sums", $"{scan.DataSet.Id}: added up over members of breakdowns", $"""
            SELECT {SqlText.Lines(["area", "period", .. keys, .. sums, "MAX(severity) AS severity", "MAX(load) AS load"])}
            FROM {SqlText.Name(scan.Name)}
            GROUP BY {SqlText.List(["area", "period", .. grouped, .. cube])}
            """);
    }

    /// <summary>Data sets that continue each other: all rows, of which the later in the list wins on the same key.</summary>
    public Cte Continued(SeriesPlan series, IReadOnlyList<string> parts)
    {
        var keys = new[] { "area", "period" }.Concat(series.Keys.Select(SqlText.Name).Where(key => key != plan.CaseKey)).ToList();
        var selects = parts.Select((part, i) => Continuation(part, [.. parts.Skip(i + 1)], keys));
        return new(
            $"{series.Name}_continued",
            $"one series of {SqlText.List(series.Scans.Select(scan => scan.DataSet.Id))}; the last named wins",
            string.Join("\nUNION ALL\n", selects));
    }

    /// <summary>Rows of a data set that none of the later ones has.</summary>
    private string Continuation(string part, List<string> later, List<string> keys)
    {
        var joins = later.Select((other, i) => string.Create(CultureInfo.InvariantCulture,
            $"\nLEFT JOIN {SqlText.Name(other)} AS l{i + 1} ON {string.Join(" AND ", keys.Select(key => $"l{i + 1}.{key} = e.{key}"))}{(plan.CaseKey is { } cases ? $" AND l{i + 1}.{cases} = {IndicatorPlan.AllCases}" : "")}"));
        var alone = later.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"l{i + 1}.area IS NULL"));
        return $"SELECT e.* FROM {SqlText.Name(part)} AS e{string.Concat(joins)}{(later.Count == 0 ? "" : "\nWHERE " + string.Join(" AND ", alone))}";
    }

    /// <summary>Years from shorter periods: all periods of the year are needed.</summary>
    public Cte Annual(string step, Frequency delivered, IReadOnlyList<string> keys, IReadOnlyList<string> components)
    {
        var needed = Period.PerYear(delivered).ToString(CultureInfo.InvariantCulture);
        var rule = plan.IsSummedOverTime ? "SUM" : "AVG";
        var counted = components.Where(component => component != Component.Published).ToList();
        var values = components.Select(component => component == Component.Published
            ? "CAST(NULL AS DOUBLE PRECISION) AS published"
            : $"{plan.WhenComplete($"COUNT({component}) = {needed}", $"{rule}({component})")} AS {component}");
        var incomplete = string.Join(" OR ", counted.Select(component => $"COUNT({component}) < {needed}"));
        var severity = $"GREATEST(MAX(severity), CASE WHEN {incomplete} THEN {StatusSql.Rank(ObservationStatus.PeriodIncomplete)} ELSE 0 END) AS severity";
        return new($"{step}_years", $"years: {(rule == "SUM" ? "sum" : "mean")} of {needed} periods", $"""
            SELECT {SqlText.Lines(["area", "SUBSTR(period, 1, 4) AS period", .. keys.Select(SqlText.Name), .. values, severity, "MAX(load) AS load"])}
            FROM {SqlText.Name(step)}
            GROUP BY {SqlText.List(["area", "SUBSTR(period, 1, 4)", .. keys.Select(SqlText.Name)])}
            """);
    }

    /// <summary>All cases of an area and period together, by which it can be seen of which areas and periods cases are known.</summary>
    public Cte AllCases(string step, SeriesPlan series)
    {
        IEnumerable<string> keys = series.Keys.Select(SqlText.Name);
        string[] columns =
        [
            "area", "period", .. keys.Select(key => key == plan.CaseKey ? $"{IndicatorPlan.AllCases} AS {key}" : key),
            "CASE WHEN COUNT(numerator) = COUNT(*) THEN SUM(numerator) END AS numerator", "MAX(severity) AS severity", "MAX(load) AS load",
        ];
        return new($"{step}_all", $"cases of every {plan.CaseKey} together, which say whether they are known", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(step)}
            GROUP BY {SqlText.List(["area", "period", .. keys.Where(key => key != plan.CaseKey)])}
            """);
    }

    /// <summary>Cases of each length, and beside them those of all lengths together.</summary>
    public Cte Counted(string lengths, string all, SeriesPlan series)
    {
        var columns = SqlText.List(["area", "period", .. series.Keys.Select(SqlText.Name), Component.Numerator, "severity", "load"]);
        return new($"{lengths}_counted", $"cases by {plan.CaseKey}, and all together (no {plan.CaseKey})", $"""
            SELECT {columns}
            FROM {SqlText.Name(lengths)}
            UNION ALL
            SELECT {columns}
            FROM {SqlText.Name(all)}
            """);
    }

    /// <summary>A row for every length that any case of the kind has, in every period: a window over periods finds them all.</summary>
    public Cte Filled(string step, SeriesPlan series)
    {
        string[] kinds = [.. series.Keys.Select(SqlText.Name).Where(key => key != plan.CaseKey)];
        string[] keys = ["area", "period", .. kinds];
        string[] columns =
        [
            .. keys.Select(key => $"g.{key}"), $"l.{plan.CaseKey}", "CASE WHEN c.area IS NULL THEN 0 ELSE c.numerator END AS numerator",
            "COALESCE(c.severity, 0) AS severity", "COALESCE(c.load, g.load) AS load",
        ];
        var among = kinds.Length == 0 ? "1 = 1" : string.Join(" AND ", kinds.Select(kind => $"l.{kind} = g.{kind}"));
        return new($"{step}_filled", $"a row for every number of {plan.CaseKey} that any case of the kind took: 0 cases where none is counted", $"""
            SELECT {SqlText.Lines(columns)}
            FROM (
              SELECT {SqlText.List([.. keys, "MAX(load) AS load"])}
              FROM {SqlText.Name(step)}
              GROUP BY {SqlText.List(keys)}
            ) AS g
            JOIN (
              SELECT DISTINCT {SqlText.List([.. kinds, plan.CaseKey!])}
              FROM {SqlText.Name(step)}
            ) AS l ON {among}
            LEFT JOIN {SqlText.Name(step)} AS c ON {string.Join(" AND ", keys.Select(key => $"c.{key} = g.{key}").Append($"c.{plan.CaseKey} = l.{plan.CaseKey}"))}
            """);
    }

    /// <summary>Every row in the place of a later one.</summary>
    public Cte Lagged(string step, SeriesPlan series)
    {
        var keys = series.Keys.Select(SqlText.Name);
        string[] columns = ["area", $"{PeriodSql.Later("period", series.Lag, plan.Frequency)} AS period", .. keys, .. series.Components.Select(c => c.Name), "severity", "load"];
        return new($"{step}_lagged", $"figures of {series.Lag.ToString(CultureInfo.InvariantCulture)} periods before", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(step)}
            """);
    }

    /// <summary>Series side by side; one without a breakdown of the indicator stands for each of its members.</summary>
    public Cte Joined(IReadOnlyList<(SeriesPlan Plan, string Step)> sides)
    {
        var (keys, unknown) = (sides[0].Plan.Keys, StatusSql.Rank(ObservationStatus.Unknown));
        var joins = sides.Skip(1).Select((side, i) =>
        {
            var kind = side.Plan.Keys.Count == keys.Count ? "FULL" : "LEFT";
            var common = SqlText.List(["area", "period", .. side.Plan.Keys.Select(SqlText.Name)]);
            return string.Create(CultureInfo.InvariantCulture, $"{kind} JOIN {SqlText.Name(side.Step)} AS s{i + 2} USING ({common})");
        });
        var components = plan.Components.Select(component => $"{string.Join(" + ", Holders(sides, component))} AS {component}");
        var severities = sides.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"COALESCE(s{i + 1}.severity, {unknown})"));
        string[] columns =
            ["area", "period", .. keys.Select(SqlText.Name), .. components, $"GREATEST({SqlText.List(severities)}) AS severity", Greatest(sides.Count, "load")];
        return new("components", "numerator and denominator side by side; what only one side has is missing on the other", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(sides[0].Step)} AS s1
            {string.Join("\n", joins)}
            """);
    }

    /// <summary>Numerators rebuilt from published rates and weights.</summary>
    public Cte Rebuilt(string rate, string weight, IReadOnlyList<string> keys)
    {
        var numerator = $"r.published * w.denominator / {SqlText.Number(plan.Definition.Multiplier)} AS numerator";
        string[] same = ["area", "period", .. keys.Select(SqlText.Name)];
        string[] columns = [.. same, numerator, "w.denominator", "r.published", "r.severity", "GREATEST(r.load, w.load) AS load"];
        return new("rebuilt", "numerators rebuilt: published rate × weight ÷ multiplier", $"""
            SELECT {SqlText.Lines(columns)}
            FROM {SqlText.Name(rate)} AS r
            LEFT JOIN {SqlText.Name(weight)} AS w USING ({SqlText.List(same)})
            """);
    }

    /// <summary>The first day of a period as ISO text, so that it can be compared with dates.</summary>
    public static string FirstDay(string period, Frequency frequency) => frequency switch
    {
        Frequency.Annual => $"{period} || '-01-01'",
        Frequency.Monthly => $"{period} || '-01'",
        _ => $"SUBSTR({period}, 1, 5) || CASE SUBSTR({period}, 6, 2) WHEN 'Q1' THEN '01' WHEN 'Q2' THEN '04' WHEN 'Q3' THEN '07' ELSE '10' END || '-01'",
    };

    private static IEnumerable<string> Holders(IReadOnlyList<(SeriesPlan Plan, string Step)> sides, string component) =>
        sides.Select((side, i) => (side, i)).Where(pair => pair.side.Plan.Components.Any(own => own.Name == component))
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"s{pair.i + 1}.{component}"));

    private static string Greatest(int sides, string column) =>
        $"GREATEST({SqlText.List(Enumerable.Range(1, sides).Select(i => string.Create(CultureInfo.InvariantCulture, $"s{i}.{column}")))}) AS {column}";

    private static string Severity(string measure) => SqlText.Name(measure + "_severity");

    /// <summary>The component's arithmetic; a figure whose status says that it is missing does not count, even when a number stands there.</summary>
    private static string Expression(ComponentPlan component) => string.Join(" + ", component.Terms.Select(term =>
    {
        var figure = $"CASE WHEN {Severity(term.Measure)} < {StatusSql.FirstMissing} THEN {SqlText.Name(term.Measure)} END";
        return term.Coefficient == 1 ? figure : $"({SqlText.Number(term.Coefficient)}) * {figure}";
    }));
}
