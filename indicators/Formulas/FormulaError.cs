namespace Insight.Indicators.Formulas;

/// <summary>What is wrong with a formula, and where in its text.</summary>
/// <param name="Code">Code of the diagnostic.</param>
/// <param name="Position">Character within the formula, from 0.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record FormulaError(string Code, int Position, string Message, string Hint);
