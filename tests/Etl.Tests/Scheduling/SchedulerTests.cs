using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Etl.Tests.Run;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insight.Etl.Tests.Scheduling;

/// <summary>What is due is started once, by a clock that the test sets.</summary>
[TestFixture]
internal sealed class SchedulerTests
{
    private const string EveryNight = "schedule: {cron: 0 30 3 * * ?, time_zone: Europe/Helsinki}";

    private readonly SetClock clock = new();
    private UserFolder folder = null!;
    private Workplace place = null!;

    [SetUp]
    public void Prepare()
    {
        clock.Now = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        folder = new UserFolder(EveryNight);
        place = folder.Open(clock);
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase(12, 1, TestName = "Twelve_missed_nights_are_made_up_for_by_one_run")]
    [TestCase(0, 0, TestName = "Nothing_missed_is_not_run_again")]
    public void Missed_nights(int nights, int expected)
    {
        var last = place.Runs.Queue([UserFolder.Source], "schedule");
        place.Runs.Finish(last.Id, RunState.Succeeded, "Published.", new Dictionary<string, long>(), null);
        clock.Now = clock.Now.AddDays(nights);
        Assert.That(QueuedBy(place), Is.EqualTo(expected));
        Assert.That(QueuedBy(folder.Open(clock)), Is.EqualTo(expected), "another worker, or a restart, does not start it again");
    }

    [Test]
    public void A_source_that_never_ran_waits_for_its_time()
    {
        Assert.That(QueuedBy(place), Is.Zero);
        clock.Now = clock.Now.AddDays(1);
        Assert.That(QueuedBy(place), Is.EqualTo(1));
        Assert.That(place.Runs.List(null, null, 1).Single().AskedBy, Is.EqualTo("schedule volunteers"));
    }

    [Test]
    public void A_source_whose_run_was_interrupted_is_run_again_unless_its_schedule_is_paused()
    {
        var last = place.Runs.Queue([UserFolder.Source], "schedule");
        place.Runs.Finish(last.Id, RunState.Interrupted, "The process ended.", new Dictionary<string, long>(), null);
        Assert.That(QueuedBy(place), Is.EqualTo(1));
    }

    [Test]
    public void What_is_at_work_is_not_started_twice()
    {
        place.Runs.Queue([UserFolder.Source], "api", "helmi");
        clock.Now = clock.Now.AddDays(1);
        Assert.That(QueuedBy(place), Is.EqualTo(1), "the one that helmi asked for");
    }

    [Test]
    public void A_clock_that_was_years_ahead_and_is_set_back_silences_no_schedule()
    {
        using var worker = new Bench(place);
        worker.Scheduler.Begin();
        var right = clock.Now;
        clock.Now = right.AddDays(4000);
        worker.Scheduler.Look();
        place.Runs.Finish(Queued.Single().Id, RunState.Succeeded, "Published.", new Dictionary<string, long>(), null);
        clock.Now = right;
        worker.Scheduler.Look();
        Assert.That(Queued, Is.Empty, "nothing is due");
        clock.Now = right.AddDays(1);
        worker.Scheduler.Look();
        Assert.That(Queued, Has.Count.EqualTo(1), "the next night as ever");
    }

    [Test]
    public void A_change_is_seen_at_the_next_look()
    {
        using var worker = new Bench(place);
        worker.Scheduler.Begin();
        Book.Change(UserFolder.Source, "0 0 10 * * ?", null, "helmi");
        clock.Now = new DateTimeOffset(2026, 11, 21, 8, 0, 1, TimeSpan.Zero);
        worker.Scheduler.Look();
        Assert.That(Queued, Is.Empty, "10:00 in Helsinki was a second ago when it was changed at 10:00");
        clock.Now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        worker.Scheduler.Look();
        Assert.That(Queued, Has.Count.EqualTo(1));
        folder.Open(clock);
        worker.Scheduler.Begin();
        Assert.That(Book.Find(UserFolder.Source).Schedule.Cron, Is.EqualTo("0 0 10 * * ?"), "a restart keeps what a steward changed");
    }

    [Test]
    public void A_paused_schedule_starts_nothing_and_owes_nothing_afterwards()
    {
        using var worker = new Bench(place);
        worker.Scheduler.Begin();
        Book.Pause(UserFolder.Source, true, "helmi");
        clock.Now = clock.Now.AddDays(5);
        worker.Scheduler.Look();
        Assert.That(Book.Find(UserFolder.Source).Next, Is.Empty);
        Book.Pause(UserFolder.Source, false, "helmi");
        worker.Scheduler.Look();
        Assert.That(Queued, Is.Empty);
        clock.Now = clock.Now.AddDays(1);
        worker.Scheduler.Look();
        Assert.That(Queued, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_schedule_of_a_source_that_is_gone_stops_nobody_else()
    {
        using var worker = new Bench(place);
        worker.Scheduler.Begin();
        new Schedules(place.Operations, clock).Add("a-first", "no-more", "0 0 3 * * ?", "Europe/Helsinki", "helmi");
        clock.Now = clock.Now.AddDays(1);
        worker.Scheduler.Look();
        Assert.That(Queued.Select(r => r.Sources.Single()), Is.EqualTo(new[] { UserFolder.Source }));
    }

    [Test]
    public void The_description_of_the_source_is_followed_until_a_steward_changes_it()
    {
        using (var worker = new Bench(place))
        {
            worker.Scheduler.Begin();
        }

        folder.Write("definitions/sources/Volunteers/source.yml", File.ReadAllText(Path.Combine(folder.Path, "definitions/sources/Volunteers/source.yml")).Replace("0 30 3", "0 45 4", StringComparison.Ordinal));
        using var next = new Bench(folder.Open(clock));
        next.Scheduler.Begin();
        Assert.That(Book.Find(UserFolder.Source).Schedule.Cron, Is.EqualTo("0 45 4 * * ?"));
    }

    [Test]
    public void A_new_schedule_shows_its_next_five_times_in_local_time_over_the_change_of_the_clock()
    {
        clock.Now = new DateTimeOffset(2026, 10, 22, 12, 0, 0, TimeSpan.Zero);
        var planned = Book.Create("weekdays", UserFolder.Source, "0 30 8 ? * MON-FRI", "Europe/Helsinki", "helmi");
        Assert.That(planned.Next.Select(t => t.ToString("ddd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(new[]
        {
            "Fri 08:30 +03:00", "Mon 08:30 +02:00", "Tue 08:30 +02:00", "Wed 08:30 +02:00", "Thu 08:30 +02:00",
        }));
        Assert.That(new AuditLog(place.Operations, clock).Newest(1).Single().Fact, Is.EqualTo(new AuditFact("helmi", "schedule-create", "weekdays", null, "volunteers: 0 30 8 ? * MON-FRI Europe/Helsinki")));
    }

    [TestCase("weekdays", "volunteer", "0 30 8 ? * MON-FRI", "Europe/Helsinki", "unknown-source")]
    [TestCase("weekdays", "volunteers", "30 8 * * *", "Europe/Helsinki", "bad-schedule")]
    [TestCase("weekdays", "volunteers", "0 30 8 ? * MON-FRI", "Europe/Heinola", "bad-schedule")]
    [TestCase("weekdays", "volunteers", "0 0 0 1 1 ? 2020", "Europe/Helsinki", "bad-schedule")]
    [TestCase("Week days", "volunteers", "0 30 8 ? * MON-FRI", "Europe/Helsinki", "bad-schedule")]
    [TestCase("taken", "volunteers", "0 30 8 ? * MON-FRI", "Europe/Helsinki", "schedule-exists")]
    public void What_could_not_fire_is_refused(string id, string source, string cron, string zone, string code)
    {
        Book.Create("taken", UserFolder.Source, "0 0 3 * * ?", "UTC", "helmi");
        Assert.That(Assert.Throws<ScheduleException>(() => Book.Create(id, source, cron, zone, "helmi"))!.Code, Is.EqualTo(code));
    }

    [Test]
    public void Only_what_a_steward_made_can_be_removed()
    {
        QueuedBy(place);
        Book.Create("extra", UserFolder.Source, "0 0 3 * * ?", "UTC", "helmi");
        Book.Remove("extra", "helmi");
        Assert.That(Assert.Throws<ScheduleException>(() => Book.Find("extra"))!.Code, Is.EqualTo("unknown-schedule"));
        Assert.That(Assert.Throws<ScheduleException>(() => Book.Remove(UserFolder.Source, "helmi"))!.Code, Is.EqualTo("schedule-of-source"));
    }

    [Test]
    public void A_delivery_during_a_run_of_its_source_is_loaded_when_that_ends_also_after_a_restart()
    {
        var atWork = place.Runs.Queue([UserFolder.Source], "api", "helmi");
        var book = new DeliveryBook(place.Operations, clock);
        book.Add(
            new DeliveryEntry("20261121T080000000Z-1a2b3c4d", UserFolder.Source, "volunteers.csv", "volunteers.csv", "1a2b3c4d", 9, clock.Now, "asikkala", null, 1, 1, 0, null) { IsOwed = true }, () => { });
        using (var worker = new Bench(place))
        {
            worker.Scheduler.Begin();
            worker.Scheduler.Look();
            Assert.That(Queued, Has.Count.EqualTo(1), "only the one that helmi asked for");
            place.Runs.Finish(atWork.Id, RunState.Succeeded, "Published.", new Dictionary<string, long>(), null);
            worker.Scheduler.Look();
            worker.Scheduler.Look();
            Assert.That(Queued.Select(r => (r.StartedBy, r.AskedBy)), Is.EqualTo(new[] { ("delivery", "asikkala") }));
        }

        place.Runs.Finish(Queued.Single().Id, RunState.Interrupted, "The process ended.", new Dictionary<string, long>(), null);
        book.Add(new DeliveryEntry("20261121T080000001Z-5e6f7a8b", UserFolder.Source, "b.csv", "b.csv", "5e6f7a8b", 9, clock.Now, "asikkala", null, 1, 1, 0, null), () => { });
        using var next = new Bench(folder.Open(clock));
        next.Scheduler.Look();
        var run = Queued.Single();
        Assert.That((book.Find("20261121T080000000Z-1a2b3c4d")!.Run, book.Find("20261121T080000001Z-5e6f7a8b")!.Run), Is.EqualTo((run.Id, (string?)null)), "what waits for another file is not owed a run");
        place.Runs.Finish(run.Id, RunState.Failed, "A check stops it.", new Dictionary<string, long>(), null);
        next.Scheduler.Look();
        Assert.That(Queued, Is.Empty, "what was refused is not tried again by itself");
    }

    private ScheduleBook Book => new(place.Operations, () => [UserFolder.Source], clock);

    private IReadOnlyList<Warehouse.Operations.Run> Queued => place.Runs.List(UserFolder.Source, RunState.Queued, 10);

    private static int QueuedBy(Workplace place)
    {
        using var worker = new Bench(place);
        worker.Scheduler.Begin();
        worker.Scheduler.Look();
        return place.Runs.List(UserFolder.Source, RunState.Queued, 10).Count;
    }

    private sealed class Bench : IDisposable
    {
        private readonly RunQueue queue;

        public Bench(Workplace place)
        {
            queue = new RunQueue(place, NullLogger<RunQueue>.Instance);
            Scheduler = new Scheduler(place, queue, NullLogger<Scheduler>.Instance);
        }

        public Scheduler Scheduler { get; }

        public void Dispose()
        {
            Scheduler.Dispose();
            queue.Dispose();
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
