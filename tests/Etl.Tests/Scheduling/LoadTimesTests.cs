using Insight.Etl.Scheduling;
using Insight.Etl.Sources;

namespace Insight.Etl.Tests.Scheduling;

/// <summary>When a source is due: by the wall clock of its zone, over the days on which the clock is moved.</summary>
[TestFixture]
internal sealed class LoadTimesTests
{
    private static readonly LoadSchedule HalfPastThree = new("0 30 3 * * ?", "Europe/Helsinki", null);

    [Test]
    public void The_next_five_follow_the_zones_wall_clock() => Assert.That(
        Times(HalfPastThree, "2026-01-09T00:00:00Z", 5),
        Is.EqualTo(new[] { "2026-01-09T01:30Z", "2026-01-10T01:30Z", "2026-01-11T01:30Z", "2026-01-12T01:30Z", "2026-01-13T01:30Z" }));

    [Test]
    public void In_the_night_whose_clock_skips_half_past_three_a_load_fires_once()
    {
        var times = Times(HalfPastThree, "2026-03-27T12:00:00Z", 3);
        Assert.That(times[0], Is.EqualTo("2026-03-28T01:30Z"));
        Assert.That(times[1], Does.StartWith("2026-03-29T"), "03:00 becomes 04:00 at 01:00 UTC; the load is not left out");
        Assert.That(times[2], Is.EqualTo("2026-03-30T00:30Z"), "nor does it come twice");
    }

    [Test]
    public void In_the_night_that_has_half_past_three_twice_a_load_fires_once()
    {
        var times = Times(HalfPastThree, "2026-10-24T12:00:00Z", 2);
        Assert.That(times[0], Does.StartWith("2026-10-25T"), "half past three is at 00:30 and at 01:30 UTC");
        Assert.That(times[1], Is.EqualTo("2026-10-26T01:30Z"));
    }

    [TestCase("2026-11-20T12:00:00Z", "2026-11-21T01:29:59Z", false)]
    [TestCase("2026-11-20T12:00:00Z", "2026-11-21T01:30:00Z", true)]
    [TestCase("2026-11-10T12:00:00Z", "2026-11-21T12:00:00Z", true)]
    [TestCase("2026-11-21T01:30:00Z", "2026-11-21T12:00:00Z", false)]
    public void A_load_is_overdue_when_one_fell_due_since_the_last_run(string lastRun, string now, bool isOverdue) =>
        Assert.That(LoadTimes.IsOverdue(HalfPastThree, DateTimeOffset.Parse(lastRun, null), DateTimeOffset.Parse(now, null)), Is.EqualTo(isOverdue));

    [TestCase("30 3 * * *", "Europe/Helsinki", "six fields")]
    [TestCase("0 99 3 * * ?", "Europe/Helsinki", "'0 99 3 * * ?' is not a cron expression")]
    [TestCase("whenever", "Europe/Helsinki", "'whenever' is not a cron expression")]
    [TestCase("0 30 3 * * ?", "Europe/Heinola", "'Europe/Heinola' is not a time zone")]
    public void A_schedule_that_cannot_be_read_says_what_is_wrong(string cron, string zone, string message) =>
        Assert.That(() => LoadTimes.Cron(new LoadSchedule(cron, zone, null)), Throws.TypeOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void Every_bundled_source_has_a_schedule_that_fires_again() => Assert.Multiple(() =>
    {
        foreach (var source in SourceCatalog.Load(SourceCatalog.BundledFolder).All.Where(s => s.Schedule is not null))
        {
            Assert.That(LoadTimes.Next(source.Schedule!, DateTimeOffset.UnixEpoch, 5), Has.Count.EqualTo(5), source.Id);
        }
    });

    private static string[] Times(LoadSchedule schedule, string after, int count) =>
        [.. LoadTimes.Next(schedule, DateTimeOffset.Parse(after, null), count).Select(t => t.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", null))];
}
