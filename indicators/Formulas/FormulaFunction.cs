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

    /// <summary>One input that counts cases by a breakdown of numbers.</summary>
    Cases,

    /// <summary>A whole formula.</summary>
    Series,

    /// <summary>A length of time: 12 months.</summary>
    Span,

    /// <summary>A period to compare with: 2007.</summary>
    Base,

    /// <summary>A length of time or a period to compare with.</summary>
    SpanOrBase,

    /// <summary>The id of an indicator.</summary>
    Indicator,
}

/// <summary>What a function is for.</summary>
internal enum FunctionRole
{
    /// <summary>Makes a value of inputs.</summary>
    Values,

    /// <summary>Takes another indicator.</summary>
    Reference,

    /// <summary>Takes several periods together.</summary>
    Window,

    /// <summary>Takes an earlier period.</summary>
    Lag,

    /// <summary>Sets a value against an earlier one.</summary>
    Comparison,
}

/// <summary>A function of the formula language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Parameters">What its arguments are.</param>
/// <param name="Usage">How it is written, for hints.</param>
internal sealed record FormulaFunction(string Name, FunctionRole Role, IReadOnlyList<ParameterKind> Parameters, string Usage)
{
    /// <summary>All functions by name.</summary>
    public static readonly IReadOnlyDictionary<string, FormulaFunction> All = new FormulaFunction[]
    {
        new("sum", FunctionRole.Values, [ParameterKind.Amount], "sum(amount)"),
        new("share", FunctionRole.Values, [ParameterKind.Amount, ParameterKind.Amount], "share(part, whole)"),
        new("per", FunctionRole.Values, [ParameterKind.Amount, ParameterKind.Amount, ParameterKind.Number], "per(amount, of, multiplier)"),
        new("weighted", FunctionRole.Values, [ParameterKind.Figure, ParameterKind.Amount, ParameterKind.Number], "weighted(rate, weight, multiplier)"),
        new("published", FunctionRole.Values, [ParameterKind.Figure], "published(figure)"),
        new("median", FunctionRole.Values, [ParameterKind.Cases], "median(cases)"),
        new("percentile", FunctionRole.Values, [ParameterKind.Cases, ParameterKind.Number], "percentile(cases, 90)"),
        new("of", FunctionRole.Reference, [ParameterKind.Indicator], "of(other-indicator)"),
        new("rolling", FunctionRole.Window, [ParameterKind.Series, ParameterKind.Span], "rolling(series, 12 months)"),
        new("cumulative", FunctionRole.Window, [ParameterKind.Series], "cumulative(series)"),
        new("lag", FunctionRole.Lag, [ParameterKind.Series, ParameterKind.Span], "lag(series, 1 year)"),
        new("change", FunctionRole.Comparison, [ParameterKind.Series, ParameterKind.SpanOrBase], "change(series, 1 year)"),
        new("change_percent", FunctionRole.Comparison, [ParameterKind.Series, ParameterKind.SpanOrBase], "change_percent(series, 1 year)"),
        new("index", FunctionRole.Comparison, [ParameterKind.Series, ParameterKind.Base], "index(series, 2015)"),
    }.ToDictionary(function => function.Name);
}
