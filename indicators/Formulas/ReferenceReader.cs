using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>Takes over the formulas of other indicators, their inputs renamed to <c>other-indicator.input</c>.</summary>
internal sealed class ReferenceReader(FormulaScope scope, ICollection<FormulaError> errors)
{
    private readonly Dictionary<string, IndicatorInput> imported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FormulaReference> references = new(StringComparer.Ordinal);

    /// <summary>All inputs that were taken over.</summary>
    public IReadOnlyList<IndicatorInput> Imported => [.. imported.Values];

    /// <summary>All indicators that were taken over.</summary>
    public IReadOnlyList<FormulaReference> References => [.. references.Values];

    /// <summary>The formula of another indicator with its inputs renamed; null, with an error added, when it cannot be used.</summary>
    public CheckedFormula? Formula(CallNode call)
    {
        if (call.Arguments is not [ReferenceNode reference])
        {
            errors.Add(new(DiagnosticCodes.WrongArgument, call.Position, "of(…) does not name an indicator", "write its id: of(ghg-total-hinku)"));
            return null;
        }

        var found = scope.Find(reference.Id, reference.Version);
        if (found.Definition is { } definition)
        {
            return TakeOver(definition);
        }

        errors.Add(new(found.Code, reference.Position, found.Message, found.Hint));
        return null;
    }

    /// <summary>The amount of another indicator of class SUM, to be calculated with.</summary>
    public (LinearExpression Expression, Unit Unit)? Amount(CallNode call)
    {
        if (Formula(call) is not { } formula)
        {
            return null;
        }

        if (formula is { Kind: FormulaKind.Sum, Window: null, Comparison: null })
        {
            return (formula.Lag is { } lag ? formula.Numerator.Before(lag) : formula.Numerator, formula.Unit);
        }

        var (code, why) = formula.Kind == FormulaKind.Sum
            ? (DiagnosticCodes.BadNesting, "already takes several periods together or compares them")
            : (DiagnosticCodes.MeanOfRates, "does not add up over areas");
        errors.Add(new(code, call.Position, $"{FormulaText.Of(call)} {why}, so that nothing can be calculated with it", "take indicators of a plain sum(…), or put of(…) outermost"));
        return null;
    }

    private CheckedFormula TakeOver(IndicatorDefinition definition)
    {
        var formula = definition.Calculation;
        foreach (var input in definition.Reads)
        {
            imported.TryAdd(Name(input.Name), input with { Name = Name(input.Name) });
        }

        foreach (var reference in formula.References.Append(new(definition.Id, definition.Version, definition.Hash)))
        {
            references.TryAdd($"{reference.Id}@{reference.Version}", reference);
        }

        return formula with { Numerator = formula.Numerator.Renamed(Name), Denominator = formula.Denominator?.Renamed(Name), Imported = [], References = [] };

        string Name(string input) => $"{definition.Id}@{definition.Version}.{input}";
    }
}
