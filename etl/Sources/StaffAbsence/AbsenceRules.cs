using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>What counts, as the source's settings say.</summary>
/// <param name="Sickness">Classes of absence that are sickness absence.</param>
/// <param name="Unpaid">Classes that are unpaid where a row does not say how much is paid.</param>
/// <param name="MinimumServiceDays">Days of service in a year that make a person count in the figures of the year; null: every day of the
/// year.</param>
/// <param name="From">First month.</param>
/// <param name="To">Last month, null for the last one that was over when the payload came.</param>
internal sealed record AbsenceRules(IReadOnlySet<string> Sickness, IReadOnlySet<string> Unpaid, int? MinimumServiceDays, Period From, Period? To)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">A setting is wrong; the message says where.</exception>
    public static AbsenceRules Read(SettingsNode settings)
    {
        settings.Knowing("from", "to", "sickness", "unpaid", "minimum_service_days", "codes", "municipalities");
        var minimum = settings["minimum_service_days"];
        return new AbsenceRules(
            Classes(settings["sickness"]),
            Classes(settings["unpaid"]),
            minimum.TextOr("whole-year") == "whole-year" ? null : minimum.Integer,
            Month(settings["from"]),
            settings["to"].Exists ? Month(settings["to"]) : null);
    }

    /// <summary>Whether a class is sickness absence.</summary>
    public bool IsSickness(string kind) => Sickness.Contains(kind);

    /// <summary>Whether an absence is unpaid: its share of pay is 0, or where the row does not say, its class is an unpaid one.</summary>
    public bool IsUnpaid(string kind, double? pay) => pay is { } share ? share == 0 : Unpaid.Contains(kind);

    /// <summary>Whether so many days of service make a person count in the figures of a year.</summary>
    public bool IsInService(int days, int year) => days >= Math.Min(MinimumServiceDays ?? int.MaxValue, DateTime.IsLeapYear(year) ? 366 : 365);

    /// <summary>The last month to make figures of.</summary>
    /// <param name="received">When the payload was received.</param>
    public Period LastMonth(DateTimeOffset received) => To ?? Period.Containing(DateOnly.FromDateTime(received.UtcDateTime), Frequency.Monthly).Plus(-1);

    private static HashSet<string> Classes(SettingsNode setting) => setting.Items.Select(AbsenceClass.Parse).ToHashSet(StringComparer.Ordinal);

    private static Period Month(SettingsNode setting) => Period.TryParse(setting.Text, out var month) && month.Frequency == Frequency.Monthly
        ? month
        : throw setting.Wrong($"'{setting.Text}' is not a month; write it as 2025-01.");
}
