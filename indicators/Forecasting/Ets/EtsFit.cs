using Insight.Indicators.Forecasting.Optimisation;

namespace Insight.Indicators.Forecasting.Ets;

/// <summary>One model fitted to one series, ready to look ahead.</summary>
internal sealed class EtsFit
{
    /// <summary>Seasonal forms are many and dear, and gain nothing from the last digits.</summary>
    private const int MostEvaluations = 600, MostSeasonalEvaluations = 250;

    private const double Tolerance = 1e-7, SeasonalTolerance = 5e-6;

    private double _level, _trend, _damping;
    private double[] _season = [];

    private EtsFit(EtsForm form) => Form = form;

    public EtsForm Form { get; }

    /// <summary>Smoothing parameters and start values as optimised: α, β, γ, φ, level, trend (those the form has).</summary>
    public double[] Parameters { get; private set; } = [];

    /// <summary>Corrected Akaike criterion; +∞ when the series is too short for the form.</summary>
    public double Criterion { get; private set; } = double.PositiveInfinity;

    /// <summary>Fits by maximum likelihood from start values that act as shrinkage: a short search stays near them.</summary>
    public static EtsFit Fit(EtsForm form, double[] y, int period, EtsStart start)
    {
        var fit = new EtsFit(form) { _season = new double[start.Season.Length], Parameters = new double[form.Moved] };
        Span<double> steps = stackalloc double[form.Moved];
        Start(form, period, start, fit.Parameters, steps);
        var recursion = new EtsRecursion(form, y, start.Season, fit._season);
        var seasonal = form.Season != SeasonKind.None;
        NelderMead.Minimise(ref recursion, fit.Parameters, steps, seasonal ? MostSeasonalEvaluations : MostEvaluations, seasonal ? SeasonalTolerance : Tolerance);
        var deviance = recursion.Value(fit.Parameters);
        int n = y.Length, k = form.Counted(period);
        if (n - k - 1 > 0 && double.IsFinite(deviance))
        {
            fit.Criterion = deviance + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1);
        }
        (fit._level, fit._trend, fit._damping) = (recursion.Level, recursion.Trend, recursion.Damping);
        return fit;
    }

    /// <summary>The expected path after <paramref name="n"/> observations.</summary>
    public void Ahead(int n, Span<double> points)
    {
        var damping = 1.0;
        var reach = 0.0;
        for (var h = 0; h < points.Length; h++)
        {
            damping *= _damping;
            reach += damping;
            var point = _level + reach * _trend;
            points[h] = Form.Season switch
            {
                SeasonKind.None => point,
                SeasonKind.Additive => point + _season[(n + h) % _season.Length],
                _ => point * _season[(n + h) % _season.Length],
            };
        }
    }

    private static void Start(EtsForm form, int period, EtsStart start, Span<double> point, Span<double> steps)
    {
        var at = 0;
        var alpha = Math.Max(0.2 / (form.Season == SeasonKind.None ? 1 : period), 0.002);
        Put(point, steps, ref at, alpha, 0.1);
        if (form.Trend)
        {
            Put(point, steps, ref at, 0.1 * alpha, 0.05);
        }
        if (form.Season != SeasonKind.None)
        {
            Put(point, steps, ref at, 0.05 * (1.0 - alpha), 0.05);
        }
        if (form.Damped)
        {
            Put(point, steps, ref at, 0.978, -0.05);
        }
        var level = form.Trend ? start.Intercept : start.Mean;
        Put(point, steps, ref at, level, 0.1 * Math.Max(Math.Abs(level), 0.1));
        if (form.Trend)
        {
            Put(point, steps, ref at, start.Slope, 0.1 * Math.Max(Math.Abs(start.Slope), 0.01));
        }
    }

    private static void Put(Span<double> point, Span<double> steps, ref int at, double value, double step) =>
        (point[at], steps[at++]) = (value, step);
}
