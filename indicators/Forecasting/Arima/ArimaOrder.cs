namespace Insight.Indicators.Forecasting.Arima;

/// <summary>Orders of a seasonal ARIMA model: (p, d, q)(P, D, Q), with or without a constant.</summary>
internal readonly record struct ArimaOrder(int P, int D, int Q, int SeasonalP, int SeasonalD, int SeasonalQ, bool Constant)
{
    private const int Most = 5, MostSeasonal = 2;

    /// <summary>Parameters that the optimiser moves.</summary>
    public int Moved => P + Q + SeasonalP + SeasonalQ + (Constant ? 1 : 0);

    /// <summary>Whether the orders are within the limits of the search.</summary>
    public bool IsAllowed(int period) =>
        P is >= 0 and <= Most && Q is >= 0 and <= Most && SeasonalP >= 0 && SeasonalQ >= 0
        && Math.Max(SeasonalP, SeasonalQ) <= (period > 1 ? MostSeasonal : 0)
        && (!Constant || D + SeasonalD <= 1);

    /// <summary>The models one step away: an order up or down, a pair of orders together, the constant in or out.</summary>
    public IEnumerable<ArimaOrder> Neighbours()
    {
        foreach (var step in new[] { -1, 1 })
        {
            yield return this with { SeasonalP = SeasonalP + step };
            yield return this with { SeasonalQ = SeasonalQ + step };
            yield return this with { SeasonalP = SeasonalP + step, SeasonalQ = SeasonalQ + step };
            yield return this with { P = P + step };
            yield return this with { Q = Q + step };
            yield return this with { P = P + step, Q = Q + step };
        }
        yield return this with { Constant = !Constant };
    }

    /// <summary>The usual notation, such as (0,1,1)(0,1,1).</summary>
    public override string ToString() => $"({P},{D},{Q})({SeasonalP},{SeasonalD},{SeasonalQ}){(Constant ? " with constant" : "")}";
}
