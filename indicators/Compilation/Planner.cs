using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>Groups the inputs of a definition into series and says what becomes of each breakdown.</summary>
internal sealed class Planner(IndicatorDefinition definition, IReadOnlyList<DataSet> dataSets, StepNames names)
{
    /// <summary>The plan for one division and frequency.</summary>
    public IndicatorPlan Plan(Division division, Frequency frequency)
    {
        var series = Terms().GroupBy(SourceOf).Select(group => Series([.. group], frequency)).ToList();
        return new(definition, division, frequency, [.. series.OrderByDescending(item => item.Keys.Count)]);
    }

    private IEnumerable<Term> Terms()
    {
        var formula = definition.Calculation;
        var first = formula.Kind is FormulaKind.Weighted or FormulaKind.Published ? Component.Published : Component.Numerator;
        return formula.Numerator.Terms.Select(term => new Term(first, term.Coefficient, Input(term.Input), term.Lag))
            .Concat((formula.Denominator?.Terms ?? []).Select(term => new Term(Component.Denominator, term.Coefficient, Input(term.Input), term.Lag)));
    }

    private IndicatorInput Input(string name) => definition.FindInput(name)
        ?? throw new InvalidOperationException(
            $"The formula of '{definition.Id}' uses '{name}', which is not an input; only definitions from the catalogue can be compiled.");

    /// <summary>What two inputs must have in common to be read together. Rate and weight stay apart: a rate without a weight is still a value.</summary>
    private string SourceOf(Term term)
    {
        var filters = Filters(term.Input.Where).Concat(Filters(term.Input.Except).Select(filter => "!" + filter));
        var role = definition.Calculation.Kind == FormulaKind.Weighted ? term.Component : "";
        return $"{string.Join(',', term.Input.DataSets)}|{string.Join(';', filters)}|{term.Lag}|{role}";
    }

    private static IEnumerable<string> Filters(IReadOnlyDictionary<string, IReadOnlyList<string>> members) =>
        members.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}");

    private SeriesPlan Series(List<Term> terms, Frequency frequency)
    {
        var (input, lag) = (terms[0].Input, terms[0].Lag);
        var sets = input.DataSets.Select(DataSet).ToList();
        var cases = definition.Calculation.Percentile?.Breakdown;
        var keys = definition.Breakdowns.Concat(cases is null ? [] : [cases])
            .Where(key => !input.Where.ContainsKey(key) && !input.Except.ContainsKey(key) && sets.TrueForAll(set => set.Breakdowns.Any(b => b.Name == key))).ToList();
        var components = terms.GroupBy(term => term.Component)
            .Select(group => new ComponentPlan(group.Key, [.. group.Select(term => (term.Coefficient, term.Input.Measure))])).ToList();
        var scans = sets.Select(set => Scan(set, input, keys)).ToList();
        var name = sets.Count == 1 ? scans[0].Name : names.Take(input.Name.Split('.')[^1]);
        return new(name, scans, keys, components, sets[0].Frequency, lag?.PeriodsOf(frequency) ?? 0);
    }

    private ScanPlan Scan(DataSet set, IndicatorInput input, List<string> keys)
    {
        var conditions = new List<FilterPlan>();
        var totals = new List<string>();
        var summed = false;
        foreach (var breakdown in set.Breakdowns)
        {
            if (input.Where.TryGetValue(breakdown.Name, out var members))
            {
                conditions.Add(new(breakdown.Name, members));
                summed |= members.Count > 1;
            }
            else if (input.Except.TryGetValue(breakdown.Name, out var others))
            {
                conditions.Add(new(breakdown.Name, breakdown.Total is { } all ? [.. others, all] : others, IsExcept: true));
                summed = true;
            }
            else if (keys.Contains(breakdown.Name))
            {
                totals.AddRange(NeedsTotal(set, breakdown, input) ? [breakdown.Name] : []);
            }
            else if (breakdown.Total is { } total)
            {
                conditions.Add(new(breakdown.Name, [total]));
            }
            else
            {
                summed = true;
            }
        }

        return new(names.Take(set.TableName), set, conditions, summed || totals.Count > 0, totals);
    }

    /// <summary>Amounts without a total get one; how much cases took is no breakdown of the indicator.</summary>
    private bool NeedsTotal(DataSet set, Breakdown breakdown, IndicatorInput input) =>
        breakdown.Total is null && breakdown.Name != definition.Calculation.Percentile?.Breakdown && set.FindMeasure(input.Measure)!.Additive;

    private DataSet DataSet(string id) => dataSets.FirstOrDefault(set => set.Id == id)
        ?? throw new InvalidOperationException(
            $"'{definition.Id}' reads data set '{id}', which was not given to the compiler; give it every data set that the catalogue was loaded with.");

    private sealed record Term(string Component, double Coefficient, IndicatorInput Input, PeriodSpan? Lag);
}
