using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>How values come from inputs, before any time function.</summary>
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

    /// <summary>median(cases) and percentile(cases, p): a figure that so many of the cases do not exceed.</summary>
    Pooled,
}

/// <summary>
/// A formula whose names, units and kinds were checked; what the compiler works from. Values come from inputs, then several periods are taken
/// together (<see cref="Window"/>), then an earlier one is taken (<see cref="Lag"/>), then two are compared (<see cref="Comparison"/>).
/// </summary>
/// <param name="Kind">How values come from inputs.</param>
/// <param name="Numerator">
/// The amount above the line; of <see cref="FormulaKind.Weighted"/> and <see cref="FormulaKind.Published"/> the one published figure, of
/// <see cref="FormulaKind.Pooled"/> the count of cases.
/// </param>
/// <param name="Denominator">The amount below the line, or the weight; null where there is none.</param>
/// <param name="Multiplier">Before any comparison, value = multiplier × numerator ÷ denominator; 1 where nothing is divided.</param>
/// <param name="Unit">Unit before multiplier and comparison: kt/persons.</param>
public sealed record CheckedFormula(
    FormulaKind Kind,
    LinearExpression Numerator,
    LinearExpression? Denominator,
    double Multiplier,
    Unit Unit)
{
    /// <summary>Stands in a definition that has errors; such a definition never leaves the loader.</summary>
    internal static readonly CheckedFormula Empty = new(FormulaKind.Sum, new([]), null, 1, new("", "", 1, "", 1));

    /// <summary>Name of the function written first; the outermost.</summary>
    public string Function { get; init; } = "sum";

    /// <summary>Of <see cref="FormulaKind.Pooled"/>, which percentage of the cases does not exceed the value, and the breakdown that says how much each case took.</summary>
    public Percentile? Percentile { get; init; }

    /// <summary>Periods that are taken together, or null.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>How far back the whole series is taken from, or null.</summary>
    public PeriodSpan? Lag { get; init; }

    /// <summary>What a value is set against, or null.</summary>
    public TimeComparison? Comparison { get; init; }

    /// <summary>Inputs of other indicators, under names that begin with the other's id and a dot.</summary>
    public IReadOnlyList<IndicatorInput> Imported { get; init; } = [];

    /// <summary>The other indicators that it takes figures from, with what their definitions are.</summary>
    public IReadOnlyList<FormulaReference> References { get; init; } = [];

    /// <summary>Names of all inputs that it uses, once each.</summary>
    public IEnumerable<string> Inputs => Numerator.Terms.Concat(Denominator?.Terms ?? []).Select(term => term.Input).Distinct(StringComparer.Ordinal);

    /// <summary>The kind of figures that stand in a published row: a change of sums is a sum again, their index a ratio of sums.</summary>
    public FormulaKind ResultKind => (Comparison?.Kind, Kind) switch
    {
        (null, _) => Kind,
        (ComparisonKind.Change, _) => FormulaKind.Sum,
        _ => FormulaKind.Ratio,
    };

    /// <summary>Of a published row, value = this × numerator ÷ denominator, where it has both.</summary>
    public double ResultMultiplier => Comparison?.Kind switch
    {
        null => Multiplier,
        ComparisonKind.Change => 1,
        _ => 100,
    };

    /// <summary>How values of areas are aggregated.</summary>
    public AggregationClass Aggregation => Kind switch
    {
        FormulaKind.Published => AggregationClass.NotAggregable,
        FormulaKind.Pooled => AggregationClass.Pooled,
        FormulaKind.Sum => ResultKind == FormulaKind.Sum ? AggregationClass.Sum : AggregationClass.Ratio,
        _ when Comparison is not null => AggregationClass.Pooled,
        FormulaKind.Ratio => AggregationClass.Ratio,
        _ => AggregationClass.Weighted,
    };

    /// <summary>Unit of the value before it is multiplied by <see cref="UnitFactor"/>, which the declared unit must be.</summary>
    internal Unit ResultUnit => Comparison?.Kind switch
    {
        ComparisonKind.Index => Unit.Index,
        ComparisonKind.ChangePercent => Unit.Quotient($"{Unit}/{Unit}", Unit.One, Unit.One),
        _ => Unit,
    };

    /// <summary>By what a number in <see cref="ResultUnit"/> is multiplied to be the value.</summary>
    internal double UnitFactor => Comparison?.Kind switch
    {
        ComparisonKind.Index => 1,
        ComparisonKind.ChangePercent => 100,
        _ => Kind == FormulaKind.Ratio ? Multiplier : 1,
    };
}

/// <summary>Inputs with coefficients, to be added up.</summary>
public sealed record LinearExpression(IReadOnlyList<LinearTerm> Terms)
{
    /// <summary>This and another; a name in both keeps one term.</summary>
    internal LinearExpression Plus(LinearExpression other, double sign) => new(
        [.. Terms.Concat(other.Terms.Select(term => term with { Coefficient = term.Coefficient * sign }))
            .GroupBy(term => (term.Input, term.Lag)).Select(group => new LinearTerm(group.Sum(term => term.Coefficient), group.Key.Input) { Lag = group.Key.Lag })]);

    /// <summary>This with every coefficient multiplied.</summary>
    internal LinearExpression Times(double factor) => new([.. Terms.Select(term => term with { Coefficient = term.Coefficient * factor })]);

    /// <summary>This a span before.</summary>
    internal LinearExpression Before(PeriodSpan span) => new([.. Terms.Select(term => term with { Lag = term.Lag?.Plus(span) ?? span })]);

    /// <summary>This with inputs under the names of another definition.</summary>
    internal LinearExpression Renamed(Func<string, string> name) => new([.. Terms.Select(term => term with { Input = name(term.Input) })]);
}

/// <summary>One input with its coefficient.</summary>
public sealed record LinearTerm(double Coefficient, string Input)
{
    /// <summary>How far back it is taken from; null for the same period.</summary>
    public PeriodSpan? Lag { get; init; }
}

/// <summary>A percentage of cases and the breakdown whose members are numbers, by which the cases are counted.</summary>
public sealed record Percentile(double Percent, string Breakdown);

/// <summary>Periods taken together: as many as a span covers, or from the beginning of the year (null).</summary>
public sealed record TimeWindow(PeriodSpan? Span);

/// <summary>How a value is set against an earlier one.</summary>
public enum ComparisonKind
{
    /// <summary>The difference.</summary>
    Change,

    /// <summary>The difference in per cent of the earlier value.</summary>
    ChangePercent,

    /// <summary>The value in per cent of the earlier one.</summary>
    Index,
}

/// <summary>What a value is set against: that of a span before, or of a fixed period.</summary>
public sealed record TimeComparison(ComparisonKind Kind, PeriodSpan? Span, Period? Base);

/// <summary>Another indicator that a formula takes figures from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version taken.</param>
/// <param name="Hash">Hash of its definition, so that a change there recomputes this indicator too.</param>
public sealed record FormulaReference(string Id, int Version, string Hash);
