using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Etl.Tests.Run;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insight.Etl.Tests.Scheduling;

/// <summary>What fell due while nothing ran is made up for once at the next start.</summary>
[TestFixture]
internal sealed class MissedLoadsTests
{
    private const string EveryNight = "schedule: {cron: 0 30 3 * * ?, time_zone: Europe/Helsinki}";

    [TestCase(12, 1, TestName = "Twelve_missed_nights_are_made_up_for_by_one_run")]
    [TestCase(0, 0, TestName = "Nothing_missed_is_not_run_again")]
    public async Task Missed_nights(int nights, int expected)
    {
        using var folder = new UserFolder(EveryNight);
        var clock = new SetClock { Now = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero) };
        var place = folder.Open(clock);
        var last = place.Runs.Queue([UserFolder.Source], "schedule");
        place.Runs.Finish(last.Id, RunState.Succeeded, "Published.", new Dictionary<string, long>(), null);
        clock.Now = clock.Now.AddDays(nights);
        Assert.That(await QueuedAtStart(place), Is.EqualTo(expected));
        Assert.That(await QueuedAtStart(place), Is.EqualTo(expected), "a second look does not queue it again");
    }

    [Test]
    public async Task A_source_whose_run_was_interrupted_is_run_again()
    {
        using var folder = new UserFolder(EveryNight);
        var place = folder.Open(new SetClock { Now = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero) });
        var last = place.Runs.Queue([UserFolder.Source], "schedule");
        place.Runs.Finish(last.Id, RunState.Interrupted, "The process ended.", new Dictionary<string, long>(), null);
        Assert.That(await QueuedAtStart(place), Is.EqualTo(1));
    }

    [Test]
    public async Task A_source_that_never_ran_waits_for_its_time()
    {
        using var folder = new UserFolder(EveryNight);
        Assert.That(await QueuedAtStart(folder.Open()), Is.Zero);
    }

    private static async Task<int> QueuedAtStart(Workplace place)
    {
        using var queue = new RunQueue(place, NullLogger<RunQueue>.Instance);
        using var missed = new MissedLoads(place, queue, NullLogger<MissedLoads>.Instance);
        await missed.StartAsync(CancellationToken.None);
        await missed.ExecuteTask!;
        return place.Runs.List(UserFolder.Source, RunState.Queued, 10).Count;
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
