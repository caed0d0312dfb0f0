using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>Gives a formula its meaning, or says why it has none.</summary>
internal static class FormulaChecker
{
    /// <summary>The checked formula with the function that it calls; null when errors were added or an input is broken for another reason.</summary>
    /// <param name="text">The formula as written.</param>
    /// <param name="inputs">Declared inputs; null where an input is declared but broken, which is reported elsewhere.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static (CheckedFormula Formula, FormulaFunction Function)? Check(
        string text, IReadOnlyDictionary<string, FormulaInput?> inputs, ICollection<FormulaError> errors)
    {
        if (FormulaParser.Parse(text, errors) is not { } tree || Call(tree, errors) is not { } call || Function(call, errors) is not { } function)
        {
            return null;
        }

        var reader = new LinearReader(inputs, errors);
        var formula = function.Kind switch
        {
            FormulaKind.Sum => Sum(call, reader),
            FormulaKind.Ratio when function.Parameters.Count == 2 => Share(call, reader, errors),
            FormulaKind.Ratio => Per(call, reader),
            FormulaKind.Weighted => Weighted(call, reader, errors),
            FormulaKind.Published => Published(call, reader),
            _ => throw new InvalidOperationException($"Function {function.Name} has kind {function.Kind}, which the checker does not know."),
        };
        return formula is null ? null : (formula, function);
    }

    /// <summary>Names of inputs that a text mentions, whether or not the formula makes sense.</summary>
    public static IReadOnlySet<string> Mentioned(string text) =>
        Tokenizer.Read(text, []).Where(token => token.Kind == TokenKind.Name).Select(token => token.Text).ToHashSet(StringComparer.Ordinal);

    private static CallNode? Call(FormulaNode tree, ICollection<FormulaError> errors)
    {
        if (tree is CallNode call)
        {
            return call;
        }

        errors.Add(new(
            DiagnosticCodes.FormulaSyntax,
            tree.Position,
            "the formula is not a call of a function",
            $"write one of {Usages()}"));
        return null;
    }

    private static FormulaFunction? Function(CallNode call, ICollection<FormulaError> errors)
    {
        if (!FormulaFunction.All.TryGetValue(call.Function, out var function))
        {
            errors.Add(new(
                DiagnosticCodes.UnknownFunction,
                call.Position,
                $"there is no function '{call.Function}'",
                NearestName.Hint(call.Function, FormulaFunction.All.Keys)));
            return null;
        }

        if (call.Arguments.Count != function.Parameters.Count)
        {
            errors.Add(new(
                DiagnosticCodes.WrongArgumentCount,
                call.Position,
                string.Create(CultureInfo.InvariantCulture, $"{call.Function} has {call.Arguments.Count} arguments, not {function.Parameters.Count}"),
                $"write {function.Usage}"));
            return null;
        }

        return function;
    }

    private static CheckedFormula? Sum(CallNode call, LinearReader reader) =>
        reader.Amount(call.Arguments[0]) is { } amount ? new(FormulaKind.Sum, amount.Expression, null, 1, amount.Unit) : null;

    private static CheckedFormula? Share(CallNode call, LinearReader reader, ICollection<FormulaError> errors)
    {
        var (part, whole) = (reader.Amount(call.Arguments[0]), reader.Amount(call.Arguments[1]));
        if (part is null || whole is null)
        {
            return null;
        }

        if (!part.Value.Unit.SameAs(whole.Value.Unit))
        {
            errors.Add(new(
                DiagnosticCodes.UnitMismatch,
                call.Position,
                $"{part.Value.Unit} cannot be a share of {whole.Value.Unit}",
                "a share is a part of a whole of the same unit; else write per(amount, of, multiplier)"));
            return null;
        }

        return Ratio(part.Value, whole.Value, 100);
    }

    private static CheckedFormula? Per(CallNode call, LinearReader reader)
    {
        var (amount, of, multiplier) = (reader.Amount(call.Arguments[0]), reader.Amount(call.Arguments[1]), reader.Number(call.Arguments[2]));
        return amount is null || of is null || multiplier is null ? null : Ratio(amount.Value, of.Value, multiplier.Value);
    }

    private static CheckedFormula Ratio(
        (LinearExpression Expression, Unit Unit) over,
        (LinearExpression Expression, Unit Unit) under,
        double multiplier) =>
        new(
            FormulaKind.Ratio,
            over.Expression,
            under.Expression,
            multiplier,
            Unit.Quotient($"{over.Unit}/{under.Unit}", over.Unit, under.Unit));

    private static CheckedFormula? Weighted(CallNode call, LinearReader reader, ICollection<FormulaError> errors)
    {
        var (rate, weight, multiplier) = (reader.Figure(call.Arguments[0]), reader.Amount(call.Arguments[1]), reader.Number(call.Arguments[2]));
        if (rate is null || weight is null || multiplier is null)
        {
            return null;
        }

        var unit = weight.Value.Unit;
        if (!rate.Unit.IsRate || (rate.Unit.PerKind.Length > 0 && rate.Unit.PerKind != unit.Kind))
        {
            errors.Add(new(
                DiagnosticCodes.UnitMismatch,
                call.Position,
                $"'{rate.Name}' ({rate.Unit}) is no rate per {unit}",
                "weight a rate by what it is a rate of; use published(figure) for indices and scores"));
            return null;
        }

        var needed = rate.Unit.PerSize / unit.Size;
        if (!Unit.Near(needed, multiplier.Value))
        {
            errors.Add(new(
                DiagnosticCodes.WrongArgument,
                call.Arguments[2].Position,
                string.Create(CultureInfo.InvariantCulture, $"the multiplier {multiplier} does not belong to a rate in {rate.Unit}"),
                string.Create(CultureInfo.InvariantCulture, $"write {needed}")));
            return null;
        }

        return new(FormulaKind.Weighted, new([new(1, rate.Name)]), weight.Value.Expression, multiplier.Value, rate.Unit);
    }

    private static CheckedFormula? Published(CallNode call, LinearReader reader) =>
        reader.Figure(call.Arguments[0]) is { } figure ? new(FormulaKind.Published, new([new(1, figure.Name)]), null, 1, figure.Unit) : null;

    private static string Usages() => string.Join(", ", FormulaFunction.All.Values.Select(function => function.Usage));
}
