namespace Insight.Indicators.Forecasting.Intervals;

/// <summary>Where a value is expected to lie.</summary>
/// <param name="Level">Share of cases meant to fall inside, such as 0.95.</param>
/// <param name="Lower">Lower limit a period ahead.</param>
/// <param name="Upper">Upper limit a period ahead.</param>
public sealed record Interval(double Level, double[] Lower, double[] Upper);
