using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Validation;

/// <summary>Checks a definition against the data sets, and its parts against each other.</summary>
internal static class DefinitionValidator
{
    /// <summary>The definition with its checked formula; null when the bag holds an error.</summary>
    /// <param name="draft">What the file says.</param>
    /// <param name="dataSets">All data sets that sources deliver.</param>
    /// <param name="areas">All areas.</param>
    /// <param name="find">Finds other indicators for of(…).</param>
    /// <param name="bag">Receives what is wrong.</param>
    public static IndicatorDefinition? Validate(
        DefinitionDraft draft,
        IReadOnlyList<DataSet> dataSets,
        AreaDirectory areas,
        Func<string, int?, FoundReference> find,
        DiagnosticBag bag)
    {
        CheckAreas(draft, areas, bag);
        var resolver = new InputValidator(dataSets, draft.Lines, bag);
        var inputs = draft.Definition.Inputs.ToDictionary(input => input.Name, resolver.Resolve);
        var formula = Formula(draft, inputs, find, bag);
        ReportUnused(draft, bag);
        if (formula is null)
        {
            return null;
        }

        foreach (var input in formula.Imported)
        {
            inputs.Add(input.Name, new InputValidator(dataSets, draft.Lines, new DiagnosticBag(bag.File)).Resolve(input));
        }

        new AgreementValidator(draft, formula, inputs, bag).Validate();
        new TimeValidator(draft, formula, inputs, bag).Validate();
        new DisclosureValidator(draft, formula, inputs, dataSets, bag).Validate();
        var variation = new VariationValidator(draft, formula, bag).Validate();
        return bag.HasErrors ? null : draft.Definition with { Calculation = formula, Variation = variation };
    }

    private static void CheckAreas(DefinitionDraft draft, AreaDirectory areas, DiagnosticBag bag)
    {
        foreach (var (area, i, j) in draft.Definition.Breaks.SelectMany((item, i) => item.Areas.Select((area, j) => (area, i, j))))
        {
            if (!areas.TryById(area, out _))
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"breaks[{i}].areas[{j}]");
                bag.Error(
                    DiagnosticCodes.UnknownArea,
                    draft.Lines[place],
                    $"'{area}' is not the id of an area",
                    "write the id of a municipality, such as KU016");
            }
        }
    }

    private static CheckedFormula? Formula(
        DefinitionDraft draft, Dictionary<string, ResolvedInput?> inputs, Func<string, int?, FoundReference> find, DiagnosticBag bag)
    {
        if (draft.Definition.Formula.Length == 0)
        {
            return null;
        }

        var errors = new List<FormulaError>();
        var scope = new FormulaScope(inputs.ToDictionary(pair => pair.Key, pair => pair.Value?.ForFormula), find);
        var formula = FormulaChecker.Check(draft.Definition.Formula, scope, errors);
        foreach (var error in errors)
        {
            bag.Error(
                error.Code,
                draft.FormulaLine(error.Position),
                string.Create(CultureInfo.InvariantCulture, $"formula, character {error.Position + 1}: {error.Message}"),
                error.Hint);
        }

        if (formula is not null)
        {
            CheckAggregation(draft, formula, bag);
        }

        return formula;
    }

    /// <summary>The class follows from the formula; nothing is said of it where the field itself was reported already.</summary>
    private static void CheckAggregation(DefinitionDraft draft, CheckedFormula formula, DiagnosticBag bag)
    {
        var line = draft.Lines["aggregation"];
        if (formula.Aggregation == draft.Definition.Aggregation || bag.Items.Any(item => item.Line == line))
        {
            return;
        }

        var (right, written) = (DefinitionWords.Aggregations.WordFor(formula.Aggregation), DefinitionWords.Aggregations.WordFor(draft.Definition.Aggregation));
        bag.Error(
            DiagnosticCodes.WrongAggregation,
            line,
            $"{formula.Function}(…) is aggregated as {right} here, not as {written}",
            $"write {right}, or another function");
    }

    private static void ReportUnused(DefinitionDraft draft, DiagnosticBag bag)
    {
        var mentioned = FormulaChecker.Mentioned(draft.Definition.Formula);
        foreach (var input in draft.Definition.Inputs.Where(input => mentioned.Count > 0 && !mentioned.Contains(input.Name)))
        {
            bag.Warning(
                DiagnosticCodes.UnusedInput,
                draft.Lines[$"inputs.{input.Name}"],
                $"the formula does not use '{input.Name}'",
                "use it or remove it");
        }
    }
}
