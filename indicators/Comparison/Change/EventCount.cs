namespace Insight.Indicators.Comparison.Change;

/// <summary>A figure as a count of events with its exposure.</summary>
/// <param name="Count">Events.</param>
/// <param name="Exposure">What they happened to (persons, hours); 1 for a sum.</param>
/// <param name="PerEvent">How much of the value one event is: multiplier ÷ exposure, or 1.</param>
internal sealed record EventCount(double Count, double Exposure, double PerEvent)
{
    /// <summary>95 % interval of the value.</summary>
    public Interval Interval => PoissonCounts.Byar(Count).Times(PerEvent);

    /// <summary>The count of a figure; null where its components are missing, negative or without exposure.</summary>
    public static EventCount? Of(SeriesPoint point, IndicatorTraits indicator) => point switch
    {
        { Numerator: >= 0, Denominator: > 0 } => new(point.Numerator.Value, point.Denominator.Value, indicator.Multiplier / point.Denominator.Value),
        { Denominator: null, Value: >= 0 } => new(point.Value.Value, 1, 1),
        _ => null,
    };
}
