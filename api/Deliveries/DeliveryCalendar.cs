using System.Globalization;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Deliveries;

/// <summary>
/// What is due when: a period's figures are expected so many days after its end as the definitions of the indicators say (<c>lag_days</c>);
/// what is there is read from the current publication. So any server that reads can answer it.
/// </summary>
internal sealed class DeliveryCalendar(SliceFiles files)
{
    private readonly Lock gate = new();
    private (string Publication, IReadOnlyList<Reach> Reaches)? known;

    /// <summary>What was delivered, is due and is late on a day.</summary>
    public DeliveriesAnswer On(Publication publication, DateOnly day)
    {
        var reaches = Reaches(publication);
        var delivered = reaches.SelectMany(r => r.Indicator.Sources.Select(source => (Source: source, Reach: r)))
            .GroupBy(r => (r.Source, r.Reach.Slice.Frequency), r => r.Reach)
            .ToDictionary(g => g.Key, g => OfSource(publication, g.Key.Source, [.. g], day));
        var awaited = publication.Manifest.Sources.SelectMany(source => source.Expected.Select(expected => (source.Id, expected.Frequency))).Distinct().Where(key => !delivered.ContainsKey(key));
        return new DeliveriesAnswer(
            publication.Id,
            Text(day),
            [.. delivered.Concat(awaited.Select(key => KeyValuePair.Create(key, NeverDelivered(publication, key.Id, key.Frequency, day))))
                .OrderBy(one => one.Key.Item1, StringComparer.Ordinal).ThenBy(one => one.Key.Item2).Select(one => one.Value)],
            [.. reaches.Select(r => OfIndicator(r, day)).OrderBy(f => f.Indicator, StringComparer.Ordinal).ThenBy(f => f.Frequency, StringComparer.Ordinal)]);
    }

    private static SourceDeliveryAnswer OfSource(Publication publication, string source, IReadOnlyList<Reach> reaches, DateOnly day)
    {
        var lag = reaches.Min(r => r.LagDays);
        var last = reaches.Max(r => r.Last);
        var areas = reaches.SelectMany(r => r.Areas).GroupBy(a => a.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(a => Period.Parse(a.Value)), StringComparer.Ordinal);
        var due = new Due(last, lag, day) { Every = reaches.Min(r => r.Every), HasEnded = reaches.All(r => r.HasEnded) };
        var missing = new MissingMunicipalities(publication, source, last.Frequency, day).Find(areas, due);
        var daysLate = Math.Max(due.DaysLate, LongestWait(missing));
        return new SourceDeliveryAnswer(
            source, publication.Source(source)?.Names ?? new Dictionary<string, string>(), publication.Source(source)?.Synthetic ?? false,
            Publication.Word(last.Frequency), lag, last.ToString(), due.Expected.ToString(), StateOf(daysLate), daysLate, last.Plus(due.Every).ToString(), Text(due.Next),
            reaches.Count, [.. reaches.Where(r => r.On(day).DaysLate > 0).Select(r => r.Indicator.Id).Distinct().Order(StringComparer.Ordinal)],
            areas.Count - missing.Count(m => m.LastPeriod is not null), MissingMunicipalities.Expected(publication, source, last.Frequency).Count, missing);
    }

    /// <summary>A source to which municipalities are to deliver and none has: the first period is the newest that had ended when they were told, due at once.</summary>
    private static SourceDeliveryAnswer NeverDelivered(Publication publication, string source, Frequency frequency, DateOnly day)
    {
        var expected = MissingMunicipalities.Expected(publication, source, frequency);
        var (since, lag) = (expected.Min(e => e.Since), expected.Min(e => e.LagDays));
        var first = Period.Containing(since, frequency).Plus(-1);
        var next = first.LastDay.AddDays(lag) > since ? first.LastDay.AddDays(lag) : since;
        var missing = new MissingMunicipalities(publication, source, frequency, day).Find(new Dictionary<string, Period>(), null);
        var daysLate = Math.Max(0, day.DayNumber - next.DayNumber);
        return new SourceDeliveryAnswer(
            source, publication.Source(source)!.Names, publication.Source(source)!.Synthetic, Publication.Word(frequency), lag, null, first.ToString(),
            StateOf(daysLate), daysLate, first.ToString(), Text(next), publication.Manifest.Indicators.Count(i => i.Sources.Contains(source)), [], 0, expected.Count, missing);
    }

    private static int LongestWait(IEnumerable<MissingMunicipalityAnswer> missing) => missing.Where(m => m.IsExpected).Select(m => m.DaysLate).DefaultIfEmpty(0).Max();

    private static string StateOf(int daysLate) => daysLate > 0 ? "late" : "on-time";

    private static FreshnessAnswer OfIndicator(Reach reach, DateOnly day)
    {
        var due = reach.On(day);
        return new FreshnessAnswer(
            reach.Indicator.Id, Publication.Word(reach.Slice.Frequency), reach.Indicator.Sources, reach.LagDays, reach.Last.ToString(), due.Expected.ToString(), due.State,
            due.DaysLate, Text(due.Next));
    }

    /// <summary>How far each slice reaches; read once a publication.</summary>
    private IReadOnlyList<Reach> Reaches(Publication publication)
    {
        lock (gate)
        {
            if (known?.Publication != publication.Id)
            {
                known = (publication.Id, [.. publication.Manifest.Indicators
                    .SelectMany(i => i.Slices.Where(s => s.Division == "current").Select(s => ReachOf(i, s))).OfType<Reach>()]);
            }

            return known.Value.Reaches;
        }
    }

    private Reach? ReachOf(PublishedIndicator indicator, PublishedSlice slice)
    {
        var areas = files.LastPeriods(slice);
        return areas.Count == 0 ? null : new Reach(
            indicator, slice, LagOf(indicator), areas, areas.Values.Max(text => Period.Parse(text)), EveryOf([.. files.Periods(slice).Select(text => Period.Parse(text))]));
    }

    /// <summary>
    /// How many periods lie between two deliveries: the shortest step between periods that are there, so that a survey of every second year is due
    /// every second year; 1 where only one period is there.
    /// </summary>
    private static int EveryOf(IReadOnlyList<Period> periods) => periods.Zip(periods.Skip(1), (a, b) => a.Until(b)).DefaultIfEmpty(1).Min();

    private static int LagOf(PublishedIndicator indicator) =>
        int.TryParse(indicator.Definition["lag_days"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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

/// <summary>When a series that ends at a period goes on, by its lag, seen from a day.</summary>
/// <param name="last">The last period that is there.</param>
/// <param name="lagDays">Days after the end of a period until its figures are expected.</param>
/// <param name="day">The day.</param>
internal sealed class Due(Period last, int lagDays, DateOnly day)
{
    /// <summary>The last period that is there.</summary>
    public Period Last => last;

    /// <summary>How many periods lie between two deliveries.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Whether nothing more is to come; then nothing is late.</summary>
    public bool HasEnded { get; init; }

    /// <summary>The day on which the period after the last is due.</summary>
    public DateOnly Next => DayOf(last.Plus(Every));

    /// <summary>Days since then; 0 before, on the day itself, and of a series that has ended.</summary>
    public int DaysLate => HasEnded ? 0 : Math.Max(0, day.DayNumber - Next.DayNumber);

    /// <summary>on-time or late.</summary>
    public string State => DaysLate > 0 ? "late" : "on-time";

    /// <summary>The newest period whose day has come; the last one of a series that has ended.</summary>
    public Period Expected
    {
        get
        {
            var newest = Period.Containing(day.AddDays(-lagDays), last.Frequency);
            var come = DayOf(newest) <= day ? newest : newest.Plus(-1);
            return HasEnded ? last : last.Plus((int)Math.Floor((double)last.Until(come) / Every) * Every);
        }
    }

    /// <summary>The day on which a period's figures are due.</summary>
    public DateOnly DayOf(Period period) => period.LastDay.AddDays(lagDays);
}
