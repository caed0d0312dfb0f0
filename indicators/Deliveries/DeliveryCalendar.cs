using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Deliveries;

/// <summary>
/// What is due when: a period's figures are expected so many days after its end as the definitions of the indicators say (<c>lag_days</c>);
/// what is there is read from the publication. So whoever reads the lake can tell it.
/// </summary>
/// <param name="lastPeriods">The last period with a value of every municipality that has one in a slice, see <see cref="LastPeriods"/>.</param>
/// <param name="periods">The periods in which any municipality has a value in a slice, oldest first.</param>
public sealed class DeliveryCalendar(Func<PublishedSlice, IReadOnlyDictionary<string, string>> lastPeriods, Func<PublishedSlice, IReadOnlyList<string>> periods)
{
    private readonly Lock gate = new();
    private (string Publication, IReadOnlyList<Reach> Reaches)? known;

    /// <summary>What was delivered, is due and is late on a day.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="areas">Its areas.</param>
    /// <param name="day">The day.</param>
    public DeliveryOverview On(PublicationManifest publication, AreaDirectory areas, DateOnly day)
    {
        var reaches = Reaches(publication);
        var delivered = reaches.SelectMany(r => r.Indicator.Sources.Select(source => (Source: source, Reach: r)))
            .GroupBy(r => (r.Source, r.Reach.Slice.Frequency), r => r.Reach)
            .ToDictionary(g => g.Key, g => OfSource(new Seen(publication, areas, g.Key.Source, day), [.. g]));
        var awaited = publication.Sources.SelectMany(source => source.Expected.Select(expected => (source.Id, expected.Frequency))).Distinct().Where(key => !delivered.ContainsKey(key));
        return new DeliveryOverview(
            publication.Id,
            day,
            [.. delivered.Concat(awaited.Select(key => KeyValuePair.Create(key, NeverDelivered(new Seen(publication, areas, key.Id, day), key.Frequency))))
                .OrderBy(one => one.Key.Item1, StringComparer.Ordinal).ThenBy(one => one.Key.Item2).Select(one => one.Value)],
            [.. reaches.Select(r => OfIndicator(r, day)).OrderBy(f => f.Indicator, StringComparer.Ordinal).ThenBy(f => f.Frequency.Word(), StringComparer.Ordinal)]);
    }

    private static SourceDelivery OfSource(Seen seen, IReadOnlyList<Reach> reaches)
    {
        var last = reaches.Max(r => r.Last);
        var areas = reaches.SelectMany(r => r.Areas).GroupBy(a => a.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(a => Period.Parse(a.Value)), StringComparer.Ordinal);
        var due = new Due(last, reaches.Min(r => r.LagDays), seen.Day) { Every = reaches.Min(r => r.Every), HasEnded = reaches.All(r => r.HasEnded) };
        var municipalities = new MissingMunicipalities(seen, last.Frequency);
        var missing = municipalities.Find(areas, due);
        return new SourceDelivery(
            seen.Source, last.Frequency, reaches.Min(r => r.LagDays), last, due.Expected, Math.Max(due.DaysLate, LongestWait(missing)), last.Plus(due.Every), due.Next,
            reaches.Count, [.. reaches.Where(r => r.On(seen.Day).DaysLate > 0).Select(r => r.Indicator.Id).Distinct().Order(StringComparer.Ordinal)],
            areas.Count - missing.Count(m => m.LastPeriod is not null), municipalities.Expected.Count, missing);
    }

    /// <summary>A source to which municipalities are to deliver and none has: the first period is the newest that had ended when they were told, due at once.</summary>
    private static SourceDelivery NeverDelivered(Seen seen, Frequency frequency)
    {
        var municipalities = new MissingMunicipalities(seen, frequency);
        var (since, lag) = (municipalities.Expected.Min(e => e.Since), municipalities.Expected.Min(e => e.LagDays));
        var first = Period.Containing(since, frequency).Plus(-1);
        var next = first.LastDay.AddDays(lag) > since ? first.LastDay.AddDays(lag) : since;
        return new SourceDelivery(
            seen.Source, frequency, lag, null, first, Math.Max(0, seen.Day.DayNumber - next.DayNumber), first, next,
            seen.Publication.Indicators.Count(i => i.Sources.Contains(seen.Source.Id)), [], 0, municipalities.Expected.Count, municipalities.Find(new Dictionary<string, Period>(), null));
    }

    private static int LongestWait(IEnumerable<MissingMunicipality> missing) => missing.Where(m => m.IsExpected).Select(m => m.DaysLate).DefaultIfEmpty(0).Max();

    private static IndicatorFreshness OfIndicator(Reach reach, DateOnly day)
    {
        var due = reach.On(day);
        return new IndicatorFreshness(reach.Indicator.Id, reach.Slice.Frequency, reach.Indicator.Sources, reach.LagDays, reach.Last, due.Expected, due.DaysLate, due.Next);
    }

    /// <summary>How far each slice reaches; read once a publication.</summary>
    private IReadOnlyList<Reach> Reaches(PublicationManifest publication)
    {
        lock (gate)
        {
            if (known?.Publication != publication.Id)
            {
                known = (publication.Id, [.. publication.Indicators
                    .SelectMany(i => i.Slices.Where(s => s.Division == "current").Select(s => ReachOf(i, s))).OfType<Reach>()]);
            }

            return known.Value.Reaches;
        }
    }

    private Reach? ReachOf(PublishedIndicator indicator, PublishedSlice slice)
    {
        var areas = lastPeriods(slice);
        return areas.Count == 0 ? null : new Reach(
            indicator, slice, LagOf(indicator), areas, areas.Values.Max(text => Period.Parse(text)), EveryOf([.. periods(slice).Select(text => Period.Parse(text))]));
    }

    /// <summary>
    /// How many periods lie between two deliveries: the shortest step between periods that are there, so that a survey of every second year is due
    /// every second year; 1 where only one period is there.
    /// </summary>
    private static int EveryOf(IReadOnlyList<Period> periods) => periods.Zip(periods.Skip(1), (a, b) => a.Until(b)).DefaultIfEmpty(1).Min();

    private static int LagOf(PublishedIndicator indicator) =>
        int.TryParse(indicator.Definition["lag_days"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;

    /// <summary>How far an indicator's slice reaches: the last period of each municipality, and of any of them, and how many periods lie between two deliveries.</summary>
    private sealed record Reach(PublishedIndicator Indicator, PublishedSlice Slice, int LagDays, IReadOnlyDictionary<string, string> Areas, Period Last, int Every)
    {
        /// <summary>Whether the series is over: its definition ends (<c>effective: {to: …}</c>) with the last period, or before.</summary>
        public bool HasEnded => Indicator.Definition["effective"]?["to"]?.ToString() is { } end
            && DateOnly.TryParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) && Last.Plus(Every).FirstDay > last;

        /// <summary>When it goes on, seen from a day.</summary>
        public Due On(DateOnly day) => new(Last, LagDays, day) { Every = Every, HasEnded = HasEnded };
    }
}
