using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;

namespace Insight.Indicators.Compilation;

/// <summary>What stands in the rows of a step: which components, and how the value comes from them.</summary>
/// <param name="Kind">How the value comes from the components.</param>
/// <param name="Multiplier">value = multiplier × numerator ÷ denominator, where something is divided.</param>
/// <param name="Components">The columns.</param>
internal sealed record FigureShape(FormulaKind Kind, double Multiplier, IReadOnlyList<string> Components)
{
    /// <summary>The value, of the columns of one alias (<c>t.</c>) or of none.</summary>
    public string Value(string alias = "") => Kind switch
    {
        FormulaKind.Sum => $"{alias}numerator",
        FormulaKind.Ratio => Ratio(alias),
        FormulaKind.Weighted => $"COALESCE({alias}published, {Ratio(alias)})",
        _ => $"{alias}published",
    };

    /// <summary>The severity, which a denominator of zero raises.</summary>
    public string Severity(string alias = "")
    {
        var zero = StatusSql.Rank(ObservationStatus.ZeroDenominator);
        return Kind switch
        {
            FormulaKind.Ratio or FormulaKind.Pooled => $"CASE WHEN {alias}denominator = 0 THEN GREATEST({alias}severity, {zero}) ELSE {alias}severity END",
            FormulaKind.Weighted => $"CASE WHEN {alias}denominator = 0 AND {alias}published IS NULL THEN GREATEST({alias}severity, {zero}) ELSE {alias}severity END",
            _ => $"{alias}severity",
        };
    }

    private string Ratio(string alias)
    {
        var multiplier = Multiplier == 1 ? "" : $"{SqlText.Number(Multiplier)} * ";
        return $"{multiplier}{alias}numerator / NULLIF({alias}denominator, 0)";
    }
}
