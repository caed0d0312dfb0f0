using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;

namespace Insight.Indicators.Validation;

/// <summary>Checks what a definition says of its variation, and finds where respondents and population stand in its formula.</summary>
internal sealed class VariationValidator(DefinitionDraft draft, CheckedFormula formula, DiagnosticBag bag)
{
    private readonly Variation written = draft.Definition.Variation;

    /// <summary>The variation with inputs replaced by the place where they stand.</summary>
    public Variation Validate()
    {
        switch (written.Kind)
        {
            case VariationKind.Sample:
                return written with { Respondents = Respondents(), Population = Place("population", written.Population), Squares = Place("squares", written.Squares) };
            case VariationKind.Counts when formula.Kind is FormulaKind.Weighted or FormulaKind.Published:
                Report("kind", "counts are sums, or counts over something; a published rate has no counts", "write kind: register");
                break;
        }

        RefuseParts();
        return written;
    }

    private string? Respondents()
    {
        if (written.Respondents is null)
        {
            Report("kind", "a sample has no 'respondents'", "name the input that counts those who answered, or write denominator");
        }

        return Place("respondents", written.Respondents);
    }

    /// <summary>Numerator or denominator, of this indicator or of another; null where nothing is named.</summary>
    private string? Place(string field, string? text)
    {
        if (text is null or Variation.Numerator or Variation.Denominator || VariationReferences.Place().IsMatch(text))
        {
            return text;
        }

        if (StandsAlone(formula.Numerator, text))
        {
            return Variation.Numerator;
        }

        if (StandsAlone(formula.Denominator, text))
        {
            return Variation.Denominator;
        }

        var alone = new[] { formula.Numerator, formula.Denominator }.Where(part => part?.Terms.Count == 1).Select(part => part!.Terms[0].Input);
        Report(
            field,
            $"'{text}' is not alone above or below the line of the formula",
            $"write numerator, denominator, one of them of another indicator (survey-response-rate.numerator), or an input: {NearestName.Hint(text, alone)}");
        return null;
    }

    private void RefuseParts()
    {
        foreach (var (field, text) in new[] { ("respondents", written.Respondents), ("population", written.Population), ("squares", written.Squares) })
        {
            if (text is not null)
            {
                Report(field, $"'{field}' belongs to samples only", "write kind: sample, or leave it out");
            }
        }
    }

    private void Report(string field, string message, string hint) =>
        bag.Error(DiagnosticCodes.BadVariation, draft.Lines[$"variation.{field}"], message, hint);

    private static bool StandsAlone(LinearExpression? part, string input) => part?.Terms is [{ Coefficient: 1 } term] && term.Input == input;
}
