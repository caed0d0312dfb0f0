namespace Insight.Indicators.Forecasting;

/// <summary>One forecasting method. Given the same input it returns the same numbers, on any number of threads.</summary>
public interface IForecaster
{
    /// <summary>Stable kebab-case name, as used in requests and stored with a forecast.</summary>
    string Id { get; }

    /// <summary>Point forecasts of every series, in input order.</summary>
    /// <param name="panel">The series to forecast; a local method treats each alone, a pooled one learns from all of them.</param>
    /// <param name="horizon">Periods ahead, at least 1.</param>
    /// <param name="cancellation">Stops the work between series.</param>
    /// <returns>For each series <paramref name="horizon"/> finite values and, when the method could not be used, the reason.</returns>
    IReadOnlyList<PointForecast> Forecast(IReadOnlyList<TrainingSeries> panel, int horizon, CancellationToken cancellation = default);
}
