namespace Insight.Api.Forecasts;

/// <summary>One line of a chart; NaN leaves a gap.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">One value a place on the axis.</param>
/// <param name="Style">Its class in the style sheet: colour and dashes.</param>
internal sealed record PlotLine(string Name, double[] Values, string Style);

/// <summary>An area between two lines of a chart; NaN leaves a gap.</summary>
internal sealed record PlotBand(double[] Lower, double[] Upper, string Style);
