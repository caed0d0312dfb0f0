using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Benchmarks.Computing;

/// <summary>
/// One statement for many indicators as one would write it by hand for figures that are known to be complete: add up, join the members of
/// aggregates, divide. It knows no statuses, no missing members and no breaks, which is the work that the pipeline does beside it. Breakdowns,
/// windows over months and figures of earlier periods are left out.
/// </summary>
/// <param name="dataSets">All data sets of the catalogue.</param>
/// <param name="hasEarlier">Whether it gives the areas of earlier divisions, where they were made otherwise, beside those of today.</param>
internal sealed class PlainStatement(IReadOnlyList<DataSet> dataSets, bool hasEarlier)
{
    /// <summary>Whether the statement has an indicator's figures in a frequency.</summary>
    public static bool Covers(IndicatorDefinition definition, Frequency frequency) => definition.Series.All(version =>
        version.Breakdowns.Count == 0 && (version.Calculation.Window is null || frequency == Frequency.Annual)
        && version.Calculation is { Lag: null, Comparison: null or { Kind: ComparisonKind.ChangePercent, Base: not null } }
        && version.Calculation.Numerator.Terms.Concat(version.Calculation.Denominator?.Terms ?? []).All(term => term.Lag is null));

    /// <summary>The statement: indicator, frequency, area, period, value, numerator, denominator.</summary>
    public string Write(IEnumerable<IndicatorDefinition> definitions)
    {
        var selects = definitions.SelectMany(d => d.Frequencies.Where(f => Covers(d, f)).SelectMany(f => d.Series.Select(version => Select(version, f))));
        return $"""
            WITH belongs AS (
              SELECT area AS child, area AS parent, '' AS valid_from, '9999-12-31' AS valid_to FROM ref.area WHERE level = 'municipality'{Wanted("area")}
              UNION ALL
              SELECT child, parent, valid_from, valid_to FROM ref.member WHERE true{Wanted("parent")}
            )
            {string.Join("\nUNION ALL\n", selects)}
            ORDER BY indicator, frequency, area, period
            """;
    }

    private string Select(IndicatorDefinition definition, Frequency frequency)
    {
        var figures = definition.Calculation.Kind switch
        {
            FormulaKind.Published => $"SELECT area, period, n AS value, NULL AS numerator, NULL AS denominator FROM ({Parts(definition, frequency)}) AS f",
            FormulaKind.Pooled => Pooled(definition, frequency),
            _ => Added(definition, frequency, Sides(definition, frequency)),
        };
        var since = definition.Effective.From is { } from ? $" AND period >= '{Period.Containing(from, frequency)}'" : "";
        var until = definition.Effective.To is { } to ? $" AND period <= '{Period.Containing(to, frequency)}'" : "";
        return $"SELECT '{definition.Id}' AS indicator, '{frequency}' AS frequency, * FROM ({Compared(definition, figures)}) AS v WHERE true{since}{until}";
    }

    private string Added(IndicatorDefinition definition, Frequency frequency, string sides)
    {
        var formula = definition.Calculation;
        var times = formula.Kind == FormulaKind.Weighted ? 1 : formula.Multiplier;
        var value = formula.Kind == FormulaKind.Sum ? "sum(n)" : string.Create(CultureInfo.InvariantCulture, $"{times} * sum(n) / nullif(sum(d), 0)");
        return $"SELECT b.parent AS area, period, {value} AS value, sum(n) AS numerator, sum(d) AS denominator FROM ({sides}) AS f JOIN belongs AS b ON {Belongs(frequency)} GROUP BY b.parent, period";
    }

    /// <summary>n and d of municipalities; a rate is multiplied by its weight before it is added up.</summary>
    private string Sides(IndicatorDefinition definition, Frequency frequency)
    {
        if (definition.Calculation.Kind != FormulaKind.Weighted)
        {
            return Parts(definition, frequency);
        }

        var (rate, weight) = (definition.Calculation.Numerator.Terms[0], definition.Calculation.Denominator!.Terms[0]);
        var set = Sets(definition.FindInput(rate.Input)!)[0];
        var both = $"SELECT r.area, period, r.n * w.d AS n, w.d FROM ({All(rate, "n")}) AS r JOIN ({All(weight, "d")}) AS w USING (area, period)";
        return set.Division.FixedTo == IndicatorsBenchmark.Current ? both : $"SELECT target_area AS area, period, n * weight AS n, d * weight AS d FROM ({both}) AS x JOIN {Recoding(set, "x.area", frequency)}";

        string All(LinearTerm term, string side) =>
            string.Join(" UNION ALL ", Sets(definition.FindInput(term.Input)!).Select(of => Rows(definition, [(term, side)], frequency, of, recode: false)));
    }

    /// <summary>Terms that are read from the same rows are read once.</summary>
    private string Parts(IndicatorDefinition definition, Frequency frequency)
    {
        var terms = definition.Calculation.Numerator.Terms.Select(term => (term, "n")).Concat((definition.Calculation.Denominator?.Terms ?? []).Select(term => (term, "d")));
        return string.Join(" UNION ALL ", terms
            .GroupBy(term => Key(definition.FindInput(term.term.Input)!))
            .SelectMany(group => Sets(definition.FindInput(group.First().term.Input)!).Select(set => Rows(definition, [.. group], frequency, set, recode: true))));
    }

    private string Rows(IndicatorDefinition definition, IReadOnlyList<(LinearTerm Term, string Side)> terms, Frequency frequency, DataSet set, bool recode)
    {
        var input = definition.FindInput(terms[0].Term.Input)!;
        var isDelivered = frequency == set.Frequency;
        var period = isDelivered ? "period" : "substr(period, 1, 4)";
        var factor = !isDelivered && definition.Annual == AnnualRule.Mean ? 1.0 / Period.PerYear(set.Frequency) : 1;
        var conditions = set.Breakdowns.Select(b => Condition(b, input)).Where(c => c.Length > 0).Prepend("recorded_to IS NULL");
        var isPublished = definition.Calculation.Kind == FormulaKind.Published;
        var isToday = !recode || set.Division.FixedTo == IndicatorsBenchmark.Current;
        var (area, weight, from) = isToday ? ("area", "", FactTables.Name(set)) : ("target_area", isPublished ? "" : "weight * ", $"{FactTables.Name(set)} JOIN {Recoding(set, "area", set.Frequency)}{(isPublished ? " AND parts = 1" : "")}");
        if (input.DataSets.Index().First(item => item.Item == set.Id).Index + 1 is var next && next < input.DataSets.Count)
        {
            // What continues it wins. An area of an earlier division, which that no longer has, goes on.
            var until = string.Create(CultureInfo.InvariantCulture, $"period < '{GeneratedFacts.FirstYearOf(input.DataSets, next)}'");
            conditions = conditions.Append(hasEarlier && !isToday ? $"({until} OR contains(target_area, '@'))" : until);
        }

        var cases = definition.Calculation.Percentile is { } percentile ? $", CAST({FactTables.Quote(percentile.Breakdown)} AS DOUBLE) AS length" : "";
        return $"SELECT {area} AS area, {period} AS period, {Side(definition, terms, "n", weight, factor)}, {Side(definition, terms, "d", weight, factor)}{cases} FROM {from} WHERE {string.Join(" AND ", conditions)}";
    }

    private static string Side(IndicatorDefinition definition, IReadOnlyList<(LinearTerm Term, string Side)> terms, string side, string weight, double factor)
    {
        var own = terms.Where(term => term.Side == side)
            .Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Term.Coefficient * factor} * {weight}{FactTables.Quote(definition.FindInput(term.Term.Input)!.Measure)}")).ToList();
        return $"{(own.Count == 0 ? "0" : string.Join(" + ", own))} AS {side}";
    }

    /// <summary>Cases by how long they took, those of all members together; what so many of them did not exceed.</summary>
    private string Pooled(IndicatorDefinition definition, Frequency frequency)
    {
        var share = definition.Calculation.Percentile!.Percent;
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT area, period, (min(length) FILTER (100 * up_to >= {share} * cases) + min(length) FILTER (100 * up_to > {share} * cases)) / 2 AS value, NULL AS numerator, max(cases) AS denominator
            FROM (
              SELECT area, period, length, sum(n) OVER (PARTITION BY area, period ORDER BY length) AS up_to, sum(n) OVER (PARTITION BY area, period) AS cases
              FROM (
                SELECT b.parent AS area, period, length, sum(n) AS n
                FROM (SELECT area, period, length, sum(n) AS n FROM ({Parts(definition, frequency)}) AS f GROUP BY area, period, length) AS f JOIN belongs AS b ON {Belongs(frequency)}
                GROUP BY b.parent, period, length
              ) AS c
            ) AS o
            GROUP BY area, period
            """);
    }

    private static string Compared(IndicatorDefinition definition, string figures) => definition.Calculation.Comparison?.Base is { } then
        ? $"WITH c AS ({figures}) SELECT c.area, c.period, 100 * (c.value - e.value) / e.value AS value, c.value - e.value AS numerator, e.value AS denominator FROM c JOIN c AS e ON e.area = c.area AND e.period = '{then}'"
        : figures;

    private string Recoding(DataSet set, string area, Frequency frequency)
    {
        var day = FirstDay(frequency);
        return $"ref.recoding AS r ON r.division = '{set.Division}' AND r.source_area = {area}{Wanted("target_area")} AND {day} >= r.valid_from AND {day} < r.valid_to";
    }

    /// <summary>Whose member an area is; who has always the same members needs no look at the day.</summary>
    private string Belongs(Frequency frequency) =>
        "b.child = f.area" + (hasEarlier ? $" AND {FirstDay(frequency)} >= b.valid_from AND {FirstDay(frequency)} < b.valid_to" : "");

    private string Wanted(string area) => hasEarlier ? "" : $" AND NOT contains({area}, '@')";

    private static string FirstDay(Frequency frequency) => frequency switch
    {
        Frequency.Annual => "period || '-01-01'",
        Frequency.Monthly => "period || '-01'",
        _ => "substr(period, 1, 5) || lpad(CAST(3 * CAST(substr(period, 7, 1) AS INTEGER) - 2 AS VARCHAR), 2, '0') || '-01'",
    };

    private List<DataSet> Sets(IndicatorInput input) => [.. input.DataSets.Select(id => dataSets.First(s => s.Id == id))];

    private static string Key(IndicatorInput input) =>
        string.Join('|', [.. input.DataSets, .. input.Where.Concat(input.Except).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={string.Join(',', p.Value)}")]);

    private static string Condition(Breakdown breakdown, IndicatorInput input)
    {
        var column = FactTables.Quote(breakdown.Name);
        return input.Where.TryGetValue(breakdown.Name, out var members) ? $"{column} IN ({List(members)})"
            : input.Except.TryGetValue(breakdown.Name, out var others) ? $"{column} NOT IN ({List(breakdown.Total is { } all ? [.. others, all] : others)})"
            : breakdown.Total is { } total ? $"{column} = '{total}'" : "";
    }

    private static string List(IEnumerable<string> items) => string.Join(", ", items.Select(item => $"'{item.Replace("'", "''", StringComparison.Ordinal)}'"));
}
