using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>In every period there are at least so many areas of a level, with a figure where a measure is named.</summary>
/// <param name="Measure">Position of the measure that must not be missing, or null: a row is enough.</param>
/// <param name="Level">Which areas are counted.</param>
/// <param name="AtLeast">How many are asked.</param>
/// <param name="Periods">Which periods; with both ends given every period between them must be there, else every period that is there is
/// looked at.</param>
public sealed record CoverageRule(
    DataSet DataSet, int? Measure, AreaLevel Level, int AtLeast, PeriodSpan Periods, CheckSeverity Severity, string Why, string Place)
    : TableRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "coverage";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates)
    {
        var covered = Expected().ToDictionary(period => period, _ => new HashSet<string>(StringComparer.Ordinal));
        for (var row = 0; row < table.RowCount; row++)
        {
            var period = table.Periods[row];
            if (Periods.Contains(period) && !covered.ContainsKey(period))
            {
                covered.Add(period, new HashSet<string>(StringComparer.Ordinal));
            }

            if (Periods.Contains(period) && HasFigure(table, row) && areas.TryById(table.Areas[row], out var area) && area.Level == Level)
            {
                covered[period].Add(area.Id);
            }
        }

        var thin = covered.Where(c => c.Value.Count < AtLeast).OrderBy(c => c.Key).ToList();
        var what = Measure is { } measure ? $"a figure of {DataSet.Measures[measure].Name}" : "a row";
        return thin.Count == 0 && covered.Count > 0
            ? null
            : Finding(
                $"{thin.Count} of {covered.Count} periods have {what} for fewer than {AtLeast} areas of level {Level.ToString().ToLowerInvariant()}.", thin.Count,
                thin.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}: {c.Value.Count}")));
    }

    private IEnumerable<Period> Expected() => Periods is { From: { } from, To: { } to } ? Enumerable.Range(0, from.Until(to) + 1).Select(from.Plus) : [];

    private bool HasFigure(StagedTable table, int row) => Measure is not { } measure || table.MeasureColumn(measure)[row].Value is not null;
}
