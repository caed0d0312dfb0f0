using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>One check of a source's <c>checks.yml</c>. <c>etl/Sources/CHECKS.md</c> says what each means.</summary>
/// <param name="Severity">What it means when the check does not hold.</param>
/// <param name="Why">Why it exists.</param>
/// <param name="Place">File and line, for messages.</param>
public abstract record CheckRule(CheckSeverity Severity, string Why, string Place)
{
    /// <summary>The word in <c>checks.yml</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>A finding of this check.</summary>
    protected CheckFinding Finding(DataSet? dataSet, string message, int count, IEnumerable<string> examples) =>
        new(Kind, Severity, dataSet?.Id, message, Why, Place, count, [.. examples.Take(CheckFinding.MostExamples)]);
}

/// <summary>A check of one data set.</summary>
/// <param name="DataSet">The data set.</param>
public abstract record TableRule(DataSet DataSet, CheckSeverity Severity, string Why, string Place) : CheckRule(Severity, Why, Place)
{
    /// <summary>What does not hold, or null.</summary>
    /// <param name="table">The rows that passed the checks of single rows.</param>
    /// <param name="areas">Levels and members of areas.</param>
    /// <param name="duplicates">Keys that came more than once in one payload.</param>
    public abstract CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates);

    /// <summary>A finding of this check.</summary>
    protected CheckFinding Finding(string message, int count, IEnumerable<string> examples) => Finding(DataSet, message, count, examples);
}

/// <summary>First and last period that a check is about; null is open.</summary>
public readonly record struct PeriodSpan(Period? From, Period? To)
{
    /// <summary>Whether a period lies within.</summary>
    public bool Contains(Period period) => !(period < From) && !(period > To);
}
