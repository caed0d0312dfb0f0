namespace Insight.Indicators.Forecasting.Pooled;

/// <summary>
/// The explaining variables of <see cref="PooledAutoregression"/>, in each series' own unit at the origin: constant, last changes,
/// mean change so far; with groups also the group's and the pool's mean change of the last period and the one before.
/// Series are aligned at their last value.
/// </summary>
internal sealed class GrowthDesign
{
    private readonly PooledSeries[] _pool;
    private readonly int _lags;
    private readonly double _clip;
    private readonly Dictionary<string, double[]> _groups = [];
    private readonly double[] _whole;

    public GrowthDesign(PooledSeries[] pool, int lags, double clip)
    {
        _pool = pool;
        _lags = lags;
        _clip = clip;
        _whole = Growth(pool);
        var grouped = pool.Where(s => s.Group.Length > 0).GroupBy(s => s.Group).ToArray();
        if (grouped.Length > 1)
        {
            foreach (var group in grouped)
            {
                _groups[group.Key] = Growth([.. group]);
            }
        }
    }

    public int Features => 2 + _lags + (_groups.Count > 0 ? 4 : 0);

    /// <summary>The row of series <paramref name="i"/> seen from its value at index <paramref name="t"/>.</summary>
    public void Row(int i, int t, Span<double> row)
    {
        var series = _pool[i];
        var unit = series.Unit(t);
        row.Clear();
        row[0] = 1.0;
        row[1] = (series.Values[t] - series.Values[0]) / (t * unit);
        for (var lag = 0; lag < _lags; lag++)
        {
            // Before the first change is known, the average growth stands in.
            row[2 + lag] = t - lag >= 1 ? Math.Clamp((series.Values[t - lag] - series.Values[t - lag - 1]) / unit, -_clip, _clip) : row[1];
        }
        if (_groups.Count > 0)
        {
            var back = series.Length - 1 - t;
            var group = _groups.GetValueOrDefault(series.Group, _whole);
            (row[2 + _lags], row[3 + _lags]) = (At(group, back), At(group, back + 1));
            (row[4 + _lags], row[5 + _lags]) = (At(_whole, back), At(_whole, back + 1));
        }
    }

    private static double At(double[] growth, int back) => back < growth.Length ? growth[back] : 0.0;

    /// <summary>Mean scaled change counted back from the last period.</summary>
    private double[] Growth(PooledSeries[] members)
    {
        var growth = new double[members.Max(s => s.Length) - 1];
        var counts = new int[growth.Length];
        foreach (var series in members)
        {
            for (var t = 1; t < series.Length; t++)
            {
                var back = series.Length - 1 - t;
                if (series.Unit(t) > 0.0)
                {
                    growth[back] += Math.Clamp((series.Values[t] - series.Values[t - 1]) / series.Unit(t), -_clip, _clip);
                    counts[back]++;
                }
            }
        }
        for (var back = 0; back < growth.Length; back++)
        {
            growth[back] /= Math.Max(counts[back], 1);
        }
        return growth;
    }
}
