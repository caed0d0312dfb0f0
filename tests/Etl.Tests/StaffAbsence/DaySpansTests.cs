using Insight.Etl.Sources.StaffAbsence;

namespace Insight.Etl.Tests.StaffAbsence;

public sealed class DaySpansTests
{
    [Test]
    public void What_ends_the_day_before_another_begins_is_one_spell() =>
        Assert.That(DaySpans.Union([new(10, 12), new(13, 13), new(15, 16)]), Is.EqualTo(new[] { new DaySpan(10, 13), new DaySpan(15, 16) }));

    [Test]
    public void A_correction_takes_back_the_days_that_it_names()
    {
        var (days, overdrawn) = DaySpans.Net([(new(10, 19), 1), (new(15, 19), -1)]);
        Assert.That((days, overdrawn), Is.EqualTo(((IReadOnlyList<DaySpan>)[new DaySpan(10, 14)], (int?)null)));
    }

    [Test]
    public void A_day_that_two_rows_give_stays_when_one_of_them_is_taken_back() =>
        Assert.That(DaySpans.Net([(new(10, 12), 1), (new(10, 12), 1), (new(10, 12), -1)]).Days, Is.EqualTo(new[] { new DaySpan(10, 12) }));

    [Test]
    public void Taking_back_what_was_never_given_is_noticed_and_gives_no_negative_days()
    {
        var (days, overdrawn) = DaySpans.Net([(new(10, 12), 1), (new(12, 14), -1)]);
        Assert.That(days, Is.EqualTo(new[] { new DaySpan(10, 11) }));
        Assert.That(overdrawn, Is.EqualTo(13));
    }

    [Test]
    public void The_arithmetic_agrees_with_sets_of_single_days()
    {
        var random = new Random(20251121);
        for (var round = 0; round < 2000; round++)
        {
            var (left, right) = (Spans(random), Spans(random));
            var (leftDays, rightDays) = (DaysOf(left), DaysOf(right));
            var (a, b) = (DaySpans.Union(left), DaySpans.Union(right));
            Assert.That(DaysOf(a), Is.EqualTo(leftDays));
            Assert.That(DaysOf(DaySpans.Intersect(a, b)), Is.EqualTo(leftDays.Intersect(rightDays).Order()));
            Assert.That(DaysOf(DaySpans.Except(a, b)), Is.EqualTo(leftDays.Except(rightDays)));
            Assert.That(DaySpans.Count(a), Is.EqualTo(leftDays.Count));
            Assert.That(a.Zip(a.Skip(1)).All(pair => pair.First.Last + 1 < pair.Second.First), Is.True, "spans are ordered and do not touch");
            var net = DaySpans.Net([.. left.Select(s => (s, 1)), .. right.Select(s => (s, -1))]).Days;
            var expected = Enumerable.Range(0, 60).Where(
                day => left.Count(s => s.First <= day && day <= s.Last) > right.Count(s => s.First <= day && day <= s.Last));
            Assert.That(DaysOf(net), Is.EqualTo(expected));
        }
    }

    private static List<DaySpan> Spans(Random random) =>
        [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(40)).Select(first => new DaySpan(first, first + random.Next(12)))];

    private static List<int> DaysOf(IEnumerable<DaySpan> spans) => [.. spans.SelectMany(s => Enumerable.Range(s.First, s.Days)).Distinct().Order()];
}
