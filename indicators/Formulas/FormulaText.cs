using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>Writes a tree as a formula, with no more parentheses than it needs; parsing the text gives the tree again.</summary>
internal static class FormulaText
{
    private const int Additive = 1;
    private const int Multiplicative = 2;
    private const int Signed = 3;
    private const int Atomic = 4;

    /// <summary>The text of a tree.</summary>
    public static string Of(FormulaNode node) => node switch
    {
        NumberNode number => Plain(number.Value),
        NameNode name => name.Name,
        SpanNode span => Span(span),
        PeriodNode period => period.Period.ToString(),
        ReferenceNode { Version: { } version } reference => string.Create(CultureInfo.InvariantCulture, $"{reference.Id}@{version}"),
        ReferenceNode reference => reference.Id,
        NegationNode negation => "-" + Within(negation.Operand, Signed),
        OperationNode operation => $"{Within(operation.Left, Level(operation))} {Sign(operation.Operator)} {Within(operation.Right, Level(operation) + 1)}",
        CallNode call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Of))})",
        _ => throw new InvalidOperationException($"A {node.GetType().Name} has no text."),
    };

    /// <summary>A number without an exponent, shortest form that reads back the same.</summary>
    private static string Plain(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
        {
            return text;
        }

        var exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = text[..mark].Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? "0." + new string('0', -exponent - 1) + digits
            : digits.PadRight(exponent + 1, '0');
    }

    private static string Span(SpanNode span)
    {
        var unit = PeriodSpan.Units.First(pair => pair.Value == span.Unit).Key;
        return string.Create(CultureInfo.InvariantCulture, $"{span.Count} {unit}{(span.Count == 1 ? "" : "s")}");
    }

    private static string Within(FormulaNode node, int level) => Level(node) >= level ? Of(node) : $"({Of(node)})";

    private static int Level(FormulaNode node) => node switch
    {
        OperationNode { Operator: TokenKind.Plus or TokenKind.Minus } => Additive,
        OperationNode => Multiplicative,
        NegationNode => Signed,
        _ => Atomic,
    };

    private static string Sign(TokenKind kind) => kind switch
    {
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Times => "*",
        _ => "/",
    };
}
