using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insight.Etl.Tests.Run;

/// <summary>Files of sources and definitions that change while a worker runs: they take effect together, and what is wrong leaves what was right.</summary>
[TestFixture]
internal sealed class LiveDescriptionsTests : QueueTest
{
    private const string Clubs = "definitions/sources/Clubs/source.yml";
    private const string Checks = "definitions/sources/Volunteers/checks.yml";

    private Scheduler worker = null!;

    [SetUp]
    public void StartWorker()
    {
        worker = new Scheduler(Place, Queue, NullLogger<Scheduler>.Instance);
        worker.Begin();
    }

    [TearDown]
    public void StopWorker() => worker.Dispose();

    [Test]
    public async Task A_source_that_is_added_is_scheduled_and_run_without_a_restart_and_its_indicator_is_computed()
    {
        var held = Place.Held();
        Assert.That(() => Queue.Add(["clubs"], "api"), Throws.TypeOf<FormatException>());
        Folder.Write("definitions/sources/Clubs/recorded/clubs.csv", "area,period,clubs\nKU016,2024,7\n");
        Folder.Write(Clubs, Source);
        Folder.Write("definitions/catalog/residents/clubs.yml", Definition);
        Look();
        Assert.That(new Schedules(Place.Operations, TimeProvider.System).Find("clubs")?.Cron, Is.EqualTo("0 30 3 * * ?"));
        Assert.That(Place.Catalog.Definitions.Select(d => d.Id), Has.Member("clubs"));
        Assert.That(held.Sources.All.Select(s => s.Id), Has.No.Member("clubs"), "a run that has begun goes on with what it began with");
        var done = await RunAsync("clubs");
        Assert.That((done.State, Place.Lake.Current("public")!.Indicators.Single(i => i.Id == "clubs").Slices.Count), Is.EqualTo((RunState.Succeeded, 1)), done.Message);
    }

    [Test]
    public void The_schedule_of_a_source_that_is_gone_goes_and_one_that_a_steward_made_waits()
    {
        var schedules = new Schedules(Place.Operations, TimeProvider.System);
        Folder.Write(Clubs, Source);
        Look();
        schedules.Add("clubs-early", "clubs", "0 0 1 * * ?", "Europe/Helsinki", "helmi");
        Directory.Delete(Path.GetDirectoryName(Path.Combine(Folder.Path, Clubs))!, recursive: true);
        Look();
        Assert.That(schedules.List().Where(s => s.Source == "clubs").Select(s => (s.Id, s.IsPaused)), Is.EqualTo(new[] { ("clubs-early", true) }));
        Assert.That(new AuditLog(Place.Operations, TimeProvider.System).Newest(10).Select(entry => $"{entry.Fact.Who} {entry.Fact.What} {entry.Fact.Subject}"), Has.Member("source schedule-remove clubs").And.Member("source schedule-pause clubs-early"));
        Folder.Write(Clubs, Source);
        Look();
        Assert.That(schedules.Find("clubs")?.IsPaused, Is.False, "it comes back with its source");
    }

    [Test]
    public void The_last_file_of_the_folder_can_go_too()
    {
        Directory.Delete(Path.Combine(Folder.Path, "definitions"), recursive: true);
        Look();
        Assert.That(Place.Sources.All.Select(s => s.Id), Has.No.Member(UserFolder.Source));
    }

    [Test]
    public async Task A_changed_definition_that_awaits_approval_is_something_new_once()
    {
        Folder.DefineIndicator();
        await RunAsync(UserFolder.Source, publish: true);
        Folder.Write("definitions/publishing.yml", "indicators: {volunteers: {revised_percent: 10}}\n");
        const string Definition = "definitions/catalog/residents/volunteers.yml";
        Folder.Write(Definition, File.ReadAllText(Path.Combine(Folder.Path, Definition)).Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("sum(volunteers)", "sum(volunteers / 2)", StringComparison.Ordinal));
        var changed = await RunAsync(UserFolder.Source, publish: true);
        Assert.That((changed.State, changed.Publication), Is.EqualTo((RunState.Succeeded, (string?)null)), changed.Message);
        Assert.That(changed.Message, Does.Match("^Candidate .* needs approval: volunteers: 1 value revised by more than 10 %"));
        var again = await RunAsync(UserFolder.Source, publish: true);
        Assert.That((again.State, again.Message), Is.EqualTo((RunState.NothingNew, $"Nothing new: candidate {Place.Decisions.Candidates.NewestAfter(Place.Lake.Pointer("public")!.Current)!.Publication} still needs approval.")));
    }

    [TestCase(Clubs, "id: clubs\nnames: {fi: Ker", "Clubs/source.yml:3", TestName = "A_half_written_source_fails_no_run")]
    [TestCase(Checks, "- {check: rnge}", "Volunteers/checks.yml:1", TestName = "A_wrong_check_fails_no_run")]
    [TestCase("definitions/catalog/residents/clubs.yml", "id: clubs\nversion: 1\n", "clubs.yml", TestName = "A_half_written_definition_fails_no_run")]
    [TestCase("definitions/publishing.yml", "approvals: many", "publishing.yml", TestName = "A_wrong_rule_of_publishing_fails_no_run")]
    public async Task What_is_wrong_leaves_what_was_right_with_an_alert_until_it_is_mended(string path, string text, string where)
    {
        Folder.Write(path, text);
        worker.Look();
        Assert.That(Place.Alerts.List(), Is.Empty, "it may be written still");
        worker.Look();
        var alert = Place.Alerts.List().Single();
        Assert.That((alert.Kind, alert.Message.Contains(where, StringComparison.Ordinal)), Is.EqualTo((Alerts.Files, true)), alert.Message);
        var done = await RunAsync(UserFolder.Source);
        Assert.That(done.State, Is.EqualTo(RunState.Succeeded), done.Message);
        Assert.That(Place.Runs.Events(done.Id).Select(e => e.Message), Has.Some.StartsWith("Files changed and are wrong, so that what they said before still holds"));
        File.Delete(Path.Combine(Folder.Path, path));
        worker.Look();
        Assert.That(Place.Alerts.List(), Is.Empty);
    }

    [Test]
    public async Task A_failure_of_a_source_is_an_alert_until_it_is_loaded()
    {
        Folder.Write("definitions/sources/Volunteers/recorded/volunteers.csv", "something else\n");
        Assert.That((await RunAsync(UserFolder.Source)).State, Is.EqualTo(RunState.Failed));
        var alert = Place.Alerts.List(Alerts.Failed).Single();
        Assert.That((alert.Subject, alert.Message.Contains("volunteers.csv", StringComparison.Ordinal)), Is.EqualTo((UserFolder.Source, true)), alert.Message);
        await RunAsync(UserFolder.Source);
        Assert.That(Place.Alerts.List(Alerts.Failed).Single().Since, Is.EqualTo(alert.Since), "found again, it stands since it was found first");
        Folder.Deliver("KU016,2024,41");
        await RunAsync(UserFolder.Source);
        Assert.That(Place.Alerts.List(), Is.Empty);
    }

    /// <summary>Two looks: what changed may still be written when it is seen first.</summary>
    private void Look()
    {
        worker.Look();
        worker.Look();
    }

    private Task<Warehouse.Operations.Run> RunAsync(string source, bool publish = false) =>
        new Pipeline(Place).ExecuteAsync(Place.Runs.Queue([source], "api"), null, new PipelineOptions(Publish: publish || source != UserFolder.Source), CancellationToken.None);

    private static string Source => """
        id: clubs
        names: {fi: Kerhot, sv: Klubbar, en: Clubs}
        producer: Nobody; invented for a test
        licence: CC0-1.0
        synthetic: true
        connector: canonical-csv
        base_url: https://clubs.invalid/
        origin: recorded
        recorded_on: 2026-11-21
        schedule: {cron: 0 30 3 * * ?, time_zone: Europe/Helsinki}
        datasets:
          - id: clubs
            frequency: year
            division: 2026-01-01
            measures: [{name: clubs, unit: items}]
        settings:
          files: [{name: clubs.csv, dataset: clubs}]
        """;

    private static string Definition => """
        id: clubs
        version: 1
        theme: residents
        names: {fi: Kerhoja, sv: Klubbar, en: Clubs}
        descriptions: {fi: Keksitty luku testiä varten., sv: Påhittat tal för ett test., en: An invented figure for a test.}
        unit: {id: items, fi: kpl, sv: st, en: items}
        decimals: 0
        direction: higher
        frequencies: [year]
        aggregation: SUM
        inputs:
          clubs: {dataset: clubs, measure: clubs}
        formula: sum(clubs)
        owner: A test
        sources: [clubs]
        lag_days: 30
        """;
}
