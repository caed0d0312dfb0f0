using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>
/// Evaluates an argument to inputs with coefficients in one unit, or to a plain number. Refuses what is not linear, what mixes units, and
/// rates, which must not be added up.
/// </summary>
internal sealed class LinearReader(IReadOnlyDictionary<string, FormulaInput?> inputs, ReferenceReader references, ICollection<FormulaError> errors)
{
    /// <summary>The amount that a tree stands for; null when an error was added or the input is broken for another reason.</summary>
    public (LinearExpression Expression, Unit Unit)? Amount(FormulaNode node)
    {
        var value = Value(node);
        if (value is { Number: not null })
        {
            Refuse(DiagnosticCodes.WrongArgument, node, "a plain number stands where an amount is needed", "name an input");
        }

        return value is { Expression: { } expression, Unit: { } unit } ? (expression, unit) : null;
    }

    /// <summary>The plain number that a tree stands for.</summary>
    public double? Number(FormulaNode node)
    {
        var value = Value(node);
        if (value is { Number: null })
        {
            Refuse(
                DiagnosticCodes.WrongArgument,
                node,
                "an input stands where a number is needed",
                "write the multiplier as a number, such as 1000");
        }

        return value?.Number;
    }

    /// <summary>The one input that a tree names; it need not be additive.</summary>
    public FormulaInput? Figure(FormulaNode node)
    {
        if (node is NameNode name)
        {
            return Input(name);
        }

        Refuse(DiagnosticCodes.WrongArgument, node, "an expression stands where one published figure is needed", "name one input");
        return null;
    }

    /// <summary>The length of time that an argument writes.</summary>
    public PeriodSpan? Span(FormulaNode node)
    {
        if (node is SpanNode { Count: > 0 and <= 1200 } span)
        {
            return PeriodSpan.Of(span.Count, span.Unit);
        }

        Refuse(DiagnosticCodes.BadSpan, node, $"'{FormulaText.Of(node)}' is no length of time", "write one such as 12 months or 1 year");
        return null;
    }

    /// <summary>The period that an argument writes.</summary>
    public Period? Base(FormulaNode node)
    {
        if (node is PeriodNode period)
        {
            return period.Period;
        }

        if (node is NumberNode && Period.TryParse(FormulaText.Of(node), out var year))
        {
            return year;
        }

        Refuse(DiagnosticCodes.BadBase, node, $"'{FormulaText.Of(node)}' is no period to compare with", "write a year 2015, a quarter 2015-Q1 or a month 2015-01");
        return null;
    }

    private Term? Value(FormulaNode node) => node switch
    {
        NumberNode number => new Term(number.Value, null, null),
        NameNode name => Additive(name),
        NegationNode negation => Value(negation.Operand)?.Times(-1),
        OperationNode { Operator: TokenKind.Plus } sum => Sum(sum, 1),
        OperationNode { Operator: TokenKind.Minus } difference => Sum(difference, -1),
        OperationNode { Operator: TokenKind.Times } product => Product(product),
        OperationNode quotient => Quotient(quotient),
        CallNode { Function: "lag", Arguments.Count: 2 } lag => Lagged(lag),
        CallNode { Function: "of" } of => references.Amount(of) is { } amount ? new Term(null, amount.Expression, amount.Unit) : null,
        CallNode call => Nested(call),
        SpanNode or PeriodNode => Refuse(DiagnosticCodes.WrongArgument, node, $"'{FormulaText.Of(node)}' stands where a figure is needed", "name an input"),
        _ => throw new InvalidOperationException($"The parser made a {node.GetType().Name}, which the checker does not know."),
    };

    private Term? Additive(NameNode name)
    {
        if (Input(name) is not { } input)
        {
            return null;
        }

        if (input.Additive && !input.Unit.IsRate)
        {
            return new Term(null, new([new(1, input.Name)]), input.Unit);
        }

        Refuse(
            DiagnosticCodes.MeanOfRates,
            name,
            $"'{input.Name}' ({input.Unit}) does not add up over areas: sums and means of rates are wrong numbers",
            "use counts, or weighted(rate, weight, multiplier), or published(figure)");
        return null;
    }

    private FormulaInput? Input(NameNode name)
    {
        if (inputs.TryGetValue(name.Name, out var input))
        {
            return input;
        }

        Refuse(DiagnosticCodes.UnknownInput, name, $"'{name.Name}' is not an input", NearestName.Hint(name.Name, inputs.Keys));
        return null;
    }

    private Term? Sum(OperationNode node, double sign)
    {
        var (left, right) = (Value(node.Left), Value(node.Right));
        return (left, right) switch
        {
            (null, _) or (_, null) => null,
            ({ Number: { } a }, { Number: { } b }) => new Term(a + (sign * b), null, null),
            ({ Expression: { } a, Unit: { } unit }, { Expression: { } b, Unit: { } other }) when unit.SameAs(other) => new Term(null, a.Plus(b, sign), unit),
            _ => Refuse(
                DiagnosticCodes.UnitMismatch,
                node,
                $"{left.Named} and {right.Named} cannot be added",
                "add only amounts of one unit"),
        };
    }

    private Term? Product(OperationNode node)
    {
        var (left, right) = (Value(node.Left), Value(node.Right));
        return (left, right) switch
        {
            (null, _) or (_, null) => null,
            ({ Number: { } factor }, _) => right.Times(factor),
            (_, { Number: { } factor }) => left.Times(factor),
            _ => Refuse(DiagnosticCodes.NotLinear, node, "two inputs are multiplied", "multiply inputs by numbers only"),
        };
    }

    private Term? Quotient(OperationNode node)
    {
        var (left, right) = (Value(node.Left), Value(node.Right));
        return (left, right) switch
        {
            (null, _) or (_, null) => null,
            (_, { Number: 0 }) => Refuse(DiagnosticCodes.WrongArgument, node, "division by zero", "divide by another number"),
            (_, { Number: { } divisor }) => left.Times(1 / divisor),
            _ => Refuse(
                DiagnosticCodes.NotLinear,
                node,
                "an input stands below a division line, which would average rates over areas",
                "write share(part, whole) or per(amount, of, multiplier)"),
        };
    }

    private Term? Lagged(CallNode call)
    {
        var (amount, span) = (Amount(call.Arguments[0]), Span(call.Arguments[1]));
        return amount is null || span is null ? null : new Term(null, amount.Value.Expression.Before(span.Value), amount.Value.Unit);
    }

    private Term? Nested(CallNode call) =>
        Refuse(
            DiagnosticCodes.MeanOfRates,
            call,
            FormulaFunction.All.ContainsKey(call.Function)
                ? $"{call.Function}(…) stands within an amount: its result does not add up over areas"
                : $"there is no function '{call.Function}', and within an amount only lag(…) and of(…) may stand",
            "write one function around amounts");

    private Term? Refuse(string code, FormulaNode node, string message, string hint)
    {
        errors.Add(new(code, node.Position, message, hint));
        return null;
    }

    /// <summary>A number, or inputs with coefficients and their unit.</summary>
    private sealed record Term(double? Number, LinearExpression? Expression, Unit? Unit)
    {
        public string Named => Unit is null ? "a plain number" : Unit.Id;

        public Term Times(double factor) => Number is { } number ? new Term(number * factor, null, null) : new Term(null, Expression!.Times(factor), Unit);
    }
}
