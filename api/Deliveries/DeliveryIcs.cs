using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Api.Deliveries;

/// <summary>The delivery calendar as iCalendar (RFC 5545): one all-day event a source and period, from what is late to a year ahead.</summary>
internal static class DeliveryIcs
{
    private const int MostLate = 12;

    private static readonly Dictionary<string, (string Due, string Late, string Name)> Words = new(StringComparer.Ordinal)
    {
        ["fi"] = ("odotetaan", "myöhässä", "Insight: aineistojen saapuminen"),
        ["sv"] = ("väntas", "försenad", "Insight: leveranser av uppgifter"),
        ["en"] = ("is due", "is late", "Insight: deliveries of data"),
    };

    /// <summary>The calendar.</summary>
    /// <param name="deliveries">What is due.</param>
    /// <param name="stamp">When it was written: the time of the publication.</param>
    /// <param name="language">fi, sv or en.</param>
    public static string Write(DeliveriesAnswer deliveries, DateTimeOffset stamp, string language)
    {
        return IcsText.Calendar("Deliveries", Words[language].Name, Events(deliveries, stamp, language));
    }

    /// <summary>The events alone, for a calendar that has others beside.</summary>
    public static IEnumerable<string> Events(DeliveriesAnswer deliveries, DateTimeOffset stamp, string language)
    {
        var day = DateOnly.ParseExact(deliveries.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return deliveries.Sources.SelectMany(source => Events(source, day, stamp, language));
    }

    private static IEnumerable<string> Events(SourceDeliveryAnswer source, DateOnly day, DateTimeOffset stamp, string language)
    {
        var expected = Period.Parse(source.ExpectedPeriod);
        var next = Period.Parse(source.NextPeriod);
        var every = Period.Parse(source.LastPeriod).Until(next);
        if (source.State == "on-time" && DueOf(next, source) < day)
        {
            // The series has ended: nothing more is to come.
            yield break;
        }

        var first = next.Until(expected) >= MostLate * every ? expected.Plus((1 - MostLate) * every) : next;
        for (var period = first; DueOf(period, source) <= day.AddYears(1); period = period.Plus(every))
        {
            foreach (var line in Event(source, period, DueOf(period, source), day, stamp, language))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Event(SourceDeliveryAnswer source, Period period, DateOnly due, DateOnly day, DateTimeOffset stamp, string language)
    {
        var (isDue, isLate, _) = Words[language];
        var name = source.Names.GetValueOrDefault(language) ?? source.Source;
        yield return "BEGIN:VEVENT";
        yield return $"UID:{source.Source}-{source.Frequency}-{period}@insight";
        yield return "DTSTAMP:" + IcsText.Moment(stamp);
        yield return "DTSTART;VALUE=DATE:" + Text(due);
        yield return "DTEND;VALUE=DATE:" + Text(due.AddDays(1));
        yield return $"SUMMARY;LANGUAGE={language}:" + IcsText.Escape($"{name}: {period} {(due < day ? isLate : isDue)}");
        yield return "DESCRIPTION:" + IcsText.Escape($"{source.Source}, {source.LagDays} d. {string.Join(", ", source.LateIndicators)}".TrimEnd(' ', '.'));
        yield return "TRANSP:TRANSPARENT";
        yield return "END:VEVENT";
    }

    private static DateOnly DueOf(Period period, SourceDeliveryAnswer source) => period.LastDay.AddDays(source.LagDays);

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
