using Insight.Indicators.Forecasting.Arima;
using Insight.Indicators.Forecasting.Auto;
using Insight.Indicators.Forecasting.ComplexSmoothing;
using Insight.Indicators.Forecasting.Ets;
using Insight.Indicators.Forecasting.Pooled;
using Insight.Indicators.Forecasting.Simple;
using Insight.Indicators.Forecasting.Smoothing;
using Insight.Indicators.Forecasting.Theta;

namespace Insight.Indicators.Forecasting.Engine;

/// <summary>The methods that can be asked for by id.</summary>
public static class Methods
{
    private static readonly IForecaster[] All =
    [
        new AutoForecaster(), new Naive(), new SeasonalNaive(), new Naive2(), new SimpleSmoothing(), new Holt(), new DampedTrend(),
        new StandardTheta(), new StandardTheta(true), new DynamicTheta(), new DynamicTheta(true), new AutoEts(), new ComplexSmoother(), new ComplexSmoother(true), new AutoArima(),
        new PooledHolt(), new PooledHolt(true), new PooledAutoregression(), new PooledAutoregression(true),
    ];

    /// <summary>Ids in the order of the documentation; auto first.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(m => m.Id)];

    /// <summary>The method with this id.</summary>
    /// <exception cref="ArgumentException">No such method; the message lists those there are.</exception>
    public static IForecaster Find(string id) => All.FirstOrDefault(m => m.Id == id)
        ?? throw new ArgumentException($"'{id}' is not a forecasting method; choose one of {string.Join(", ", Ids)}.", nameof(id));
}
