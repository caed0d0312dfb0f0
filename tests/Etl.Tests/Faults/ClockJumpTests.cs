using Insight.Etl.Landing;
using Insight.Etl.Run;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Run;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Tests.Faults;

/// <summary>The clock of the machine is set back, or far ahead, between and within runs.</summary>
public sealed class ClockJumpTests
{
    [Test]
    public async Task A_run_after_a_jump_publishes_what_is_new_and_nothing_twice()
    {
        using var folder = new UserFolder();
        folder.DefineIndicator();
        folder.Deliver("KU016,2024,40", "KU111,2024,70");
        var clock = new InstantClock(wait => wait != TimeSpan.FromMilliseconds(500));
        var place = folder.Open(clock);
        clock.Advance(TimeSpan.FromDays(4000));
        Assert.That((await RunAsync(place)).State, Is.EqualTo(RunState.Succeeded));
        var first = place.Lake.Pointer("public")!.Current;
        clock.Advance(-TimeSpan.FromDays(400));
        folder.Deliver("KU016,2024,40", "KU111,2024,70", "KU016,2025,44");
        var run = await RunAsync(place);
        Assert.That((run.State, run.Counts["inserted"], run.Counts["revised"]), Is.EqualTo((RunState.Succeeded, 1L, 0L)), run.Message);
        var pointer = place.Lake.Pointer("public")!;
        Assert.That((pointer.Current, pointer.History.Select(h => h.Publication)), Is.EqualTo((run.Publication, new[] { first, run.Publication! })));
        clock.Advance(TimeSpan.FromDays(4000));
        Assert.That((await RunAsync(place)).State, Is.EqualTo(RunState.NothingNew), "the same again is nothing new, whatever the clock says");
    }

    [Test]
    public async Task A_clock_that_is_set_back_lengthens_no_pace_and_a_payload_still_arriving_is_not_swept_away()
    {
        var clock = new JumpingClock();
        var pace = new RequestPace(1, TimeSpan.FromSeconds(10), clock);
        await pace.WaitAsync(default);
        clock.Wall -= TimeSpan.FromDays(30);
        clock.Ticks += TimeSpan.FromSeconds(10).Ticks;
        Assert.That(pace.WaitAsync(default).IsCompletedSuccessfully, Is.True, "ten seconds have passed on the monotonic clock");

        var folder = Directory.CreateTempSubdirectory("insight-jump-");
        var store = new LandingStore(folder.FullName, clock);
        clock.Wall -= TimeSpan.FromDays(365);
        File.WriteAllText(Path.Combine(folder.FullName, ".arriving-1"), "half");
        store.RemoveLeftovers();
        Assert.That(folder.GetFiles(), Has.Length.EqualTo(1), "it looks as if it came from the future; it is not old");
        folder.Delete(recursive: true);
    }

    private static Task<Insight.Warehouse.Operations.Run> RunAsync(Workplace place) =>
        new Pipeline(place).ExecuteAsync(place.Runs.Queue([UserFolder.Source], "test"), null, new PipelineOptions(), default);

    private sealed class JumpingClock : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Ticks;
    }
}
