using System.Globalization;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Validation;

/// <summary>Checks that formula, unit, breakdowns, frequencies and sources of a definition agree with each other and with the data sets.</summary>
internal sealed class AgreementValidator(
    DefinitionDraft draft, CheckedFormula formula, IReadOnlyDictionary<string, ResolvedInput?> inputs, DiagnosticBag bag)
{
    private readonly IndicatorDefinition definition = draft.Definition;

    /// <summary>Reports every disagreement.</summary>
    public void Validate()
    {
        CheckUnit();
        CheckSources();
        CheckWeights();
        foreach (var input in Used(formula.Inputs))
        {
            CheckFrequencies(input);
            CheckRate(input);
        }

        foreach (var (breakdown, i) in definition.Breakdowns.Select((name, i) => (name, i)))
        {
            CheckBreakdown(breakdown, draft.Lines[string.Create(CultureInfo.InvariantCulture, $"breakdowns[{i}]")]);
        }
    }

    private IEnumerable<ResolvedInput> Used(IEnumerable<string> names) => names.Select(name => inputs[name]).OfType<ResolvedInput>();

    private void CheckUnit()
    {
        var line = draft.Lines["unit.id"];
        if (definition.Unit.Id.Length == 0)
        {
            return;
        }

        if (!Unit.TryParse(definition.Unit.Id, out var declared))
        {
            bag.Error(
                DiagnosticCodes.UnknownUnit,
                line,
                $"'{definition.Unit.Id}' is not a unit",
                $"write a word or two with a slash, such as t/persons: {NearestName.Hint(definition.Unit.Id, Unit.Words)}");
            return;
        }

        var (unit, multiplier) = (formula.ResultUnit, formula.UnitFactor);
        var factor = unit.FactorTo(declared);
        if (factor is null)
        {
            bag.Error(
                DiagnosticCodes.WrongResultUnit,
                line,
                $"the formula gives {unit}, which is not of the kind of '{declared}'",
                "correct the unit or the formula");
        }
        else if (!Unit.Near(factor.Value, multiplier))
        {
            bag.Error(
                DiagnosticCodes.WrongResultUnit,
                line,
                string.Create(CultureInfo.InvariantCulture, $"{unit} times {multiplier} is not '{declared}'"),
                string.Create(CultureInfo.InvariantCulture, $"the multiplier would be {factor:G12}"));
        }
        else
        {
            CheckPoints(declared, line);
        }
    }

    /// <summary>A difference of percentages is in percentage points, and nothing else is.</summary>
    private void CheckPoints(Unit declared, int line)
    {
        var isDifference = formula is { Comparison.Kind: ComparisonKind.Change, Kind: not FormulaKind.Sum };
        if (declared.Id == (isDifference ? "percent" : "percentage-points"))
        {
            bag.Error(
                DiagnosticCodes.WrongResultUnit,
                line,
                isDifference ? "a difference of percentages is not in per cent" : "only a difference of percentages is in percentage points",
                isDifference ? "write percentage-points, or change_percent(…) in the formula" : "write percent");
        }
    }

    private void CheckSources()
    {
        var actual = Used(inputs.Keys).SelectMany(input => input.DataSets).Select(set => set.SourceId)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!actual.SequenceEqual(definition.Sources.Order(StringComparer.Ordinal)))
        {
            bag.Error(
                DiagnosticCodes.WrongSources,
                draft.Lines["sources"],
                $"the sources are [{string.Join(", ", definition.Sources)}], but the data sets come from [{string.Join(", ", actual)}]",
                $"write [{string.Join(", ", actual)}]");
        }
    }

    private void CheckWeights()
    {
        var delivered = Used(formula.Inputs).SelectMany(input => input.DataSets)
            .Select(set => $"{DefinitionWords.Frequencies.WordFor(set.Frequency)} in division {set.Division}").Distinct().ToList();
        if (formula.Kind == FormulaKind.Weighted && delivered.Count > 1)
        {
            bag.Error(
                DiagnosticCodes.UnlikeWeights,
                draft.Lines["formula"],
                $"rate and weight are not delivered alike: by {string.Join(", by ", delivered)}",
                "take the weight from a data set of the rate's frequency and municipal division");
        }
    }

    private void CheckFrequencies(ResolvedInput input)
    {
        var delivered = input.DataSets[0].Frequency;
        foreach (var frequency in definition.Frequencies.Where(frequency => frequency != delivered))
        {
            var (asked, given) = (DefinitionWords.Frequencies.WordFor(frequency), DefinitionWords.Frequencies.WordFor(delivered));
            if (frequency != Frequency.Annual || formula.Kind == FormulaKind.Published)
            {
                bag.Error(
                    DiagnosticCodes.UnknownFrequency,
                    draft.Lines["frequencies"],
                    $"input '{input.Input.Name}' is delivered by {given}; values by {asked} cannot be made of it",
                    formula.Kind == FormulaKind.Published ? "published figures are not averaged over time" : "shorter periods give years, nothing else");
            }
            else if (definition.Annual is null && formula.Kind != FormulaKind.Pooled)
            {
                bag.Error(
                    DiagnosticCodes.MissingAnnualRule,
                    draft.Lines["frequencies"],
                    $"input '{input.Input.Name}' is delivered by {given}: how a year comes from it is not said",
                    "write annual: mean (stocks) or annual: sum (flows)");
            }
        }
    }

    private void CheckRate(ResolvedInput input)
    {
        if (input.Measure.Additive)
        {
            return;
        }

        foreach (var (set, breakdown) in input.DataSets.SelectMany(set => set.Breakdowns.Select(breakdown => (set, breakdown))))
        {
            var summed = input.Input.Where.TryGetValue(breakdown.Name, out var members) ? members.Count > 1
                : input.Input.Except.ContainsKey(breakdown.Name) || breakdown.Total is null && !definition.Breakdowns.Contains(breakdown.Name);
            if (summed)
            {
                bag.Error(
                    DiagnosticCodes.RateOverBreakdown,
                    draft.Lines[$"inputs.{input.Input.Name}"],
                    $"'{input.Measure.Name}' would be summed over the breakdown '{breakdown.Name}' of '{set.Id}', but it is a rate",
                    $"choose one member with where: {{{breakdown.Name}: …}}");
            }
        }
    }

    /// <summary>The numerator, and in WEIGHTED the weight, needs the breakdown; a denominator without it stands for every member.</summary>
    private void CheckBreakdown(string breakdown, int line)
    {
        if (SqlCompiler.ValueColumns.Contains(breakdown))
        {
            bag.Error(
                DiagnosticCodes.ReservedBreakdown, line, $"a breakdown cannot be named '{breakdown}', as a column of every value is", "rename it in the source's source.yml");
        }

        var needed = formula.Kind == FormulaKind.Weighted ? formula.Inputs : formula.Numerator.Terms.Select(term => term.Input);
        if (formula.Percentile?.Breakdown == breakdown)
        {
            bag.Error(DiagnosticCodes.NotCases, line, $"the cases are counted by '{breakdown}', so that there is no value for each of its members", "remove it");
        }

        foreach (var input in Used(needed).Where(input => !input.IsKeyedBy(breakdown)))
        {
            var lacking = input.DataSets.FirstOrDefault(set => set.Breakdowns.All(b => b.Name != breakdown));
            var why = lacking is null
                ? $"a filter of input '{input.Input.Name}' limits it"
                : $"data set '{lacking.Id}' of input '{input.Input.Name}' has no such breakdown";
            bag.Error(
                DiagnosticCodes.UnknownBreakdown,
                line,
                $"values by '{breakdown}' cannot be made: {why}",
                lacking is null ? "remove one of the two" : NearestName.Hint(breakdown, lacking.Breakdowns.Select(b => b.Name)));
        }
    }
}
