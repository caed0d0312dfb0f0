using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>Figures over windows of several periods, and definitions without what they do with time otherwise.</summary>
internal static class FormulaWindow
{
    /// <summary>The window of a formula's rows of a frequency; empty where a row is of its period alone, as the twelve months of a year are.</summary>
    public static string Of(CheckedFormula formula, Frequency frequency) => formula.Window switch
    {
        null => "",
        { Span: null } => frequency == Frequency.Annual ? "" : ProtectedPlace.Cumulated,
        { Span: { } span } => span.PeriodsOf(frequency) is null or 1 ? "" : span.Months.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>How many periods, up to and with its own, a place takes together.</summary>
    public static int Length(ProtectedPlace place) => place.Window switch
    {
        "" => 1,
        ProtectedPlace.Cumulated => place.Period.PositionInYear,
        var months => int.Parse(months, CultureInfo.InvariantCulture) * Period.PerYear(place.Period.Frequency) / 12,
    };

    /// <summary>A definition without lags and comparisons: what its rows are made of.</summary>
    public static IndicatorDefinition WithoutComparisons(IndicatorDefinition definition)
    {
        var formula = definition.Calculation;
        var plain = formula with { Lag = null, Comparison = null, Numerator = Now(formula.Numerator), Denominator = formula.Denominator is { } below ? Now(below) : null };
        return definition with { Calculation = plain, Aggregation = plain.Aggregation, EarlierParts = [.. definition.EarlierParts.Select(WithoutComparisons)] };
    }

    /// <summary>An amount with all its inputs of the same period.</summary>
    private static LinearExpression Now(LinearExpression amount) => new LinearExpression([.. amount.Terms.Select(term => term with { Lag = null })]).Plus(new([]), 1);
}

/// <summary>What a filter takes of a breakdown, written as if it were one member.</summary>
internal static class FilterMember
{
    private const char And = '+';
    private const char Not = '!';

    /// <summary>One member, or several together.</summary>
    public static string Of(IReadOnlyList<string> members) => string.Join(And, members.Order(StringComparer.Ordinal));

    /// <summary>All but some.</summary>
    public static string Except(IReadOnlyList<string> members) => Not + Of(members);

    /// <summary>Whether it is the member of a filter rather than of a breakdown.</summary>
    public static bool IsFilter(string member) => member.Contains(And, StringComparison.Ordinal) || member.StartsWith(Not);

    /// <summary>The members that are named, and whether they are those left out.</summary>
    public static (IReadOnlyList<string> Members, bool IsExcept) Parts(string member) => member.StartsWith(Not) ? (member[1..].Split(And), true) : (member.Split(And), false);
}
