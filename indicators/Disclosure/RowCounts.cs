using Insight.Indicators.Definitions;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>Why a row must not be shown by itself.</summary>
/// <param name="Status">What stands in its place.</param>
/// <param name="OfAll">Whether nothing of it may be shown, else only not what is counted above the line.</param>
internal sealed record BrokenLimit(ObservationStatus Status, bool OfAll);

/// <summary>By what the rows of a definition are counted: persons, those of them who are affected, and what one of them has.</summary>
internal sealed class RowCounts
{
    private readonly IndicatorDefinition definition;
    private readonly DisclosureLimits limits;
    private readonly bool countsPersons;
    private readonly Func<CellRow, double?> persons;
    private readonly Func<CellRow, double?> affected;
    private readonly Func<CellRow, double?> largest;
    private readonly Func<CellRow, double?> all;

    /// <param name="definition">The definition, without comparisons.</param>
    /// <param name="rows">The rows of a definition in the frequency.</param>
    /// <param name="unit">The unit of what is divided by, or of the amount.</param>
    public RowCounts(IndicatorDefinition definition, Func<IndicatorDefinition, IReadOnlyList<CellRow>> rows, string unit)
    {
        (this.definition, limits) = (definition, definition.Disclosure);
        countsPersons = unit is "persons" or "person-years";
        persons = limits.Persons is { } counted ? Counted(counted, AnnualRule.Mean) : countsPersons ? row => row.Denominator ?? row.Numerator : _ => null;
        affected = Counted(limits.Affected?.Counted, AnnualRule.Mean);
        largest = Counted(limits.Largest?.Amount, AnnualRule.Sum);
        all = Counted(limits.Largest?.Of, AnnualRule.Sum);

        Func<CellRow, double?> Counted(IndicatorInput? input, AnnualRule annual) => input is null ? _ => null : By(rows(ProtectionGroup.CountOf(this.definition, input, annual)));
    }

    /// <summary>Why a row must not be shown; null where it may.</summary>
    /// <param name="row">The row.</param>
    /// <param name="share">Which part of a year's limit holds for time of work.</param>
    public BrokenLimit? Broken(CellRow row, double share) =>
        limits.IsTooFew(row.Denominator, persons(row), share, limits.Persons is null ? share : 1) ? new(ObservationStatus.Suppressed, OfAll: true)
        : limits.IsTooLittle(row.Numerator) || limits.Affected?.IsBroken(affected(row), persons(row)) == true ? new(ObservationStatus.Suppressed, OfAll: false)
        : limits.Largest?.IsBroken(largest(row), all(row)) == true ? new(ObservationStatus.DominanceOfOne, OfAll: false)
        : null;

    /// <summary>How much stands in a row: persons where a figure counts them; what is counted, where that is limited; else what is divided by.</summary>
    public double FigureOf(CellRow row) =>
        limits.Persons is not null && persons(row) is { } count && !double.IsNaN(count) ? count
        : (limits.MinNumerator > 0 ? row.Numerator ?? row.Denominator : row.Denominator ?? row.Numerator) ?? 0;

    /// <summary>What another definition counts in the same cells; NaN where it should be known and is not.</summary>
    private static Func<CellRow, double?> By(IReadOnlyList<CellRow> rows)
    {
        var counts = rows.Where(row => row.Numerator is not null).ToDictionary(KeyOf, row => row.Numerator!.Value);
        return row => counts.TryGetValue(KeyOf(row), out var count) ? count : double.NaN;

        static (string, Period, string) KeyOf(CellRow row) => (row.Area, row.Period, ProtectedPlace.KeyOf(row.Keys));
    }
}
