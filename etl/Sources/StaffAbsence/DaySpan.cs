namespace Insight.Etl.Sources.StaffAbsence;

/// <summary>Consecutive calendar days, both ends included.</summary>
/// <param name="First">Day number (<see cref="DateOnly.DayNumber"/>) of the first day.</param>
/// <param name="Last">Day number of the last day, not before the first.</param>
internal readonly record struct DaySpan(int First, int Last)
{
    /// <summary>A span of dates; an open end is the last day of the calendar.</summary>
    public static DaySpan Of(DateOnly first, DateOnly? last) => new(first.DayNumber, (last ?? DateOnly.MaxValue).DayNumber);

    /// <summary>Number of days.</summary>
    public int Days => Last - First + 1;

    /// <summary>Whether a day is in both.</summary>
    public bool Overlaps(DaySpan other) => First <= other.Last && other.First <= Last;
}

/// <summary>
/// Arithmetic of sets of days, kept as ordered spans that neither overlap nor touch: what ends the day before another begins is one with
/// it.
/// </summary>
internal static class DaySpans
{
    /// <summary>The days that are in at least one span.</summary>
    public static IReadOnlyList<DaySpan> Union(IEnumerable<DaySpan> spans) => Net(spans.Select(span => (span, 1))).Days;

    /// <summary>
    /// The days on which more rows say yes than take it back: a correction row has sign −1. A day that several rows give counts once.
    /// </summary>
    /// <returns>The days, and the first day that is taken back more often than it was given, or null.</returns>
    public static (IReadOnlyList<DaySpan> Days, int? Overdrawn) Net(IEnumerable<(DaySpan Span, int Sign)> rows)
    {
        var changes = new List<(int Day, int Change)>();
        foreach (var (span, sign) in rows)
        {
            changes.Add((span.First, sign));
            changes.Add((span.Last + 1, -sign));
        }

        changes.Sort((a, b) => a.Day.CompareTo(b.Day));
        var days = new List<DaySpan>();
        int? overdrawn = null;
        var (level, since) = (0, 0);
        for (var i = 0; i < changes.Count;)
        {
            var (day, change) = (changes[i].Day, 0);
            for (; i < changes.Count && changes[i].Day == day; i++)
            {
                change += changes[i].Change;
            }

            if (level > 0 && level + change <= 0)
            {
                days.Add(new DaySpan(since, day - 1));
            }

            since = level <= 0 && level + change > 0 ? day : since;
            level += change;
            overdrawn ??= level < 0 ? day : null;
        }

        return (days, overdrawn);
    }

    /// <summary>The days that are in both.</summary>
    public static IReadOnlyList<DaySpan> Intersect(IReadOnlyList<DaySpan> left, IReadOnlyList<DaySpan> right)
    {
        var both = new List<DaySpan>();
        var (i, j) = (0, 0);
        while (i < left.Count && j < right.Count)
        {
            if (left[i].Overlaps(right[j]))
            {
                both.Add(new DaySpan(Math.Max(left[i].First, right[j].First), Math.Min(left[i].Last, right[j].Last)));
            }

            _ = left[i].Last < right[j].Last ? i++ : j++;
        }

        return both;
    }

    /// <summary>The days that are in the first and not in the second.</summary>
    public static IReadOnlyList<DaySpan> Except(IReadOnlyList<DaySpan> from, IReadOnlyList<DaySpan> without) =>
        without.Count == 0 ? from : Net([.. from.Select(s => (s, 1)), .. Intersect(from, without).Select(s => (s, -1))]).Days;

    /// <summary>How many days there are.</summary>
    public static int Count(IEnumerable<DaySpan> spans) => spans.Sum(span => span.Days);
}
