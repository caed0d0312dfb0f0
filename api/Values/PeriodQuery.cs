using System.Globalization;
using Insight.Api.Problems;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>
/// Which periods a request asks for: periods (a row for each, with or without data), ranges <c>2015..2018</c>, <c>2015..</c>, <c>..2018</c>
/// (those of the slice that lie within), <c>last:12</c> (the slice's last ones), <c>all</c>.
/// </summary>
internal sealed class PeriodQuery
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "period";

    private const int MostItems = 500;
    private const int MostLast = 10_000;
    private const string LastPrefix = "last:";
    private const string RangeMark = "..";

    private readonly List<Item> items = [];
    private int last;

    /// <summary>The frequency that the written periods have; null where none is written.</summary>
    public Frequency? Implied { get; private set; }

    /// <summary>The text form in which equal queries are equal.</summary>
    public string Canonical =>
        last > 0 ? LastPrefix + last.ToString(CultureInfo.InvariantCulture) : items.Count == 0 ? "all" : string.Join(',', items);

    /// <summary>Reads the values of the parameter; none means all.</summary>
    public static PeriodQuery Parse(IReadOnlyList<string> values)
    {
        var query = new PeriodQuery();
        foreach (var value in values)
        {
            query.Add(value, values.Count);
        }

        return query.items.Count <= MostItems
            ? query
            : throw Bad(
                string.Join(',', values),
                $"{query.items.Count} periods are named, and at most {MostItems} may be; use a range such as 2015..2025.");
    }

    /// <summary>This query with its periods in another frequency: years become their quarters or months.</summary>
    public PeriodQuery In(Frequency frequency)
    {
        if (Implied is not { } written || written == frequency)
        {
            return this;
        }

        if (Period.PerYear(written) > Period.PerYear(frequency))
        {
            throw BadRequest.Contradictory(
                Parameter, Canonical, $"'{Canonical}' is written in a shorter period than the frequency '{Publications.Publication.Word(frequency)}' has; leave one of the two out.");
        }

        var expanded = new PeriodQuery { Implied = frequency };
        expanded.items.AddRange(items.Select(i => new Item(
            i.From is { } from ? Period.Containing(from.FirstDay, frequency) : null,
            i.To is { } to ? Period.Containing(to.LastDay, frequency) : null,
            IsRange: true)));
        return expanded;
    }

    /// <summary>The asked periods as a slice knows them, oldest first.</summary>
    public PeriodPick[] Resolve(SliceAxes axes)
    {
        if (last > 0)
        {
            return axes.AllPeriods[Math.Max(0, axes.AllPeriods.Length - last)..];
        }

        if (items.Count == 0)
        {
            return axes.AllPeriods;
        }

        var picks = new List<PeriodPick>();
        foreach (var item in items)
        {
            item.AddTo(picks, axes);
        }

        return items.Count == 1 ? [.. picks] : [.. picks.DistinctBy(p => p.Period).OrderBy(p => p.Period)];
    }

    /// <summary>Whether a day lies in or between the asked periods, as far as a slice reaches.</summary>
    public static bool Spans(PeriodPick[] picks, DateOnly day) =>
        picks.Length > 0 && picks[0].Period.FirstDay <= day && day <= picks[^1].Period.LastDay;

    private void Add(string value, int count)
    {
        if (value == "all" || value.StartsWith(LastPrefix, StringComparison.Ordinal))
        {
            if (count > 1)
            {
                throw BadRequest.Contradictory(
                    Parameter, value, $"'{BadRequest.Cut(value)}' cannot stand beside other periods; leave one or the other out.");
            }

            last = value == "all" ? 0 : LastCount(value);
            return;
        }

        var item = Item.Parse(value);
        if (Implied is { } frequency && frequency != item.Frequency)
        {
            throw BadRequest.Contradictory(
                Parameter,
                value,
                $"'{BadRequest.Cut(value)}' is not of the same frequency as the periods before it; ask for years and months separately.");
        }

        Implied = item.Frequency;
        items.Add(item);
    }

    private static int LastCount(string value) =>
        int.TryParse(value.AsSpan(LastPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= MostLast
            ? count
            : throw Bad(
                value,
                $"'{BadRequest.Cut(value)}' is not a number of periods; write last: and a whole number from 1 to {MostLast}, for example last:12.");

    private static ProblemException Bad(string value, string detail) =>
        new(new Problem(400, "bad-period", "A period cannot be read", detail) { Parameter = Parameter, Value = value });

    private readonly record struct Item(Period? From, Period? To, bool IsRange)
    {
        public Frequency Frequency => (From ?? To)!.Value.Frequency;

        public static Item Parse(string text)
        {
            var mark = text.IndexOf(RangeMark, StringComparison.Ordinal);
            if (mark < 0)
            {
                var period = One(text, text);
                return new Item(period, period, IsRange: false);
            }

            var (from, to) = (text[..mark], text[(mark + RangeMark.Length)..]);
            var range = new Item(from.Length == 0 ? null : One(from, text), to.Length == 0 ? null : One(to, text), IsRange: true);
            return range switch
            {
                (null, null, _) =>
                    throw Bad(
                        text,
                        "'..' has neither a beginning nor an end; write 2015..2025, 2015.. or ..2025, or leave the period out for all."),
                ({ } f, { } t, _) when f.Frequency != t.Frequency =>
                    throw Bad(
                        text,
                        $"'{BadRequest.Cut(text)}' begins and ends with periods of different lengths; write years on both sides or months on both."),
                ({ } f, { } t, _) when t < f => throw Bad(text, $"'{BadRequest.Cut(text)}' ends before it begins; write {t}..{f}."),
                _ => range,
            };
        }

        public void AddTo(List<PeriodPick> picks, SliceAxes axes)
        {
            if (!IsRange)
            {
                picks.Add(new PeriodPick(axes.IndexOf(From!.Value), From.Value));
                return;
            }

            var first = From is { } from ? Lower(axes.IndexOf(from)) : 0;
            for (var i = first; i < axes.Periods.Length && !(axes.Periods[i] > To); i++)
            {
                picks.Add(axes.AllPeriods[i]);
            }
        }

        public override string ToString() => IsRange ? $"{From}{RangeMark}{To}" : From!.Value.ToString();

        private static int Lower(int index) => index < 0 ? ~index : index;

        private static Period One(string text, string whole) => Period.TryParse(text, out var period)
            ? period
            : throw Bad(
                whole,
                $"'{BadRequest.Cut(text)}' is not a period; write a year 2025, a quarter 2025-Q1, a month 2025-01, a range 2015..2025, last:12 or all.");
    }
}
