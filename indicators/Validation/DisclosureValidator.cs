using Insight.Indicators.Definitions;
using Insight.Indicators.Disclosure;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Validation;

/// <summary>Checks that a limit of persons is one: that the denominator or the amount counts persons, or that a figure is named that does.</summary>
internal sealed class DisclosureValidator(
    DefinitionDraft draft, CheckedFormula formula, IReadOnlyDictionary<string, ResolvedInput?> inputs, IReadOnlyList<DataSet> dataSets, DiagnosticBag bag)
{
    private static readonly string[] Persons = ["persons", "person-years"];

    private readonly IndicatorDefinition definition = draft.Definition;

    /// <summary>Reports what is wrong with the field <c>disclosure</c>.</summary>
    public void Validate()
    {
        if (definition.Disclosure.Persons is { } named)
        {
            Check("persons", named, unit => unit == "persons", "count persons");
        }
        else if (definition.Disclosure.MinGroup > 0 && Counted() is { } unit && !Persons.Contains(unit.Kind))
        {
            Report("min_group", $"min_group counts persons, and {unit} are none", "name under disclosure.persons the data set and measure that count the persons of a cell, or use min_denominator");
        }

        if (definition.Disclosure.Affected is { } affected)
        {
            Check("affected", affected.Counted, unit => unit == "persons", "count persons");
        }

        if (definition.Disclosure.Largest is { } largest)
        {
            Check("largest", largest.Amount, _ => true, "exist");
            CheckShare(largest);
        }
    }

    /// <summary>What one person has must be a part of something in the same unit.</summary>
    private void CheckShare(LargestLimit largest)
    {
        if (dataSets.FirstOrDefault(set => set.Id == largest.Of.DataSets[0]) is { } set && set.FindMeasure(largest.Amount.Measure) is { Unit: var unit } && set.FindMeasure(largest.Of.Measure)?.Unit != unit)
        {
            Report("largest.of", $"'{largest.Of.Measure}' of '{set.Id}' is not counted in {unit} as '{largest.Amount.Measure}' is", $"name the measure of which it is a part: {NearestName.Hint(largest.Of.Measure, set.Measures.Where(m => m.Unit == unit && m.Name != largest.Amount.Measure).Select(m => m.Name))}");
        }
    }

    /// <summary>The unit of what is divided by, or of the amount; null where it was reported already.</summary>
    private Unit? Counted() => (formula.Denominator ?? formula.Numerator).Terms.Select(term => inputs[term.Input]?.Unit).FirstOrDefault();

    private void Check(string field, IndicatorInput named, Func<string, bool> isRight, string what)
    {
        if (dataSets.FirstOrDefault(set => set.Id == named.DataSets[0]) is not { } set)
        {
            Report($"{field}.dataset", $"no source delivers a data set '{named.DataSets[0]}'", NearestName.Hint(named.DataSets[0], dataSets.Select(other => other.Id)));
        }
        else if (set.FindMeasure(named.Measure) is not { Unit: var unit } || !isRight(unit))
        {
            Report($"{field}.measure", $"'{named.Measure}' of '{set.Id}' does not {what}", $"name one of its measures that does: {NearestName.Hint(named.Measure, set.Measures.Where(m => isRight(m.Unit)).Select(m => m.Name))}");
        }
        else if (definition.Frequencies.Any(frequency => frequency != set.Frequency && (frequency != Frequency.Annual || set.Frequency == Frequency.Annual)))
        {
            Report($"{field}.dataset", $"'{set.Id}' does not count them in every frequency of the definition", "name a data set of the shortest of its periods");
        }
        else if (definition.Breakdowns.Except(set.Breakdowns.Select(breakdown => breakdown.Name)).ToList() is { Count: > 0 } lacking)
        {
            Report($"{field}.dataset", $"'{set.Id}' does not count them by {string.Join(", ", lacking)}", "name a data set with the breakdowns of the definition");
        }
    }

    private void Report(string field, string message, string hint) => bag.Error(DiagnosticCodes.BadPersons, draft.Lines[$"disclosure.{field}"], message, hint);
}
