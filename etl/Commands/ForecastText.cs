using System.Globalization;
using Insight.Indicators.Forecasting.Documents;

namespace Insight.Etl.Commands;

/// <summary>A forecast as text for a terminal.</summary>
internal static class ForecastText
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter to, ForecastDocument forecast)
    {
        to.WriteLine($"{forecast.Indicator} v{forecast.DefinitionVersion}: {forecast.Names["en"]} ({forecast.Unit["en"]}){(forecast.Synthetic ? "  SYNTHETIC" : "")}");
        to.WriteLine($"publication {forecast.Publication}, values up to {forecast.Origin}{(forecast.Id is null ? "" : $", kept as {forecast.Id}")}");
        foreach (var note in forecast.Notes)
        {
            to.WriteLine($"note: {note.Text["en"]}");
        }

        foreach (var area in forecast.Areas)
        {
            WriteArea(to, forecast, area);
        }

        foreach (var pool in forecast.Backtests)
        {
            WriteBacktest(to, pool);
        }
    }

    private static void WriteArea(TextWriter to, ForecastDocument forecast, AreaDocument area)
    {
        to.WriteLine();
        to.WriteLine($"{area.Area} {area.Names.GetValueOrDefault("fi")}: {area.Method}. {area.Why.Text["en"]}");
        foreach (var warning in area.Warnings)
        {
            to.WriteLine($"  ! {warning.Detail ?? warning.Text["en"]}");
        }

        foreach (var row in area.Rows)
        {
            var intervals = string.Join("  ", row.Intervals.Select(i => $"{Number(i.Level * 100, 0)} %: {Number(i.Lower, forecast.Decimals)} – {Number(i.Upper, forecast.Decimals)}"));
            to.WriteLine($"  {row.Period,-8} {Number(row.Value, forecast.Decimals),12}   {intervals}{Chance(area, row)}");
        }

        foreach (var sentence in area.Words["en"])
        {
            to.WriteLine("  " + sentence);
        }
    }

    private static string Chance(AreaDocument area, ForecastRow row) => area.Target switch
    {
        { State: "not-assessable", Why: { } why } => $"   target not assessable: {why.Text["en"]}",
        { } target => $"   {target.Reach} {Number(target.Value, 2)}: {Number(100 * target.Chances[row.Ahead - 1].Chance, 0)} %",
        _ => "",
    };

    private static void WriteBacktest(TextWriter to, PoolDocument pool)
    {
        to.WriteLine();
        to.WriteLine($"past forecasts of {pool.Pool}: {pool.Rehearsals} compared, skill against naive {(pool.Skill is { } skill ? Number(skill, 2) : "unknown")}");
        foreach (var horizon in pool.Horizons)
        {
            var coverage = string.Join("  ", horizon.Coverage.Select(c => $"{Number(c.Level * 100, 0)} % held {Number(c.Realised * 100, 0)} %"));
            to.WriteLine($"  {horizon.Ahead,3} ahead: error {Number(horizon.Error, 2)}, naive {Number(horizon.NaiveError, 2)} (in usual changes of a cycle)   {coverage}");
        }
    }

    private static string Number(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
