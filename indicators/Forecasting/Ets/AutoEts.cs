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

    /// <summary>A form this much worse by the criterion than the best so far is not refined by a trend or a damping.</summary>
    private const double Hopeless = 10.0;

    internal static EtsFit Best(double[] y, int period)
    {
        EtsFit? best = null, last = null;
        var starts = new EtsStart?[3];
        var seasonal = period is > 1 and <= 24 && y.Length >= 3 * period;
        foreach (var form in EtsForm.Candidates(y.Min() > 0.0, seasonal))
        {
            var start = starts[(int)form.Season] ??= EtsStart.For(y, period, form.Season);
            if (start is null || (best is not null && (form.Counted(period) >= y.Length - 1 || IsHopeless(form, last!, best))))
            {
                continue;
            }
            last = EtsFit.Fit(form, y, period, start);
            best = best is null || last.Criterion < best.Criterion ? last : best;
        }
        return best!;
    }

    /// <summary>A damped form refines the trended one just fitted; if that is far behind, so will be the refinement.</summary>
    private static bool IsHopeless(EtsForm form, EtsFit last, EtsFit best) =>
        form.Damped && last.Form == form with { Damped = false } && last.Criterion > best.Criterion + Hopeless;
}
