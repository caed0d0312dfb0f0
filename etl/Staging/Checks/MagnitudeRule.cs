using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Staging.Checks;

/// <summary>
/// New and revised figures are of the magnitude of those before: the step from the figure before differs from the usual step of the series by
/// no more than so many median absolute deviations (Leys et al. 2013, doi:10.1016/j.jesp.2013.03.013). The median and its deviation are not moved by the very outliers that are looked for.
/// </summary>
/// <param name="Measure">Position of the measure.</param>
/// <param name="Times">How many median absolute deviations are usual.</param>
/// <param name="Least">Steps smaller than this are never told, in the measure's unit; null for a tenth of the figure before.</param>
public sealed record MagnitudeRule(DataSet DataSet, int Measure, double Times, double? Least, CheckSeverity Severity, string Why, string Place)
    : HistoryRule(DataSet, Severity, Why, Place)
{
    /// <summary>A series with fewer known steps has no usual step.</summary>
    private const int FewestSteps = 6;

    /// <summary>Makes the deviation that of a normal distribution.</summary>
    private const double Scale = 1.4826;

    /// <inheritdoc/>
    public override string Kind => "magnitude";

    /// <inheritdoc/>
    public override CheckFinding? Find(StagedTable table, CheckContext context, AreaDirectory areas)
    {
        var known = context.Known(DataSet).Figures;
        var series = known.Where(f => f.Value[Measure] is not null).GroupBy(f => (f.Key.Area, f.Key.Members))
            .ToDictionary(g => g.Key, g => g.Select(f => (f.Key.Period, Value: f.Value[Measure]!.Value)).OrderBy(f => f.Period).ToList());
        var far = new List<(double Distance, string Text)>();
        foreach (var (key, row) in Keys(table))
        {
            var isNew = !known.TryGetValue(key, out var before) || before[Measure] != table.MeasureColumn(Measure)[row].Value;
            if (isNew && table.MeasureColumn(Measure)[row].Value is { } value && series.TryGetValue((key.Area, key.Members), out var past) && Judge(value, key.Period, past) is { } judged)
            {
                far.Add((judged.Distance, $"{RowPlace.With(table, row, Measure)}; {judged.Text}"));
            }
        }

        return far.Count == 0 ? null : Finding(
            DataSet, string.Create(CultureInfo.InvariantCulture, $"{far.Count} figures of {DataSet.Measures[Measure].Name} stepped more than {Times} median absolute deviations away from the usual step."),
            far.Count, far.OrderByDescending(f => f.Distance).Select(f => f.Text));
    }

    /// <summary>How far a figure is from what is usual, with the figures to see it by; null where it is usual or nothing is known.</summary>
    private (double Distance, string Text)? Judge(double value, Period period, List<(Period Period, double Value)> past)
    {
        var earlier = past.FindLastIndex(f => f.Period < period);
        var steps = past.Where(f => f.Period != period).Zip(past.Where(f => f.Period != period).Skip(1), (a, b) => b.Value - a.Value).ToList();
        if (earlier < 0 || steps.Count < FewestSteps)
        {
            return null;
        }

        var (last, usual) = (past[earlier].Value, Median(steps));
        var limit = Math.Max(Times * Scale * Median([.. steps.Select(step => Math.Abs(step - usual))]), Least ?? Math.Abs(last) / 10);
        var distance = Math.Abs(value - last - usual);
        return distance <= limit ? null : (distance / Math.Max(limit, double.Epsilon), string.Create(
            CultureInfo.InvariantCulture, $"{past[earlier].Period} was {last:R}, the usual step is {usual:0.###}, up to {limit:0.###} from it is usual"));
    }

    private static double Median(List<double> numbers)
    {
        numbers.Sort();
        return (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2;
    }
}
