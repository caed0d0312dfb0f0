namespace Insight.Indicators.Forecasting.Coherence;

/// <summary>One area's components at one moment: what was known, what was forecast, and (in a rehearsal) what came.</summary>
internal sealed record Components(double[] KnownNumerator, double[]? KnownDenominator, double[] Numerator, double[]? Denominator,
    double[] NumeratorSpread, double[]? DenominatorSpread, double[]? ActualNumerator, double[]? ActualDenominator)
{
    /// <summary>Sums members. Known values are summed over the periods that all members have, counted back from the end.</summary>
    public static Components Sum(IReadOnlyList<Components> members) => new(
        Total(members.Select(m => m.KnownNumerator), fromEnd: true),
        members[0].KnownDenominator is null ? null : Total(members.Select(m => m.KnownDenominator!), fromEnd: true),
        Total(members.Select(m => m.Numerator), fromEnd: false),
        members[0].Denominator is null ? null : Total(members.Select(m => m.Denominator!), fromEnd: false),
        Total(members.Select(m => m.NumeratorSpread), fromEnd: false),
        members[0].DenominatorSpread is null ? null : Total(members.Select(m => m.DenominatorSpread!), fromEnd: false),
        members[0].ActualNumerator is null ? null : Total(members.Select(m => m.ActualNumerator!), fromEnd: false),
        members[0].ActualDenominator is null ? null : Total(members.Select(m => m.ActualDenominator!), fromEnd: false));

    public TrainingSeries Known(double multiplier, int period, string pool, string group) =>
        new(Ratio(KnownNumerator, KnownDenominator, multiplier), period) { Pool = pool, Group = group };

    public PointForecast Forecast(double multiplier, string method, string? reason)
    {
        var points = Ratio(Numerator, Denominator, multiplier);
        var spread = points.Select((v, h) => DenominatorSpread is null
            ? NumeratorSpread[h]
            : Math.Abs(v) * (Relative(NumeratorSpread[h], Numerator[h]) + Relative(DenominatorSpread[h], Denominator![h]))).ToArray();
        return new PointForecast(points, method, reason) { Spread = spread };
    }

    public double[]? Actual(double multiplier) => ActualNumerator is null ? null : Ratio(ActualNumerator, ActualDenominator, multiplier);

    private static double Relative(double spread, double value) => value == 0.0 ? 0.0 : spread / Math.Abs(value);

    /// <summary>Values, aligned at the end where lengths differ; a zero denominator gives 0, as there is nobody to count.</summary>
    public static double[] Ratio(double[] numerator, double[]? denominator, double multiplier)
    {
        if (denominator is null)
        {
            return numerator;
        }
        var count = Math.Min(numerator.Length, denominator.Length);
        return [.. numerator[^count..].Zip(denominator[^count..], (n, d) => d == 0.0 ? 0.0 : multiplier * n / d)];
    }

    private static double[] Total(IEnumerable<double[]> parts, bool fromEnd)
    {
        var all = parts.ToArray();
        var total = new double[all.Min(p => p.Length)];
        foreach (var part in all)
        {
            var skip = fromEnd ? part.Length - total.Length : 0;
            for (var t = 0; t < total.Length; t++)
            {
                total[t] += part[skip + t];
            }
        }
        return total;
    }
}
