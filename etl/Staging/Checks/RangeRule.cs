using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging.Checks;

/// <summary>A measure lies between two numbers. A missing figure lies nowhere and breaks nothing.</summary>
/// <param name="Measure">Position of the measure.</param>
/// <param name="Min">Smallest figure that is right, or null.</param>
/// <param name="Max">Largest figure that is right, or null.</param>
public sealed record RangeRule(DataSet DataSet, int Measure, double? Min, double? Max, CheckSeverity Severity, string Why, string Place)
    : TableRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "range";

    /// <summary>What is asked: <c>from 0 to 100</c>.</summary>
    public string Bounds => (Min, Max) switch
    {
        ({ } min, null) => string.Create(CultureInfo.InvariantCulture, $"at least {min}"),
        (null, { } max) => string.Create(CultureInfo.InvariantCulture, $"at most {max}"),
        var (min, max) => string.Create(CultureInfo.InvariantCulture, $"from {min} to {max}"),
    };

    /// <summary>Rows whose figure lies outside.</summary>
    public IEnumerable<int> Outside(StagedTable table)
    {
        var column = table.MeasureColumn(Measure);
        return Enumerable.Range(0, table.RowCount).Where(row => column[row].Value < Min || column[row].Value > Max);
    }

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates)
    {
        var rows = Outside(table).ToList();
        return rows.Count == 0
            ? null
            : Finding(
                $"{rows.Count} figures of {RowPlace.Called(table, rows[0], Measure)} are not {Bounds}.", rows.Count,
                rows.Select(row => RowPlace.With(table, row, Measure))) with
            { Rows = Severity == CheckSeverity.Stop ? [.. rows.Select(row => Refused(table, row))] : [] };
    }

    /// <summary>A row outside as one that is refused.</summary>
    public QuarantinedRow Refused(StagedTable table, int row) =>
        RowPlace.Refused(table, row, Measure, $"not {Bounds}{(Why.Length == 0 ? "" : $" ({Why})")}", "correct the figure in the file or in corrections.yml, or the bounds in checks.yml");
}
