using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>A node of the parsed formula, before anything is known about its names.</summary>
/// <param name="Position">Where it starts in the formula, from 0.</param>
internal abstract record FormulaNode(int Position);

/// <summary>A number.</summary>
internal sealed record NumberNode(int Position, double Value) : FormulaNode(Position);

/// <summary>The name of an input.</summary>
internal sealed record NameNode(int Position, string Name) : FormulaNode(Position);

/// <summary>A changed sign.</summary>
internal sealed record NegationNode(int Position, FormulaNode Operand) : FormulaNode(Position);

/// <summary>Two operands with + - * / between them; the position is that of the operator.</summary>
internal sealed record OperationNode(int Position, TokenKind Operator, FormulaNode Left, FormulaNode Right) : FormulaNode(Position);

/// <summary>A function with its arguments.</summary>
internal sealed record CallNode(int Position, string Function, IReadOnlyList<FormulaNode> Arguments) : FormulaNode(Position);

/// <summary>A length of time: 12 months.</summary>
internal sealed record SpanNode(int Position, int Count, Frequency Unit) : FormulaNode(Position);

/// <summary>A quarter or a month; a year is a <see cref="NumberNode"/>.</summary>
internal sealed record PeriodNode(int Position, Period Period) : FormulaNode(Position);

/// <summary>The id of another indicator, within of(…), with the version where one is named.</summary>
internal sealed record ReferenceNode(int Position, string Id, int? Version) : FormulaNode(Position);
