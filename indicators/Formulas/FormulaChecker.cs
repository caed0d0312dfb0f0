using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>Gives a formula its meaning, or says why it has none.</summary>
internal sealed class FormulaChecker
{
    private readonly ICollection<FormulaError> errors;
    private readonly ReferenceReader references;
    private readonly ValueReader values;
    private readonly TimeReader times;

    private FormulaChecker(FormulaScope scope, ICollection<FormulaError> errors)
    {
        this.errors = errors;
        references = new ReferenceReader(scope, errors);
        var linear = new LinearReader(scope.Inputs, references, errors);
        values = new ValueReader(linear, errors);
        times = new TimeReader(linear, errors);
    }

    /// <summary>The checked formula; null when errors were added or an input is broken for another reason.</summary>
    /// <param name="text">The formula as written.</param>
    /// <param name="scope">What it can name.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static CheckedFormula? Check(string text, FormulaScope scope, ICollection<FormulaError> errors)
    {
        if (FormulaParser.Parse(text, errors) is not { } tree)
        {
            return null;
        }

        var checker = new FormulaChecker(scope, errors);
        return checker.Formula(tree) is { } formula
            ? formula with { Function = ((CallNode)tree).Function, Imported = checker.references.Imported, References = checker.references.References }
            : null;
    }

    /// <summary>Names of inputs that a text mentions, whether or not the formula makes sense.</summary>
    public static IReadOnlySet<string> Mentioned(string text) =>
        Tokenizer.Read(text, []).Where(token => token.Kind == TokenKind.Name).Select(token => token.Text).ToHashSet(StringComparer.Ordinal);

    private CheckedFormula? Formula(FormulaNode node)
    {
        if (Call(node) is not { } call || Function(call) is not { } function)
        {
            return null;
        }

        return function.Role switch
        {
            FunctionRole.Values => values.Read(call),
            FunctionRole.Reference => references.Formula(call),
            _ => Formula(call.Arguments[0]) is { } inner ? times.Around(inner, call, function) : null,
        };
    }

    private CallNode? Call(FormulaNode node)
    {
        if (node is CallNode call)
        {
            return call;
        }

        errors.Add(new(
            DiagnosticCodes.FormulaSyntax,
            node.Position,
            $"'{FormulaText.Of(node)}' is not a call of a function",
            node is NameNode name ? $"write sum({name.Name})" : $"write one of {string.Join(", ", FormulaFunction.All.Values.Select(function => function.Usage))}"));
        return null;
    }

    private FormulaFunction? Function(CallNode call)
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
}
