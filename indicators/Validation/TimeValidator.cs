using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Validation;

/// <summary>Checks that windows, lags and bases of a formula fit the frequencies and the effective period of its definition.</summary>
internal sealed class TimeValidator(
    DefinitionDraft draft, CheckedFormula formula, IReadOnlyDictionary<string, ResolvedInput?> inputs, DiagnosticBag bag)
{
    private readonly IndicatorDefinition definition = draft.Definition;
    private readonly int line = draft.Lines["formula"];

    /// <summary>Reports everything that does not fit.</summary>
    public void Validate()
    {
        var lags = formula.Numerator.Terms.Concat(formula.Denominator?.Terms ?? []).Select(term => term.Lag).Append(formula.Lag);
        foreach (var span in lags.Append(formula.Window?.Span).Append(formula.Comparison?.Span).OfType<PeriodSpan>().Distinct())
        {
            CheckSpan(span);
        }

        if (formula.Window is { } window)
        {
            CheckWindow(window);
        }

        if (formula.Comparison?.Base is { } period)
        {
            CheckBase(period);
        }
    }

    private void CheckSpan(PeriodSpan span)
    {
        foreach (var frequency in definition.Frequencies.Where(frequency => span.PeriodsOf(frequency) is null))
        {
            var word = DefinitionWords.Frequencies.WordFor(frequency);
            bag.Error(
                DiagnosticCodes.BadSpan,
                line,
                $"{span} is no whole number of periods of the frequency '{word}'",
                "write whole years, or leave the longer frequency out");
        }
    }

    /// <summary>A window of which every frequency sees one period only does nothing; a sum in a window needs to know whether it is a stock.</summary>
    private void CheckWindow(TimeWindow window)
    {
        var longest = definition.Frequencies.Select(frequency => window.Span is { } span ? span.PeriodsOf(frequency) ?? 2 : Period.PerYear(frequency)).DefaultIfEmpty(2).Max();
        if (longest < 2)
        {
            bag.Error(
                DiagnosticCodes.BadSpan,
                line,
                $"a window of {window.Span?.ToString() ?? "the year so far"} covers one period of this indicator",
                "take more periods together, or compute values by shorter periods (frequencies: [month])");
        }
        else if (formula.Kind == FormulaKind.Sum && definition.Annual is null && formula.Inputs.Any(IsShort))
        {
            bag.Error(
                DiagnosticCodes.MissingAnnualRule,
                line,
                "how several periods are taken together is not said",
                "write annual: mean (stocks) or annual: sum (flows)");
        }
    }

    private bool IsShort(string input) => inputs[input]?.DataSets[0].Frequency is not (null or Frequency.Annual);

    private void CheckBase(Period period)
    {
        foreach (var frequency in definition.Frequencies.Where(frequency => Period.PerYear(period.Frequency) > Period.PerYear(frequency)))
        {
            bag.Error(
                DiagnosticCodes.BadBase,
                line,
                $"the base {period} is shorter than the periods of the frequency '{DefinitionWords.Frequencies.WordFor(frequency)}'",
                $"compare with {period.ToYear()}, or leave the longer frequency out");
        }

        var (from, to) = (definition.Effective.From, definition.Effective.To);
        if (period.FirstDay < from || period.FirstDay > to)
        {
            bag.Error(
                DiagnosticCodes.BadBase,
                line,
                $"the base {period} lies outside the effective period, for which alone this version has values",
                "choose a base within it, or correct 'effective'");
        }
    }
}
