using System.Globalization;
using Insight.Warehouse.Areas;

namespace Insight.Warehouse.Publications;

/// <summary>
/// How the values of today's division are read in another one: which areas are others for which periods, and where their values are. All
/// other areas have the values of today's division.
/// </summary>
/// <param name="Label">The division: the label of a <see cref="DivisionSpan"/>, <c>as-was</c>, or <c>current</c>.</param>
/// <param name="AtTheTime">Whether aggregates have the members of each period in place of today's.</param>
/// <param name="History">The slice of areas as they were, or null where nothing differs or nothing is kept.</param>
/// <param name="Changed">Areas that are others than today.</param>
public sealed record DivisionView(string Label, bool AtTheTime, PublishedSlice? History, IReadOnlyList<ChangedArea> Changed)
{
    /// <summary>Each period in the division of its own time.</summary>
    public const string AsWas = "as-was";

    /// <summary>
    /// Where each period has its own division and its own members: which municipalities of that time were whose members. Empty otherwise; then
    /// aggregates count the municipalities of today in which they were added up.
    /// </summary>
    public IReadOnlyList<Membership> Members { get; private init; } = [];

    /// <summary>What tells apart views of one slice.</summary>
    public string Key => $"{Label} {(AtTheTime ? "at-the-time" : "current")} {History?.File}";

    /// <summary>The view of a division.</summary>
    /// <param name="calendar">The divisions that there were.</param>
    /// <param name="label">The label of one of them, <c>current</c> or <c>as-was</c>.</param>
    /// <param name="atTheTime">Whether aggregates have the members of each period.</param>
    /// <param name="history">The slice of areas as they were.</param>
    /// <returns>Null for today's division with today's members.</returns>
    public static DivisionView? Of(DivisionCalendar calendar, string label, bool atTheTime, PublishedSlice? history)
    {
        IReadOnlyList<ChangedArea> changed = label switch
        {
            PublishedSlice.Current => [],
            AsWas => [.. calendar.Spans.SelectMany(span => Of(calendar, span, Text(span.From) ?? "", Text(span.To) ?? ChangedArea.Ever))],
            _ => [.. calendar.Spans.Where(span => span.Label == label).SelectMany(span => Of(calendar, span, "", ChangedArea.Ever))],
        };
        return label == PublishedSlice.Current && !atTheTime
            ? null
            : new(label, atTheTime, history, changed) { Members = label == AsWas && atTheTime ? [.. calendar.Memberships] : [] };
    }

    private static IEnumerable<ChangedArea> Of(DivisionCalendar calendar, DivisionSpan span, string from, string to) =>
        span.Changed.Select(area => new ChangedArea(area, span.Label, calendar.EraOf(area, span), from, to, Exists: true))
            .Concat(span.Absent.Select(area => new ChangedArea(area, span.Label, span.Label, from, to, Exists: false)));

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A municipality that is another one than today.</summary>
/// <param name="Area">Its id.</param>
/// <param name="Label">The division in which it is.</param>
/// <param name="Era">The first division in which it was made in the same way.</param>
/// <param name="From">First day of the periods that are read so; empty for all.</param>
/// <param name="To">First day after them.</param>
/// <param name="Exists">Whether the division has it at all.</param>
public sealed record ChangedArea(string Area, string Label, string Era, string From, string To, bool Exists)
{
    /// <summary>A day after all days.</summary>
    public const string Ever = "9999-12-31";
}
