using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Api.Deliveries;

/// <summary>The delivery calendar as iCalendar (RFC 5545): one all-day event a source and period, from what is late to a year ahead.</summary>
internal static class DeliveryIcs
{
    private const int MostLate = 12;

    private static readonly Dictionary<string, (string Due, string Late, string Never, string Name)> Words = new(StringComparer.Ordinal)
    {
        ["fi"] = ("odotetaan", "myöhässä", "ei ole vielä toimittanut", "Insight: aineistojen saapuminen"),
        ["sv"] = ("väntas", "försenad", "har inte levererat ännu", "Insight: leveranser av uppgifter"),
        ["en"] = ("is due", "is late", "has not delivered yet", "Insight: deliveries of data"),
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
        return deliveries.Sources.SelectMany(source => Missing(source, stamp, language).Concat(Events(source, day, stamp, language)));
    }

    /// <summary>The municipalities that are to deliver and have not: an event on the day since which that is so.</summary>
    private static IEnumerable<string> Missing(SourceDeliveryAnswer source, DateTimeOffset stamp, string language)
    {
        var (_, isLate, never, _) = Words[language];
        foreach (var area in source.MissingMunicipalities.Where(area => area.IsExpected && area.State != "due"))
        {
            var day = DateOnly.ParseExact(area.Since, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var name = area.Names.GetValueOrDefault(language) ?? area.Area;
            var summary = area.LastPeriod is null ? $"{NameOf(source, language)}: {name} {never}" : $"{NameOf(source, language)}: {name} {isLate} ({area.LastPeriod})";
            foreach (var line in Event($"{source.Source}-{source.Frequency}-{area.Area}", day, summary, $"{source.Source}, {source.LagDays} d", stamp, language))
            {
                yield return line;
            }
        }
    }

    private static string NameOf(SourceDeliveryAnswer source, string language) => source.Names.GetValueOrDefault(language) ?? source.Source;

    private static IEnumerable<string> Events(SourceDeliveryAnswer source, DateOnly day, DateTimeOffset stamp, string language)
    {
        var expected = Period.Parse(source.ExpectedPeriod);
        var next = Period.Parse(source.NextPeriod);
        var every = source.LastPeriod is { } last ? Period.Parse(last).Until(next) : 1;
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
        var (isDue, isLate, _, _) = Words[language];
        return Event(
            $"{source.Source}-{source.Frequency}-{period}", due, $"{NameOf(source, language)}: {period} {(due < day ? isLate : isDue)}",
            $"{source.Source}, {source.LagDays} d. {string.Join(", ", source.LateIndicators)}".TrimEnd(' ', '.'), stamp, language);
    }

    private static IEnumerable<string> Event(string id, DateOnly day, string summary, string description, DateTimeOffset stamp, string language)
    {
        yield return "BEGIN:VEVENT";
        yield return $"UID:{id}@insight";
        yield return "DTSTAMP:" + IcsText.Moment(stamp);
        yield return "DTSTART;VALUE=DATE:" + Text(day);
        yield return "DTEND;VALUE=DATE:" + Text(day.AddDays(1));
        yield return $"SUMMARY;LANGUAGE={language}:" + IcsText.Escape(summary);
        yield return "DESCRIPTION:" + IcsText.Escape(description);
        yield return "TRANSP:TRANSPARENT";
        yield return "END:VEVENT";
    }

    private static DateOnly DueOf(Period period, SourceDeliveryAnswer source) => period.LastDay.AddDays(source.LagDays);

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
