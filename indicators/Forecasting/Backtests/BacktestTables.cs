using Insight.Warehouse.Tables;

namespace Insight.Indicators.Forecasting.Backtests;

/// <summary>A backtest as a table: one row for each method and number of periods ahead.</summary>
public static class BacktestTables
{
    /// <summary>Columns: indicator, area, method, ahead, pool_count, pool_error, pool_naive_error, area_count, area_error, area_naive_error, level, coverage.</summary>
    public static Table Of(BacktestReport report)
    {
        var rows = report.Methods.SelectMany(m => (m.Pool?.Horizons ?? []).SelectMany(h => h.Coverage.DefaultIfEmpty().Select(c => (
            m.Method, Pool: h, Area: m.Area.FirstOrDefault(a => a.Ahead == h.Ahead), Coverage: c)))).ToArray();
        return new Table(
            new TextColumn("indicator", [.. rows.Select(_ => report.Indicator)]),
            new TextColumn("area", [.. rows.Select(_ => report.Area)]),
            new TextColumn("method", [.. rows.Select(r => r.Method)]),
            new WholeColumn("ahead", [.. rows.Select(r => (int?)r.Pool.Ahead)]),
            new WholeColumn("pool_count", [.. rows.Select(r => (int?)r.Pool.Count)]),
            new NumberColumn("pool_error", [.. rows.Select(r => (double?)r.Pool.Error)]),
            new NumberColumn("pool_naive_error", [.. rows.Select(r => (double?)r.Pool.NaiveError)]),
            new WholeColumn("area_count", [.. rows.Select(r => r.Area?.Count)]),
            new NumberColumn("area_error", [.. rows.Select(r => r.Area?.Error)]),
            new NumberColumn("area_naive_error", [.. rows.Select(r => r.Area?.NaiveError)]),
            new NumberColumn("level", [.. rows.Select(r => r.Coverage?.Level)]),
            new NumberColumn("coverage", [.. rows.Select(r => r.Coverage?.Realised)]));
    }
}
