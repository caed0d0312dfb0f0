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
        var terms = Terms().ToList();
        var series = terms.GroupBy(term => SourceOf(term.Input, term.Component)).Select(group => Series([.. group])).ToList();
        return new(definition, division, frequency, [.. series.OrderByDescending(item => item.Keys.Count)]);
    }

    private IEnumerable<(string Component, double Coefficient, IndicatorInput Input)> Terms()
    {
        var formula = definition.Calculation;
        var first = formula.Kind is FormulaKind.Weighted or FormulaKind.Published ? Component.Published : Component.Numerator;
        return formula.Numerator.Terms.Select(term => (first, term.Coefficient, Input(term.Input)))
            .Concat((formula.Denominator?.Terms ?? []).Select(term => (Component.Denominator, term.Coefficient, Input(term.Input))));
    }

    private IndicatorInput Input(string name) => definition.FindInput(name)
        ?? throw new InvalidOperationException(
            $"The formula of '{definition.Id}' uses '{name}', which is not an input; only definitions from the catalogue can be compiled.");

    /// <summary>What two inputs must have in common to be read together. Rate and weight stay apart: a rate without a weight is still a value.</summary>
    private string SourceOf(IndicatorInput input, string component)
    {
        var filters = input.Where.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}");
        var role = definition.Calculation.Kind == FormulaKind.Weighted ? component : "";
        return $"{string.Join(',', input.DataSets)}|{string.Join(';', filters)}|{role}";
    }

    private SeriesPlan Series(List<(string Component, double Coefficient, IndicatorInput Input)> terms)
    {
        var input = terms[0].Input;
        var sets = input.DataSets.Select(DataSet).ToList();
        var keys = definition.Breakdowns
            .Where(key => !input.Where.ContainsKey(key) && sets.TrueForAll(set => set.Breakdowns.Any(b => b.Name == key))).ToList();
        var components = terms.GroupBy(term => term.Component)
            .Select(group => new ComponentPlan(group.Key, [.. group.Select(term => (term.Coefficient, term.Input.Measure))])).ToList();
        var scans = sets.Select(set => Scan(set, input, keys)).ToList();
        return new(sets.Count == 1 ? scans[0].Name : names.Take(terms[0].Input.Name), scans, keys, components, sets[0].Frequency);
    }

    private ScanPlan Scan(DataSet set, IndicatorInput input, List<string> keys)
    {
        var conditions = new List<(string, IReadOnlyList<string>)>();
        var totals = new List<string>();
        var summed = false;
        foreach (var breakdown in set.Breakdowns)
        {
            if (input.Where.TryGetValue(breakdown.Name, out var members))
            {
                conditions.Add((breakdown.Name, members));
                summed |= members.Count > 1;
            }
            else if (keys.Contains(breakdown.Name))
            {
                totals.AddRange(breakdown.Total is null && set.FindMeasure(input.Measure)!.Additive ? [breakdown.Name] : []);
            }
            else if (breakdown.Total is { } total)
            {
                conditions.Add((breakdown.Name, [total]));
            }
            else
            {
                summed = true;
            }
        }

        return new(names.Take(set.TableName), set, conditions, summed || totals.Count > 0, totals);
    }

    private DataSet DataSet(string id) => dataSets.FirstOrDefault(set => set.Id == id)
        ?? throw new InvalidOperationException(
            $"'{definition.Id}' reads data set '{id}', which was not given to the compiler; give it every data set that the catalogue was loaded with.");
}
