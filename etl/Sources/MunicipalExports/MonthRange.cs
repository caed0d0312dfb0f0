using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.MunicipalExports;

/// <summary>The months of which figures are made, as the settings <c>from</c> and <c>to</c> say.</summary>
/// <param name="From">First month.</param>
/// <param name="To">Last month, null for the last one that was over when the payload came.</param>
internal sealed record MonthRange(Period From, Period? To)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">One of them is no month.</exception>
    public static MonthRange Read(SettingsNode settings) => new(Month(settings["from"]), settings["to"].Exists ? Month(settings["to"]) : null);

    /// <summary>All its months, oldest first.</summary>
    /// <param name="received">When the payload was received.</param>
    public IReadOnlyList<Period> Months(DateTimeOffset received)
    {
        var last = To ?? Period.Containing(DateOnly.FromDateTime(received.UtcDateTime), Frequency.Monthly).Plus(-1);
        return [.. Enumerable.Range(0, Math.Max(0, From.Until(last) + 1)).Select(From.Plus)];
    }

    private static Period Month(SettingsNode setting) => Period.TryParse(setting.Text, out var month) && month.Frequency == Frequency.Monthly
        ? month
        : throw setting.Wrong($"'{setting.Text}' is not a month; write it as 2025-01.");
}
