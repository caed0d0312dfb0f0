using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>
/// Which part of a limit holds in a row. Limits are meant for years. Where time of work is counted (person-years, hours) and a year is the sum of its
/// months, ten persons of a month are ten twelfths of a person-year, so that the limit of a month is a twelfth of the year's, and that of a window its
/// part of the year. Everything else (heads, cases) has one limit in every frequency.
/// </summary>
internal static class LimitShare
{
    private static readonly string[] TimeOfWork = ["person-years", "hours"];

    /// <summary>Whether a unit measures time of work.</summary>
    public static bool IsOfWork(string unit) => TimeOfWork.Contains(unit);

    /// <summary>The unit of what is divided by, or of the amount.</summary>
    /// <param name="version">The definition.</param>
    /// <param name="find">Finds a data set.</param>
    public static string UnitOf(IndicatorDefinition version, Func<string, DataSet> find)
    {
        var input = version.FindInput((version.Calculation.Denominator ?? version.Calculation.Numerator).Terms[0].Input)!;
        return find(input.DataSets[0]).FindMeasure(input.Measure)!.Unit;
    }

    /// <summary>The part for amounts in a unit.</summary>
    public static double Of(IndicatorDefinition version, string unit, Frequency frequency) =>
        !TimeOfWork.Contains(unit) || version.Annual != AnnualRule.Sum ? 1 : Math.Min(1, (double)Periods(version.Calculation, frequency) / Period.PerYear(frequency));

    private static int Periods(CheckedFormula formula, Frequency frequency) => formula.Window switch
    {
        null => 1,
        { Span: { } span } => span.PeriodsOf(frequency) ?? Period.PerYear(frequency),
        _ => 1,
    };
}
