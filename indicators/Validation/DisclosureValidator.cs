using Insight.Indicators.Definitions;
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
            Check(named);
        }
        else if (definition.Disclosure.MinGroup > 0 && Counted() is { } unit && !Persons.Contains(unit.Kind))
        {
            Report("min_group", $"min_group counts persons, and {unit} are none", "name under disclosure.persons the data set and measure that count the persons of a cell, or use min_denominator");
        }
    }

    /// <summary>The unit of what is divided by, or of the amount; null where it was reported already.</summary>
    private Unit? Counted() => (formula.Denominator ?? formula.Numerator).Terms.Select(term => inputs[term.Input]?.Unit).FirstOrDefault();

    private void Check(IndicatorInput named)
    {
        if (dataSets.FirstOrDefault(set => set.Id == named.DataSets[0]) is not { } set)
        {
            Report("persons.dataset", $"no source delivers a data set '{named.DataSets[0]}'", NearestName.Hint(named.DataSets[0], dataSets.Select(other => other.Id)));
        }
        else if (set.FindMeasure(named.Measure) is not { Unit: "persons" })
        {
            Report("persons.measure", $"'{named.Measure}' of '{set.Id}' does not count persons", $"name a measure in persons: {NearestName.Hint(named.Measure, set.Measures.Where(m => m.Unit == "persons").Select(m => m.Name))}");
        }
        else if (definition.Frequencies.Any(frequency => frequency != set.Frequency && (frequency != Frequency.Annual || set.Frequency == Frequency.Annual)))
        {
            Report("persons.dataset", $"'{set.Id}' does not count persons in every frequency of the definition", "name a data set of the shortest of its periods");
        }
        else if (definition.Breakdowns.Except(set.Breakdowns.Select(breakdown => breakdown.Name)).ToList() is { Count: > 0 } lacking)
        {
            Report("persons.dataset", $"'{set.Id}' does not count persons by {string.Join(", ", lacking)}", "name a data set with the breakdowns of the definition");
        }
    }

    private void Report(string field, string message, string hint) => bag.Error(DiagnosticCodes.BadPersons, draft.Lines[$"disclosure.{field}"], message, hint);
}
