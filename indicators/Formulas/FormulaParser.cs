using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>
/// Tokens to a tree, by recursive descent:
/// expression = term {(+|-) term}; term = factor {(*|/) factor}; factor = - factor | number | number span | period | name | name(argument {, argument}) | (expression).
/// A span is 1 year, 2 quarters, 12 months; the argument of of(…) is the id of an indicator.
/// </summary>
internal sealed class FormulaParser
{
    /// <summary>Deeper nesting is refused before it can exhaust the stack.</summary>
    private const int MaximumDepth = 40;

    private readonly IReadOnlyList<Token> tokens;
    private int next;
    private int depth;

    private FormulaParser(IReadOnlyList<Token> tokens) => this.tokens = tokens;

    private Token Current => tokens[next];

    /// <summary>The tree; null, with an error added, when the text is no formula.</summary>
    public static FormulaNode? Parse(string text, ICollection<FormulaError> errors)
    {
        var tokens = Tokenizer.Read(text, errors);
        if (tokens.Count == 0)
        {
            return null;
        }

        try
        {
            var parser = new FormulaParser(tokens);
            var tree = parser.Expression();
            parser.Expect(TokenKind.End, "an operator, a comma or the end");
            return tree;
        }
        catch (SyntaxException broken)
        {
            errors.Add(broken.Error);
            return null;
        }
    }

    private FormulaNode Expression()
    {
        if (++depth > MaximumDepth)
        {
            throw Unexpected($"at most {MaximumDepth} levels of parentheses");
        }

        var left = Term();
        while (Current.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            var sign = Take();
            left = new OperationNode(sign.Position, sign.Kind, left, Term());
        }

        depth--;
        return left;
    }

    private FormulaNode Term()
    {
        var left = Factor();
        while (Current.Kind is TokenKind.Times or TokenKind.Divide)
        {
            var sign = Take();
            left = new OperationNode(sign.Position, sign.Kind, left, Factor());
        }

        return left;
    }

    private FormulaNode Factor()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Minus when ++depth <= MaximumDepth:
                var operand = Factor();
                depth--;
                return new NegationNode(token.Position, operand);
            case TokenKind.Number:
                return Current.Kind == TokenKind.Name && PeriodSpan.Units.TryGetValue(Current.Text, out var unit) ? SpanOf(token, unit) : Number(token);
            case TokenKind.Period:
                return new PeriodNode(token.Position, Period.Parse(token.Text));
            case TokenKind.Reference:
                return Reference(token);
            case TokenKind.Name when Current.Kind == TokenKind.Open:
                return new CallNode(token.Position, token.Text, Arguments());
            case TokenKind.Name:
                return new NameNode(token.Position, token.Text);
            case TokenKind.Open:
                var inner = Expression();
                Expect(TokenKind.Close, "')'");
                return inner;
            default:
                next--;
                throw Unexpected("a name, a number or '('");
        }
    }

    private List<FormulaNode> Arguments()
    {
        Take();
        var arguments = new List<FormulaNode>();
        if (Current.Kind != TokenKind.Close)
        {
            do
            {
                arguments.Add(Expression());
            }
            while (Current.Kind == TokenKind.Comma && Take().Kind == TokenKind.Comma);
        }

        Expect(TokenKind.Close, "',' or ')'");
        return arguments;
    }

    private SpanNode SpanOf(Token count, Frequency unit)
    {
        Take();
        return int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new SpanNode(count.Position, number, unit)
            : throw new SyntaxException(new(
                DiagnosticCodes.BadSpan,
                count.Position,
                $"'{count.Text}' is not a number of periods",
                "write a whole number, as 12 months"));
    }

    private static ReferenceNode Reference(Token token)
    {
        var parts = token.Text.Split('@');
        return parts.Length == 1 ? new ReferenceNode(token.Position, token.Text, null)
            : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new ReferenceNode(token.Position, parts[0], version)
            : throw new SyntaxException(new(
                DiagnosticCodes.FormulaSyntax,
                token.Position,
                $"'{token.Text}' does not name an indicator",
                "write its id, and the version behind @ where an older one is meant: of(ghg-total-hinku@1)"));
    }

    private static NumberNode Number(Token token) =>
        double.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new NumberNode(token.Position, value)
            : throw new SyntaxException(new(
                DiagnosticCodes.FormulaSyntax,
                token.Position,
                $"'{token.Text}' is not a number",
                "write it as 1000 or 0.5"));

    private Token Take() => tokens[next < tokens.Count - 1 ? next++ : next];

    private void Expect(TokenKind kind, string what)
    {
        if (Current.Kind != kind)
        {
            throw Unexpected(what);
        }

        Take();
    }

    private SyntaxException Unexpected(string expected) =>
        new(new(
            DiagnosticCodes.FormulaSyntax,
            Current.Position,
            $"{expected} expected, but {Current} found",
            "see the formulas of other definitions, for example share(unemployed, labour_force)"));

    private sealed class SyntaxException(FormulaError error) : Exception
    {
        public FormulaError Error { get; } = error;
    }
}
