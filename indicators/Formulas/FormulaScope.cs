using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>An input as the checker knows it.</summary>
/// <param name="Name">Name in the formula.</param>
/// <param name="Unit">Unit of its measure.</param>
/// <param name="Additive">Whether it adds up over areas.</param>
internal sealed record FormulaInput(string Name, Unit Unit, bool Additive)
{
    /// <summary>Breakdowns of its data set that say how much a case took: named as a unit, without a total, not limited.</summary>
    public IReadOnlyList<string> CaseBreakdowns { get; init; } = [];
}

/// <summary>What a formula can name.</summary>
/// <param name="Inputs">Declared inputs; null where an input is declared but broken, which is reported elsewhere.</param>
/// <param name="Find">Other indicators by id and version (null: the newest).</param>
internal sealed record FormulaScope(IReadOnlyDictionary<string, FormulaInput?> Inputs, Func<string, int?, FoundReference> Find)
{
    /// <summary>A scope without other indicators.</summary>
    public static FormulaScope Of(IReadOnlyDictionary<string, FormulaInput?> inputs) =>
        new(inputs, static (id, _) => FoundReference.Not(DiagnosticCodes.UnknownReference, $"'{id}' is not an indicator of the catalogue", "name another"));
}

/// <summary>Another indicator as it was found, or why it cannot be used.</summary>
/// <param name="Definition">Its definition, checked.</param>
/// <param name="Code">Code of the diagnostic where there is no definition.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record FoundReference(IndicatorDefinition? Definition, string Code, string Message, string Hint)
{
    /// <summary>It was found.</summary>
    public static FoundReference Of(IndicatorDefinition definition) => new(definition, "", "", "");

    /// <summary>It cannot be used.</summary>
    public static FoundReference Not(string code, string message, string hint) => new(null, code, message, hint);
}
