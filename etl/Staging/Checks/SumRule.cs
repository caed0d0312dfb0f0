using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging.Checks;

/// <summary>
/// The parts of a total add up to it. A total is compared only where it and all its parts are there; where that is nowhere, the check does
/// not hold.
/// </summary>
/// <param name="Measure">Position of the measure that holds the total.</param>
/// <param name="Parts">What the parts are.</param>
/// <param name="Tolerance">Largest difference that is right, in the measure's unit.</param>
public sealed record SumRule(DataSet DataSet, int Measure, SumParts Parts, double Tolerance, CheckSeverity Severity, string Why, string Place)
    : TableRule(DataSet, Severity, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "sum";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates)
    {
        var compared = 0;
        var wrong = new List<string>();
        foreach (var (row, parts) in Parts.Totals(table, areas, Measure))
        {
            if (table.MeasureColumn(Measure)[row].Value is { } total && parts is { Count: > 0, Sum: { } sum })
            {
                compared++;
                if (Math.Abs(sum - total) > Tolerance)
                {
                    wrong.Add(
                        string.Create(CultureInfo.InvariantCulture, $"{RowPlace.With(table, row, Measure)}, its {parts.Count} parts are {sum:R}, difference {sum - total:R}"));
                }
            }
        }

        var name = DataSet.Measures[Measure].Name;
        if (compared == 0)
        {
            return Finding($"nothing could be compared: no total of {name} is there with all of {Parts.Name}.", 1, []);
        }

        return wrong.Count == 0
            ? null
            : Finding(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{wrong.Count} of {compared} totals of {name} are not the sum of {Parts.Name} (tolerance {Tolerance})."),
                wrong.Count, wrong);
    }
}
