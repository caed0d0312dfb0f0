using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Staging.Checks;

/// <summary>
/// A rate that the producer publishes agrees with the one computed from its own counts in the same row. Compared where the rate and the
/// counts are there; every disagreement is told.
/// </summary>
/// <param name="Measure">Position of the published rate.</param>
/// <param name="Numerator">Position of the count above the line.</param>
/// <param name="Denominator">Position of the count below it.</param>
/// <param name="Multiplier">100 for per cent.</param>
/// <param name="Tolerance">Largest difference that is right, in the rate's unit: half of its last decimal.</param>
public sealed record AgreementRule(
    DataSet DataSet, int Measure, int Numerator, int Denominator, double Multiplier, double Tolerance, CheckSeverity Severity, string Why, string Place)
    : TableRule(DataSet, Severity, Why, Place)
{
    /// <summary>Rounding of binary fractions is no disagreement.</summary>
    internal const double Slack = 1e-9;

    /// <inheritdoc/>
    public override string Kind => "agreement";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, AreaDirectory areas, IReadOnlyList<DuplicateKey> duplicates)
    {
        var compared = 0;
        var disagreements = new List<string>();
        for (var row = 0; row < table.RowCount; row++)
        {
            if (table.MeasureColumn(Measure)[row].Value is { } published
                && table.MeasureColumn(Numerator)[row].Value is { } count && table.MeasureColumn(Denominator)[row].Value is { } whole && whole != 0)
            {
                compared++;
                var computed = Multiplier * count / whole;
                if (Math.Abs(computed - published) > Tolerance + Slack)
                {
                    disagreements.Add(string.Create(CultureInfo.InvariantCulture, $"{RowPlace.With(table, row, Measure)}, computed {computed:0.###}, difference {computed - published:0.###}"));
                }
            }
        }

        return Conclude(compared, disagreements);
    }

    private CheckFinding? Conclude(int compared, List<string> disagreements)
    {
        var (rate, formula) = (DataSet.Measures[Measure].Name, $"{DataSet.Measures[Numerator].Name} / {DataSet.Measures[Denominator].Name}");
        return (compared, disagreements.Count) switch
        {
            (0, _) => Finding($"nothing could be compared: no row has {rate} and both parts of {formula}.", 1, []),
            (_, 0) => null,
            _ => new CheckFinding(
                Kind, Severity, DataSet.Id,
                string.Create(CultureInfo.InvariantCulture, $"{disagreements.Count} of {compared} figures of {rate} are not {formula} (tolerance {Tolerance})."),
                Why, Place, disagreements.Count, disagreements),
        };
    }
}

/// <summary>
/// A rate that a producer publishes agrees with an indicator that is computed from other figures. It can be looked at only when the indicator
/// is computed, so that it warns and stops nothing; it is about areas that the producer's division and the current one have in common.
/// </summary>
/// <param name="DataSet">The data set with the published rate.</param>
/// <param name="Measure">Position of the published rate.</param>
/// <param name="Indicator">Id of the indicator; values of the data set's frequency are compared.</param>
/// <param name="Tolerance">Largest difference that is right, in the rate's unit.</param>
public sealed record IndicatorAgreementRule(DataSet DataSet, int Measure, string Indicator, double Tolerance, string Why, string Place)
    : CheckRule(CheckSeverity.Warn, Why, Place)
{
    /// <inheritdoc/>
    public override string Kind => "agreement";

    /// <summary>What was found.</summary>
    /// <param name="compared">How many figures were compared.</param>
    /// <param name="disagreements">Each as a line: area, period, published, computed.</param>
    /// <returns>The finding, or null when all agree.</returns>
    public CheckFinding? Conclude(int compared, IReadOnlyList<string> disagreements) => disagreements.Count == 0
        ? null
        : new CheckFinding(
            Kind, Severity, DataSet.Id,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{disagreements.Count} of {compared} figures of {DataSet.Measures[Measure].Name} differ from indicator {Indicator} by more than {Tolerance}."),
            Why, Place, disagreements.Count, disagreements);
}
