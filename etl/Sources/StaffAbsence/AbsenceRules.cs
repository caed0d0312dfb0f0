using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>What counts, as the source's settings say.</summary>
/// <param name="Sickness">Classes of absence that are sickness absence.</param>
/// <param name="Unpaid">Classes that are unpaid where a row does not say how much is paid.</param>
/// <param name="MinimumServiceDays">Days of service in a year that make a person count in the figures of the year; null: every day of the
/// year.</param>
/// <param name="DiscussionServiceDays">Days of permanent service in a year from which on a development discussion is expected.</param>
/// <param name="SmallestCell">Cells of fewer persons are withheld.</param>
/// <param name="From">First month; null where the last months are reloaded.</param>
/// <param name="ReloadMonths">How many months up to the last one are made again where <paramref name="From"/> is not said.</param>
/// <param name="To">Last month, null for the last one that was over when the payload came.</param>
internal sealed record AbsenceRules(
    IReadOnlySet<string> Sickness, IReadOnlySet<string> Unpaid, int? MinimumServiceDays, int DiscussionServiceDays, int SmallestCell, Period? From, int ReloadMonths, Period? To)
{
    /// <summary>Corrections come up to half a year late; with a year they are never missed, and a calendar year is always whole once.</summary>
    private const int FewestMonths = 12;

    private static readonly string[] Fields =
    [
        "from", "to", "reload_months", "sickness", "unpaid", "minimum_service_days", "discussion_service_days", "smallest_cell", "codes", "sectors", "contracts", "sexes",
        "end_reasons", "municipalities",
    ];

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">A setting is wrong; the message says where.</exception>
    public static AbsenceRules Read(SettingsNode settings)
    {
        settings.Knowing(Fields);
        var (minimum, discussion, smallest) = (settings["minimum_service_days"], settings["discussion_service_days"], settings["smallest_cell"]);
        return new AbsenceRules(
            Classes(settings["sickness"]),
            Classes(settings["unpaid"]),
            minimum.TextOr("whole-year") == "whole-year" ? null : minimum.Integer,
            discussion.Exists ? discussion.Integer : 183,
            smallest.Exists ? smallest.Integer : 5,
            settings["reload_months"].Exists ? null : Month(settings["from"]),
            Reload(settings),
            settings["to"].Exists ? Month(settings["to"]) : null);
    }

    /// <summary>Whether a class is sickness absence.</summary>
    public bool IsSickness(string kind) => Sickness.Contains(kind);

    /// <summary>Whether an absence is unpaid: its share of pay is 0, or where the row does not say, its class is an unpaid one.</summary>
    public bool IsUnpaid(string kind, double? pay) => pay is { } share ? share == 0 : Unpaid.Contains(kind);

    /// <summary>Whether so many days of service make a person count in the figures of a year.</summary>
    public bool IsInService(int days, int year) => days >= Math.Min(MinimumServiceDays ?? int.MaxValue, DateTime.IsLeapYear(year) ? 366 : 365);

    /// <summary>The first and the last month to make figures of.</summary>
    /// <param name="received">When the payload was received.</param>
    public (Period First, Period Last) Months(DateTimeOffset received)
    {
        var last = To ?? Period.Containing(DateOnly.FromDateTime(received.UtcDateTime), Frequency.Monthly).Plus(-1);
        return (From ?? last.Plus(1 - ReloadMonths), last);
    }

    private static int Reload(SettingsNode settings)
    {
        var (months, from) = (settings["reload_months"], settings["from"]);
        if (months.Exists && from.Exists)
        {
            throw months.Wrong("'reload_months' and 'from' both say where figures begin; keep one of them.");
        }

        return !months.Exists || months.Integer >= FewestMonths
            ? months.Exists ? months.Integer : 0
            : throw months.Wrong($"'reload_months' is {months.Text}; corrections come months late, so that at least {FewestMonths} months are made again each time.");
    }

    private static HashSet<string> Classes(SettingsNode setting) => setting.Items.Select(AbsenceClass.Parse).ToHashSet(StringComparer.Ordinal);

    private static Period Month(SettingsNode setting) => Period.TryParse(setting.Text, out var month) && month.Frequency == Frequency.Monthly
        ? month
        : throw setting.Wrong($"'{setting.Text}' is not a month; write it as 2025-01.");
}
