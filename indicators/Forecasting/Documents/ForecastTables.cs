using System.Globalization;
using Insight.Warehouse.Tables;

namespace Insight.Indicators.Forecasting.Documents;

/// <summary>A forecast as a table for R, Python and spreadsheets: one row for each area, period and level.</summary>
public static class ForecastTables
{
    /// <summary>
    /// Columns: indicator, area, period, ahead, value, numerator, denominator, baseline, naive, scale, level, lower, upper, obs_status,
    /// method, origin, publication, synthetic.
    /// </summary>
    public static Table Of(ForecastDocument document)
    {
        var rows = document.Areas.SelectMany(a => a.Rows.SelectMany(r => r.Intervals.Select(i => (Area: a, Row: r, Interval: i)))).ToArray();
        TextColumn Text(string name, Func<(AreaDocument Area, ForecastRow Row, IntervalDocument Interval), string?> cell) => new(name, [.. rows.Select(cell)]);
        NumberColumn Number(string name, Func<(AreaDocument Area, ForecastRow Row, IntervalDocument Interval), double?> cell) => new(name, [.. rows.Select(cell)]);
        return new Table(
            Text("indicator", _ => document.Indicator),
            Text("area", r => r.Area.Area),
            Text("period", r => r.Row.Period),
            new WholeColumn("ahead", [.. rows.Select(r => (int?)r.Row.Ahead)]),
            Number("value", r => r.Row.Value),
            Number("numerator", r => r.Row.Numerator),
            Number("denominator", r => r.Row.Denominator),
            Number("baseline", r => r.Row.Baseline),
            Number("naive", r => r.Row.Naive),
            Number("scale", r => r.Area.Scale),
            Number("level", r => r.Interval.Level),
            Number("lower", r => r.Interval.Lower),
            Number("upper", r => r.Interval.Upper),
            Text("obs_status", _ => document.ObsStatus),
            Text("method", r => r.Area.Method),
            Text("origin", _ => document.Origin),
            Text("publication", _ => document.Publication),
            new FlagColumn("synthetic", [.. rows.Select(_ => (bool?)document.Synthetic)]));
    }

    /// <summary>The name of a file with it, without ending: indicator, origin, and whether the figures are invented.</summary>
    public static string FileName(ForecastDocument document) =>
        string.Create(CultureInfo.InvariantCulture, $"forecast-{document.Indicator}-{document.Origin}{(document.Synthetic ? "-synthetic" : "")}");
}
