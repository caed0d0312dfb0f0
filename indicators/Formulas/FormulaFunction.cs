using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>What an argument of a function must be.</summary>
internal enum ParameterKind
{
    /// <summary>Amounts that add up over areas, in linear arithmetic.</summary>
    Amount,

    /// <summary>One input as the producer publishes it.</summary>
    Figure,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>A function of the formula language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it computes.</param>
/// <param name="Parameters">What its arguments are.</param>
/// <param name="Aggregation">The aggregation class that follows from it.</param>
/// <param name="Usage">How it is written, for hints.</param>
internal sealed record FormulaFunction(
    string Name, FormulaKind Kind, IReadOnlyList<ParameterKind> Parameters, AggregationClass Aggregation, string Usage)
{
    /// <summary>All functions by name.</summary>
    public static readonly IReadOnlyDictionary<string, FormulaFunction> All = new FormulaFunction[]
    {
        new("sum", FormulaKind.Sum, [ParameterKind.Amount], AggregationClass.Sum, "sum(amount)"),
        new("share", FormulaKind.Ratio, [ParameterKind.Amount, ParameterKind.Amount], AggregationClass.Ratio, "share(part, whole)"),
        new(
            "per",
            FormulaKind.Ratio,
            [ParameterKind.Amount, ParameterKind.Amount, ParameterKind.Number],
            AggregationClass.Ratio,
            "per(amount, of, multiplier)"),
        new(
            "weighted",
            FormulaKind.Weighted,
            [ParameterKind.Figure, ParameterKind.Amount, ParameterKind.Number],
            AggregationClass.Weighted,
            "weighted(rate, weight, multiplier)"),
        new("published", FormulaKind.Published, [ParameterKind.Figure], AggregationClass.NotAggregable, "published(figure)"),
    }.ToDictionary(function => function.Name);
}
