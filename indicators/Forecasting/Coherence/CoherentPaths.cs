namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>
/// Possible futures that add up: a path takes the whole vector of standardised errors that all areas made at one origin, handed on
/// from area to area by a fixed rotation and possibly with the sign turned. A shock common to all areas stays common, so the
/// spread of a sum is not understated; no random numbers are drawn.
/// </summary>
internal sealed class CoherentPaths
{
    private const int Rotations = 25;

    private readonly List<(double[][] Residuals, int Rotation, double Sign)> _futures = [];
    private readonly ComponentRun _component;

    public CoherentPaths(ComponentRun component)
    {
        _component = component;
        for (var origin = 0; origin < component.Origins; origin++)
        {
            var residuals = Enumerable.Range(0, component.Histories.Count).Select(i => component.Residuals(i, origin)).OfType<double[]>().ToArray();
            for (var k = 0; k < Math.Min(Rotations, residuals.Length); k++)
            {
                var rotation = k * Math.Max(1, residuals.Length / Rotations);
                _futures.Add((residuals, rotation, 1.0));
                _futures.Add((residuals, rotation, -1.0));
            }
        }
    }

    public int Count => _futures.Count;

    /// <summary>The component's values of one area in every future.</summary>
    public double[][] Of(int area)
    {
        double[] points = _component.Points(area), sizes = _component.Sizes(area);
        var history = _component.Histories[area];
        return [.. _futures.Select(future =>
        {
            var residuals = future.Residuals[(area + future.Rotation) % future.Residuals.Length];
            return points.Select((v, h) => Math.Clamp(v + future.Sign * residuals[h] * sizes[h], history.Lowest, history.Highest)).ToArray();
        })];
    }
}
