using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Explanations;

/// <summary>Says in plain words how a value is computed, made from the checked formula, so that it cannot differ from what is computed.</summary>
public static class FormulaExplanation
{
    /// <summary>The explanation by language: fi, sv, en.</summary>
    /// <param name="definition">A definition from the catalogue.</param>
    /// <param name="catalog">The catalogue, for what measures and members are called.</param>
    public static IReadOnlyDictionary<string, string> Of(IndicatorDefinition definition, Catalog catalog) =>
        Phrases.All.ToDictionary(phrases => phrases.Language, phrases => string.Join(' ', new Sentences(definition, catalog, phrases).All()));

    private sealed class Sentences(IndicatorDefinition definition, Catalog catalog, Phrases phrases)
    {
        private readonly CheckedFormula formula = definition.Calculation;

        private bool IsSummed => formula.Kind == FormulaKind.Sum ? definition.Annual == AnnualRule.Sum : definition.Annual != AnnualRule.Mean;

        public IEnumerable<string> All() => [Value(), .. Window(), .. Lag(), .. Comparison(), .. Year(), .. Groups()];

        private string Value() => formula.Kind switch
        {
            FormulaKind.Published => Say(phrases.Published, Amount(formula.Numerator)),
            FormulaKind.Weighted => Say(phrases.Weighted, Amount(formula.Numerator)),
            FormulaKind.Pooled when formula.Percentile!.Percent == 50 => Say(phrases.Median, Amount(formula.Numerator)),
            FormulaKind.Pooled => Say(phrases.Percentile, Amount(formula.Numerator), Number(formula.Percentile!.Percent)),
            FormulaKind.Ratio => Say(phrases.Value, $"{(formula.Multiplier == 1 ? "" : $"{Number(formula.Multiplier)} × ")}{Factor(formula.Numerator)} ÷ {Factor(formula.Denominator!)}"),
            _ => Say(phrases.Value, Amount(formula.Numerator)),
        };

        private IEnumerable<string> Window() => formula.Window switch
        {
            null => [],
            { Span: null } => [IsSummed || formula.Kind == FormulaKind.Pooled ? phrases.CumulativeSum : phrases.CumulativeMean],
            { Span: { } span } => [Say(formula.Kind == FormulaKind.Pooled ? phrases.RollingCases : IsSummed ? phrases.RollingSum : phrases.RollingMean, phrases.Last(span))],
        };

        private IEnumerable<string> Lag() => formula.Lag is { } span ? [Say(phrases.Lag, phrases.Before(span))] : [];

        private IEnumerable<string> Comparison()
        {
            if (formula.Comparison is not { } comparison)
            {
                return [];
            }

            if (comparison.Kind == ComparisonKind.Index)
            {
                return [Say(phrases.Index, $"{comparison.Base}")];
            }

            var from = comparison.Span is { } span ? Say(phrases.ChangeFromSpan, phrases.Before(span)) : Say(phrases.ChangeFromBase, $"{comparison.Base}");
            return comparison.Kind == ComparisonKind.ChangePercent ? [from, phrases.InPercent] : [from];
        }

        private IEnumerable<string> Year()
        {
            var hasYearOfPeriods = definition.Frequencies.Contains(Frequency.Annual) && definition.Frequencies.Count > 1 && formula.Kind != FormulaKind.Published;
            return !hasYearOfPeriods ? []
                : formula.Kind == FormulaKind.Pooled ? [phrases.YearOfCases]
                : definition.Annual == AnnualRule.Sum ? [phrases.YearSum]
                : formula.Kind == FormulaKind.Sum ? [phrases.YearMean] : [phrases.YearMeanOfRatio];
        }

        private IEnumerable<string> Groups() => formula.Aggregation switch
        {
            AggregationClass.NotAggregable => [phrases.NotAggregable],
            AggregationClass.Sum => [phrases.SumOfMembers, phrases.AllMembers],
            AggregationClass.Weighted => [Say(phrases.WeightedMembers, Amount(formula.Denominator!)), phrases.AllMembers],
            AggregationClass.Pooled => [formula.Kind == FormulaKind.Pooled ? phrases.PooledCases : phrases.PooledRates, phrases.AllMembers],
            _ => [formula.Kind == FormulaKind.Sum ? phrases.PooledRates : phrases.RatioOfMembers, phrases.AllMembers],
        };

        private string Factor(LinearExpression amount) => amount.Terms.Count == 1 && amount.Terms[0].Coefficient == 1 ? Amount(amount) : $"({Amount(amount)})";

        private string Amount(LinearExpression amount) => string.Concat(amount.Terms.Select((term, i) => $"{Sign(term, i == 0)}{Term(term)}"));

        private static string Sign(LinearTerm term, bool isFirst) => term.Coefficient < 0 ? isFirst ? "−" : " − " : isFirst ? "" : " + ";

        private string Term(LinearTerm term)
        {
            var input = definition.FindInput(term.Input)!;
            string[] limits =
            [
                .. input.Where.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(Members),
                .. input.Except.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{phrases.Except} {Members(pair)}"),
                .. term.Lag is { } span ? [phrases.Before(span)] : Array.Empty<string>(),
            ];
            var factor = Math.Abs(term.Coefficient) == 1 ? "" : $"{Number(Math.Abs(term.Coefficient))} × ";
            return $"{factor}{catalog.Measures.Of(input, phrases.Language)}{(limits.Length == 0 ? "" : $" ({string.Join("; ", limits)})")}";
        }

        private string Members(KeyValuePair<string, IReadOnlyList<string>> filter)
        {
            var known = catalog.Breakdowns.FirstOrDefault(breakdown => breakdown.Id == filter.Key);
            var members = filter.Value.Select(id => known?.Members.FirstOrDefault(member => member.Id == id)?.Names.GetValueOrDefault(phrases.Language) ?? id);
            return $"{known?.Names.GetValueOrDefault(phrases.Language) ?? filter.Key}: {string.Join(", ", members)}";
        }

        private string Number(double number) => number.ToString("#,##0.######", phrases.Numbers);

        private static string Say(string sentence, params object[] words) => string.Format(CultureInfo.InvariantCulture, sentence, words);
    }
}
