using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>Checks the functions of time that stand around a formula: rolling, cumulative, lag, change, change_percent, index.</summary>
internal sealed class TimeReader(LinearReader reader, ICollection<FormulaError> errors)
{
    /// <summary>A formula with a function around it; null when errors were added.</summary>
    public CheckedFormula? Around(CheckedFormula inner, CallNode call, FormulaFunction function)
    {
        if (inner.Comparison is { } comparison)
        {
            return Refuse(DiagnosticCodes.BadNesting, call, $"{call.Function}(…) stands around a {Word(comparison.Kind)}", "compare last: put change, change_percent and index outermost, and only one of them");
        }

        return function.Role switch
        {
            FunctionRole.Window => Window(inner, call),
            FunctionRole.Lag => reader.Span(call.Arguments[1]) is { } span ? inner with { Lag = inner.Lag?.Plus(span) ?? span } : null,
            FunctionRole.Comparison => Comparison(call) is { } compared ? inner with { Comparison = compared } : null,
            _ => throw new InvalidOperationException($"Function {call.Function} is no function of time."),
        };
    }

    private CheckedFormula? Window(CheckedFormula inner, CallNode call)
    {
        if (inner.Window is not null)
        {
            return Refuse(DiagnosticCodes.BadNesting, call, $"{call.Function}(…) stands around another window", "take periods together only once");
        }

        if (inner.Kind == FormulaKind.Published)
        {
            return Refuse(
                DiagnosticCodes.MeanOfRates,
                call,
                $"{call.Function}(…) would average published figures over time",
                "use counts, or weighted(rate, weight, multiplier)");
        }

        var span = call.Arguments.Count == 2 ? reader.Span(call.Arguments[1]) : null;
        return call.Arguments.Count == 2 && span is null ? null : inner with { Window = new(span) };
    }

    private TimeComparison? Comparison(CallNode call)
    {
        var kind = call.Function switch
        {
            "change" => ComparisonKind.Change,
            "change_percent" => ComparisonKind.ChangePercent,
            _ => ComparisonKind.Index,
        };
        if (kind != ComparisonKind.Index && call.Arguments[1] is SpanNode)
        {
            return reader.Span(call.Arguments[1]) is { } span ? new(kind, span, null) : null;
        }

        return reader.Base(call.Arguments[1]) is { } period ? new(kind, null, period) : null;
    }

    private static string Word(ComparisonKind kind) => kind == ComparisonKind.Index ? "index" : "change";

    private CheckedFormula? Refuse(string code, CallNode call, string message, string hint)
    {
        errors.Add(new(code, call.Position, message, hint));
        return null;
    }
}
