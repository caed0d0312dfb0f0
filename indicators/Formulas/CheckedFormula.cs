namespace Insight.Indicators.Formulas;

/// <summary>What a checked formula computes.</summary>
public enum FormulaKind
{
    /// <summary>sum(amount): an amount that adds up over areas.</summary>
    Sum,

    /// <summary>share(part, whole) and per(amount, of, k): numerator over denominator.</summary>
    Ratio,

    /// <summary>weighted(rate, weight, k): a published rate whose numerator is rebuilt.</summary>
    Weighted,

    /// <summary>published(figure): taken over as the producer publishes it.</summary>
    Published,
}

/// <summary>A formula whose names, units and kinds were checked; what the compiler works from.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Numerator">The amount above the line; of <see cref="FormulaKind.Weighted"/> and <see cref="FormulaKind.Published"/> the one published figure.</param>
/// <param name="Denominator">The amount below the line, or the weight; null where there is none.</param>
/// <param name="Multiplier">value = multiplier × numerator ÷ denominator; 1 where nothing is divided.</param>
/// <param name="Unit">Unit before the multiplier is applied: kt/persons.</param>
public sealed record CheckedFormula(
    FormulaKind Kind,
    LinearExpression Numerator,
    LinearExpression? Denominator,
    double Multiplier,
    Unit Unit)
{
    /// <summary>Stands in a definition that has errors; such a definition never leaves the loader.</summary>
    internal static readonly CheckedFormula Empty = new(FormulaKind.Sum, new([]), null, 1, new("", "", 1, "", 1));

    /// <summary>Names of all inputs that it uses, once each.</summary>
    public IEnumerable<string> Inputs => Numerator.Terms.Concat(Denominator?.Terms ?? []).Select(term => term.Input).Distinct(StringComparer.Ordinal);
}

/// <summary>Inputs with coefficients, to be added up.</summary>
public sealed record LinearExpression(IReadOnlyList<LinearTerm> Terms)
{
    /// <summary>This and another; a name in both keeps one term.</summary>
    internal LinearExpression Plus(LinearExpression other, double sign) => new(
        [.. Terms.Concat(other.Terms.Select(term => term with { Coefficient = term.Coefficient * sign }))
            .GroupBy(term => term.Input).Select(group => new LinearTerm(group.Sum(term => term.Coefficient), group.Key))]);

    /// <summary>This with every coefficient multiplied.</summary>
    internal LinearExpression Times(double factor) => new([.. Terms.Select(term => term with { Coefficient = term.Coefficient * factor })]);
}

/// <summary>One input with its coefficient.</summary>
public sealed record LinearTerm(double Coefficient, string Input);
