using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>What is to be read and in which order it is put together; the statement is written from it.</summary>
/// <param name="Definition">The indicator.</param>
/// <param name="Division">The current municipal division, a date.</param>
/// <param name="Frequency">The frequency asked for.</param>
/// <param name="Series">The series that are joined, those with all breakdowns first.</param>
internal sealed record IndicatorPlan(
    IndicatorDefinition Definition,
    Division Division,
    Frequency Frequency,
    IReadOnlyList<SeriesPlan> Series)
{
    /// <summary>What the formula computes.</summary>
    public FormulaKind Kind => Definition.Calculation.Kind;

    /// <summary>Of cases, the column that says how much each took; the row of all cases together has <see cref="AllCases"/> there. Else null.</summary>
    public string? CaseKey => Definition.Calculation.Percentile is { } percentile ? SqlText.Name(percentile.Breakdown) : null;

    /// <summary>What stands in <see cref="CaseKey"/> of the row that counts all cases of an area and period: it says whether they are complete.</summary>
    public const string AllCases = "''";

    /// <summary>
    /// A figure that is there only when all its parts are. Cases of one length need not occur in every part: whether the parts are there says
    /// the row of all cases.
    /// </summary>
    public string WhenComplete(string condition, string figure) => CaseKey is { } key
        ? $"CASE WHEN {key} <> {AllCases} OR {condition} THEN {figure} END"
        : $"CASE WHEN {condition} THEN {figure} END";

    /// <summary>Key columns beside area and period: the breakdowns, and of cases how much each took, until the median is taken.</summary>
    public IReadOnlyList<string> Keys => Definition.Calculation.Percentile is { } percentile ? [.. Definition.Breakdowns, percentile.Breakdown] : Definition.Breakdowns;

    /// <summary>Whether longer periods are sums of shorter ones, else their means. Cases are always thrown together; a ratio without a rule has no year.</summary>
    public bool IsSummedOverTime => Kind == FormulaKind.Pooled || Definition.Annual == AnnualRule.Sum || (Kind != FormulaKind.Sum && Definition.Annual is null);

    /// <summary>The components that a row of the whole indicator has.</summary>
    public IReadOnlyList<string> Components => Kind switch
    {
        FormulaKind.Sum or FormulaKind.Pooled => [Component.Numerator],
        FormulaKind.Ratio => [Component.Numerator, Component.Denominator],
        FormulaKind.Weighted => [Component.Numerator, Component.Denominator, Component.Published],
        _ => [Component.Published],
    };
}

/// <summary>Names of the columns that carry figures through the statement.</summary>
internal static class Component
{
    public const string Numerator = "numerator";
    public const string Denominator = "denominator";
    public const string Published = "published";
}

/// <summary>Inputs that are read together: from the same data sets with the same filters.</summary>
/// <param name="Name">Unique name of the series within the statement.</param>
/// <param name="Scans">Its data sets; the later wins on the same key.</param>
/// <param name="Keys">The breakdowns that it has as columns, in the order of the definition.</param>
/// <param name="Components">The figures that it gives.</param>
/// <param name="Delivered">Frequency in which the data sets deliver it.</param>
/// <param name="Lag">How many periods of the frequency asked for it is taken back; 0 for the same period.</param>
internal sealed record SeriesPlan(
    string Name, IReadOnlyList<ScanPlan> Scans, IReadOnlyList<string> Keys, IReadOnlyList<ComponentPlan> Components, Frequency Delivered, int Lag);

/// <summary>One figure of a series as linear arithmetic over measures.</summary>
internal sealed record ComponentPlan(string Name, IReadOnlyList<(double Coefficient, string Measure)> Terms);

/// <summary>The rows of one data set that a series takes.</summary>
/// <param name="Name">Unique name within the statement.</param>
/// <param name="DataSet">The data set.</param>
/// <param name="Conditions">Filters on breakdowns.</param>
/// <param name="IsSummed">Whether several rows of the data set make one row of the series.</param>
/// <param name="Totals">Breakdown columns that have no total of their own and get one, named total.</param>
internal sealed record ScanPlan(
    string Name, DataSet DataSet, IReadOnlyList<FilterPlan> Conditions, bool IsSummed, IReadOnlyList<string> Totals);

/// <summary>Members of a breakdown that are taken, or left out.</summary>
internal sealed record FilterPlan(string Column, IReadOnlyList<string> Members, bool IsExcept = false);
