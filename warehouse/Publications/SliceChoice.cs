using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>Which slice of an indicator is read in which municipal division.</summary>
public static class SliceChoice
{
    /// <summary>The producers' own division.</summary>
    public const string AsDelivered = "as-delivered";

    /// <summary>
    /// The one word for a division: <c>current</c>, <c>as-was</c>, <c>as-delivered</c>, or for a date the label of its division, so that two
    /// dates between which no municipality changed are the same.
    /// </summary>
    /// <returns>Null when the text is none of these.</returns>
    public static string? Label(DivisionCalendar calendar, string text)
    {
        if (text is PublishedSlice.Current or DivisionView.AsWas or AsDelivered)
        {
            return text;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Label(calendar, day) : null;
    }

    /// <summary>The slice that has an indicator's values in a division, with the way to read it.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="calendar">The divisions that there were.</param>
    /// <param name="label">A division, see <see cref="Label(DivisionCalendar, string)"/>.</param>
    /// <param name="atTheTime">Whether aggregates have the members of each period in place of today's.</param>
    /// <param name="frequency">Frequency of the periods.</param>
    /// <returns>Null when the indicator has no such values.</returns>
    public static PublishedSlice? Find(PublishedIndicator indicator, DivisionCalendar calendar, string label, bool atTheTime, Frequency frequency)
    {
        var own = indicator.Slices.Where(slice => slice.Frequency == frequency).ToList();
        var stored = own.Find(slice => slice.Division == label || (slice.Division == AsDelivered && slice.DivisionDate == label));
        if (stored is not null && !(stored.Division == PublishedSlice.Current && atTheTime))
        {
            return stored;
        }

        var read = label == AsDelivered ? Delivered(indicator, calendar) : label;
        return own.Find(slice => slice.Division == PublishedSlice.Current) is { } current && read is not null
            ? current with
            {
                Division = label,
                DivisionDate = read == PublishedSlice.Current ? current.DivisionDate : read,
                View = DivisionView.Of(calendar, read, atTheTime, own.Find(slice => slice.Division == PublishedSlice.History)),
            }
            : null;
    }

    /// <summary>The division of all of an indicator's data sets, or null where they follow several.</summary>
    private static string? Delivered(PublishedIndicator indicator, DivisionCalendar calendar) => indicator.DeliveredDivisions is [var only]
        ? Division.Parse(only, calendar.Today).FixedTo is { } day ? Label(calendar, day) : DivisionView.AsWas
        : null;

    private static string Label(DivisionCalendar calendar, DateOnly day) => calendar.At(day) is var span && span == calendar.Current ? PublishedSlice.Current : span.Label;
}
