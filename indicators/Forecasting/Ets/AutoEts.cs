namespace Insight.Indicators.Forecasting.Ets;

/// <summary>
/// Exponential smoothing with the model chosen by the corrected Akaike criterion (Hyndman, Koehler, Snyder and Grose 2002,
/// International Journal of Forecasting 18; Hyndman et al. 2008).
/// </summary>
public sealed class AutoEts : LocalForecaster
{
    /// <inheritdoc/>
    public override string Id => "ets";

    /// <inheritdoc/>
    protected override int FewestValues => 5;

    /// <inheritdoc/>
    protected override void Forecast(double[] y, int period, Span<double> points) => Best(y, period).Ahead(y.Length, points);

    internal static EtsFit Best(double[] y, int period)
    {
        EtsFit? best = null;
        var starts = new EtsStart?[3];
        var seasonal = period is > 1 and <= 24 && y.Length >= 3 * period;
        foreach (var form in EtsForm.Candidates(y.Min() > 0.0, seasonal))
        {
            var start = starts[(int)form.Season] ??= EtsStart.For(y, period, form.Season);
            if (start is null || (best is not null && form.Counted(period) >= y.Length - 1))
            {
                continue;
            }
            var fit = EtsFit.Fit(form, y, period, start);
            best = best is null || fit.Criterion < best.Criterion ? fit : best;
        }
        return best!;
    }
}
