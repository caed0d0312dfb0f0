using Insight.Warehouse.Tables;

namespace Insight.Indicators.Forecasting.Accuracy;

/// <summary>Accuracy as a table: one row for each group and level.</summary>
public static class AccuracyTables
{
    /// <summary>Columns: indicator, kind, frequency, method, size_class, ahead, count, bias, error, scaled_error, naive_error, skill, level, coverage.</summary>
    public static Table Of(AccuracyReport report)
    {
        var rows = report.Rows.SelectMany(r => r.Coverage.Select(c => (Row: r, Coverage: c))).ToArray();
        return new Table(
            new TextColumn("indicator", [.. rows.Select(r => r.Row.Indicator)]),
            new TextColumn("kind", [.. rows.Select(r => r.Row.Kind)]),
            new TextColumn("frequency", [.. rows.Select(r => r.Row.Frequency)]),
            new TextColumn("method", [.. rows.Select(r => r.Row.Method)]),
            new TextColumn("size_class", [.. rows.Select(r => r.Row.SizeClass)]),
            new WholeColumn("ahead", [.. rows.Select(r => (int?)r.Row.Ahead)]),
            new WholeColumn("count", [.. rows.Select(r => (int?)r.Row.Count)]),
            new NumberColumn("bias", [.. rows.Select(r => (double?)r.Row.Bias)]),
            new NumberColumn("error", [.. rows.Select(r => (double?)r.Row.Error)]),
            new NumberColumn("scaled_error", [.. rows.Select(r => r.Row.ScaledError)]),
            new NumberColumn("naive_error", [.. rows.Select(r => r.Row.NaiveError)]),
            new NumberColumn("skill", [.. rows.Select(r => r.Row.Skill)]),
            new NumberColumn("level", [.. rows.Select(r => (double?)r.Coverage.Level)]),
            new NumberColumn("coverage", [.. rows.Select(r => (double?)r.Coverage.Realised)]));
    }
}
