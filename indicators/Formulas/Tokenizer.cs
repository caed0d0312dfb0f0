using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>Formula text to tokens. Blanks and line breaks separate; × ÷ − are read as * / -.</summary>
internal static class Tokenizer
{
    /// <summary>Longer formulas are refused: a definition that needs more should be two indicators.</summary>
    private const int MaximumLength = 1000;

    /// <summary>The tokens with an End token behind them; empty, with an error, when a character has no place in a formula.</summary>
    public static IReadOnlyList<Token> Read(string text, ICollection<FormulaError> errors)
    {
        if (text.Length > MaximumLength)
        {
            errors.Add(new(
                DiagnosticCodes.FormulaSyntax,
                0,
                $"the formula has {text.Length} characters, more than {MaximumLength}",
                "shorten it, or make two indicators of it"));
            return [];
        }

        var tokens = new List<Token>();
        for (var position = 0; position < text.Length;)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            if ((IsReference(tokens) ? ReferenceAt(text, position) : TokenAt(text, position)) is not { } token)
            {
                errors.Add(new(
                    DiagnosticCodes.FormulaSyntax,
                    position,
                    $"'{text[position]}' has no place in a formula",
                    "use names of inputs, numbers with a decimal point, + - * / ( ) and commas"));
                return [];
            }

            tokens.Add(token);
            position += token.Text.Length;
        }

        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static Token? TokenAt(string text, int position)
    {
        var first = text[position];
        if (char.IsAsciiLetterLower(first) || first == '_')
        {
            return Run(TokenKind.Name, text, position, static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        }

        if (char.IsAsciiDigit(first))
        {
            return PeriodAt(text, position) ?? Run(TokenKind.Number, text, position, static c => char.IsAsciiDigit(c) || c == '.');
        }

        return Symbol(first) is { } kind ? new Token(kind, text.Substring(position, 1), position) : null;
    }

    /// <summary>The id of an indicator follows <c>of(</c>; it has hyphens, which elsewhere subtract.</summary>
    private static bool IsReference(List<Token> before) => before.Count >= 2 && before[^1].Kind == TokenKind.Open && before[^2] is { Kind: TokenKind.Name, Text: "of" };

    private static Token? ReferenceAt(string text, int position) => char.IsAsciiLetterLower(text[position])
        ? Run(TokenKind.Reference, text, position, static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '@')
        : TokenAt(text, position);

    /// <summary>A quarter or month, 2015-Q1 or 2015-01, written without blanks; a year is read as a number.</summary>
    private static Token? PeriodAt(string text, int position)
    {
        const int Length = 7;
        var end = position + Length;
        var isWhole = end <= text.Length && (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '.')) && text[position + 4] == '-';
        return isWhole && Period.TryParse(text.AsSpan(position, Length), out _) ? new Token(TokenKind.Period, text.Substring(position, Length), position) : null;
    }

    private static Token Run(TokenKind kind, string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return new(kind, text[start..end], start);
    }

    private static TokenKind? Symbol(char symbol) => symbol switch
    {
        '+' => TokenKind.Plus,
        '-' or '−' => TokenKind.Minus,
        '*' or '×' => TokenKind.Times,
        '/' or '÷' => TokenKind.Divide,
        '(' => TokenKind.Open,
        ')' => TokenKind.Close,
        ',' => TokenKind.Comma,
        _ => null,
    };
}
