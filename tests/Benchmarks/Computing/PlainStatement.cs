using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Benchmarks.Computing;

/// <summary>
/// One statement for many indicators as one would write it by hand: add up, join the members of aggregates, divide. It knows no statuses, no
/// missing members, no breaks, no versions and no earlier divisions, which is the work that the pipeline does beside it. Formulas with time
/// functions, percentiles and breakdowns are left out.
/// </summary>
internal static class PlainStatement
{
    /// <summary>Whether an indicator can be written so.</summary>
    public static bool Covers(IndicatorDefinition definition) =>
        definition.Breakdowns.Count == 0 && definition.Earlier.Count == 0
        && definition.Calculation is { Kind: FormulaKind.Sum or FormulaKind.Ratio or FormulaKind.Weighted, Window: null, Lag: null, Comparison: null }
        && definition.Calculation.Numerator.Terms.Concat(definition.Calculation.Denominator?.Terms ?? []).All(term => term.Lag is null);

    /// <summary>The statement.</summary>
    public static string Write(IEnumerable<IndicatorDefinition> definitions, IReadOnlyList<DataSet> dataSets)
    {
        var selects = definitions.SelectMany(d => d.Frequencies.Select(frequency => Select(d, frequency, dataSets)));
        return $"""
            WITH belongs AS (
              SELECT area AS child, area AS parent FROM ref.area WHERE level = 'municipality' AND NOT contains(area, '@')
              UNION ALL
              SELECT child, parent FROM ref.member WHERE NOT contains(parent, '@')
            )
            {string.Join("\nUNION ALL\n", selects)}
            ORDER BY indicator, area, period
            """;
    }

    private static string Select(IndicatorDefinition definition, Frequency frequency, IReadOnlyList<DataSet> dataSets)
    {
        var formula = definition.Calculation;
        var weight = formula.Kind == FormulaKind.Weighted ? formula.Denominator!.Terms[0].Input : null;
        var parts = formula.Numerator.Terms.Select(term => Part(definition, term, frequency, dataSets, "{0}", "0"))
            .Concat((formula.Denominator?.Terms ?? []).Select(term => Part(definition, term, frequency, dataSets, "0", "{0}")));
        var value = formula.Kind == FormulaKind.Sum ? "sum(n)" : string.Create(CultureInfo.InvariantCulture, $"{(weight is null ? formula.Multiplier : 1)} * sum(n) / nullif(sum(d), 0)");
        return $"""
            SELECT '{definition.Id}' AS indicator, b.parent AS area, period, {value} AS value, sum(n) AS numerator, sum(d) AS denominator
            FROM (SELECT area, period, sum(n) AS n, sum(d) AS d FROM ({string.Join(" UNION ALL ", parts)}) AS f GROUP BY area, period) AS f JOIN belongs AS b ON b.child = f.area
            GROUP BY b.parent, period
            """;
    }

    private static string Part(
        IndicatorDefinition definition, LinearTerm term, Frequency frequency, IReadOnlyList<DataSet> dataSets, string numerator, string denominator)
    {
        var input = definition.FindInput(term.Input)!;
        var set = dataSets.First(s => s.Id == input.DataSets[0]);
        var perYear = frequency == set.Frequency ? 1 : Period.PerYear(set.Frequency);
        var period = perYear == 1 ? "period" : "substr(period, 1, 4)";
        var factor = definition.Annual == AnnualRule.Mean ? term.Coefficient / perYear : term.Coefficient;
        var figure = string.Create(CultureInfo.InvariantCulture, $"{factor} * {FactTables.Quote(input.Measure)}");
        var conditions = set.Breakdowns.Select(b => Condition(b, input)).Where(c => c.Length > 0).Prepend("recorded_to IS NULL");
        var (area, from) = set.Division.FixedTo == new DateOnly(2026, 1, 1)
            ? ("area", FactTables.Name(set))
            : ("target_area", $"{FactTables.Name(set)} JOIN ref.recoding AS r ON r.division = '{set.Division}' AND r.source_area = area AND NOT contains(target_area, '@') AND period >= r.valid_from AND period < r.valid_to");
        return $"SELECT {area} AS area, {period} AS period, {Put(numerator, figure)} AS n, {Put(denominator, figure)} AS d FROM {from} WHERE {string.Join(" AND ", conditions)}";
    }

    private static string Put(string form, string figure) => form.Replace("{0}", figure, StringComparison.Ordinal);

    private static string Condition(Breakdown breakdown, IndicatorInput input)
    {
        var column = FactTables.Quote(breakdown.Name);
        return input.Where.TryGetValue(breakdown.Name, out var members) ? $"{column} IN ({List(members)})"
            : input.Except.TryGetValue(breakdown.Name, out var others) ? $"{column} NOT IN ({List(breakdown.Total is { } all ? [.. others, all] : others)})"
            : breakdown.Total is { } total ? $"{column} = '{total}'" : "";
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items.Select(item => $"'{item.Replace("'", "''", StringComparison.Ordinal)}'"));
}
