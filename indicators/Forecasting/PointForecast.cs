namespace Insight.Indicators.Forecasting;

/// <summary>The expected path of one series.</summary>
/// <param name="Points">One finite value a period ahead.</param>
/// <param name="Method">Id of the method that made it: the one asked for, or the one that stood in or was chosen.</param>
/// <param name="Reason">Why that method: the reason of a stand-in or of a choice; null when it is simply the method asked for.</param>
public sealed record PointForecast(double[] Points, string Method, string? Reason = null)
{
    /// <summary>How far the members of a combination disagree a period ahead (mean |member − combined|); zeros for a single method.</summary>
    public double[] Spread { get; init; } = new double[Points.Length];
}
