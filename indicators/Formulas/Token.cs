namespace Insight.Indicators.Formulas;

/// <summary>Kind of a token of the formula language.</summary>
internal enum TokenKind
{
    Number,
    Name,
    Period,
    Reference,
    Plus,
    Minus,
    Times,
    Divide,
    Open,
    Close,
    Comma,
    End,
}

/// <summary>A token with its text and its position in the formula, from 0.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>The token as an error message names it.</summary>
    public override string ToString() => Kind == TokenKind.End ? "the end of the formula" : $"'{Text}'";
}
