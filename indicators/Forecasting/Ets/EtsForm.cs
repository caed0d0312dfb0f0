namespace Insight.Indicators.Forecasting.Ets;

/// <summary>How the season enters an exponential smoothing model.</summary>
internal enum SeasonKind
{
    None,
    Additive,
    Multiplicative,
}

/// <summary>
/// One of the state space models of Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing:
/// error (A, M), trend (N, A, Ad), season (N, A, M). Multiplicative trends are left out: they explode on short series.
/// </summary>
internal readonly record struct EtsForm(bool MultiplicativeError, bool Trend, bool Damped, SeasonKind Season)
{
    /// <summary>Smoothing parameters and free start values of level and trend: what the optimiser moves.</summary>
    public int Moved => 2 + (Trend ? 2 : 0) + (Damped ? 1 : 0) + (Season == SeasonKind.None ? 0 : 1);

    /// <summary>Parameters counted by the information criterion: seasonal start values and the variance count too.</summary>
    public int Counted(int period) => Moved + (Season == SeasonKind.None ? 0 : period - 1) + 1;

    /// <summary>The usual name, such as MAdM.</summary>
    public override string ToString() =>
        (MultiplicativeError ? "M" : "A") + (Damped ? "Ad" : Trend ? "A" : "N") + (Season == SeasonKind.None ? "N" : Season == SeasonKind.Additive ? "A" : "M");

    /// <summary>
    /// The forms worth trying: multiplicative error and season only for positive data, season only with enough cycles, and
    /// no additive error with a multiplicative season (its variance is unbounded).
    /// </summary>
    /// <remarks>Seasonal forms come first, and within a season and error the plain before the trended before the damped.</remarks>
    public static IEnumerable<EtsForm> Candidates(bool positive, bool seasonal)
    {
        foreach (var season in seasonal ? Seasons : Seasonless)
        {
            foreach (var error in Errors)
            {
                var fits = positive || (!error && season != SeasonKind.Multiplicative);
                if (fits && (error || season != SeasonKind.Multiplicative))
                {
                    yield return new EtsForm(error, false, false, season);
                    yield return new EtsForm(error, true, false, season);
                    yield return new EtsForm(error, true, true, season);
                }
            }
        }
    }

    private static readonly SeasonKind[] Seasonless = [SeasonKind.None];
    private static readonly SeasonKind[] Seasons = [SeasonKind.Additive, SeasonKind.Multiplicative, SeasonKind.None];
    private static readonly bool[] Errors = [false, true];
}
