using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Intervals;

namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>One component (all numerators, or all denominators) prepared, rehearsed and forecast.</summary>
internal sealed class ComponentRun
{
    private readonly Dictionary<(int Area, int Origin), HeldBack> _rehearsals;
    private readonly PointForecast?[] _forecasts;
    private readonly SplitConformal _conformal;
    private readonly int _horizon;

    private ComponentRun(IReadOnlyList<History> histories, Preparation[] prepared, PointForecast?[] forecasts,
        Dictionary<(int, int), HeldBack> rehearsals, SplitConformal conformal, int horizon)
    {
        Histories = histories;
        Prepared = prepared;
        _forecasts = forecasts;
        _rehearsals = rehearsals;
        _conformal = conformal;
        _horizon = horizon;
    }

    public IReadOnlyList<History> Histories { get; }

    public Preparation[] Prepared { get; }

    /// <summary>The histories of one component made ready.</summary>
    public static Preparation[] Prepare(IReadOnlyList<History> histories, string component, ForecastOptions options) =>
        [.. histories.Select(h => Preparation.Of(h with { Pool = h.Pool + component }, options.DropProvisional))];

    /// <summary>Rehearses and forecasts one component.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="prepared">The same made ready.</param>
    /// <param name="horizon">Periods ahead of the shortest history's end: the same for both components, so that they step back alike.</param>
    /// <param name="options">Method and horizon asked for.</param>
    /// <param name="cancellation">Stops the work between series.</param>
    public static ComponentRun Of(
        IReadOnlyList<History> histories, Preparation[] prepared, int horizon, ForecastOptions options, CancellationToken cancellation)
    {
        var areas = Enumerable.Range(0, prepared.Length).Where(i => prepared[i].Series is not null).ToArray();
        var panel = Array.ConvertAll(areas, i => prepared[i].Series!);
        var method = Methods.Find(options.Method);
        var rehearsals = RollingOrigin.Run(method, panel, horizon, RollingOrigin.Cuts(panel, horizon, options.Origins), cancellation);
        var conformal = SplitConformal.Calibrate(panel, rehearsals, horizon);
        var forecasts = new PointForecast?[histories.Count];
        var made = panel.Length == 0 ? [] : method.Forecast(panel, horizon, cancellation);
        for (var k = 0; k < areas.Length; k++)
        {
            forecasts[areas[k]] = made[k];
        }
        return new ComponentRun(histories, prepared, forecasts, rehearsals.ToDictionary(r => (areas[r.Series], r.Origin)), conformal, options.Horizon);
    }

    public PointForecast? Forecast(int area) => _forecasts[area];

    public HeldBack? Rehearsal(int area, int origin) => _rehearsals.GetValueOrDefault((area, origin));

    public int Origins => _rehearsals.Keys.Select(k => k.Origin + 1).DefaultIfEmpty(0).Max();

    /// <summary>Points of the periods asked for, within what is possible.</summary>
    public double[] Points(int area) =>
        [.. Asked(area, _forecasts[area]!.Points).Select(v => Math.Clamp(v, Histories[area].Lowest, Histories[area].Highest))];

    public double[] Spread(int area) => Asked(area, _forecasts[area]!.Spread);

    /// <summary>Size of error to expect in the periods asked for.</summary>
    public double[] Sizes(int area) => Asked(area, _conformal.Sizes(Prepared[area].Series!, _forecasts[area]!));

    /// <summary>The whole vector of standardised errors of an area at an origin; null when it was not rehearsed over the full horizon.</summary>
    public double[]? Residuals(int area, int origin)
    {
        if (Rehearsal(area, origin) is not { } rehearsal || rehearsal.Actual.Length < _horizon)
        {
            return null;
        }
        var sizes = _conformal.Sizes(rehearsal.Known, rehearsal.Forecast);
        return [.. Enumerable.Range(0, _horizon).Select(h => rehearsal.Error(h) / sizes[h])];
    }

    private double[] Asked(int area, double[] values) => values[Prepared[area].Skipped..(Prepared[area].Skipped + _horizon)];
}
