using Insight.Etl.Run;
using Insight.Etl.Scheduling;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.Logging.Abstractions;

namespace Insight.Etl.Tests.Run;

/// <summary>Files of sources and definitions that change while a worker runs: they take effect together, and what is wrong leaves what was right.</summary>
[TestFixture]
internal sealed class LiveDescriptionsTests
{
    private const string Clubs = "definitions/sources/Clubs/source.yml";
    private const string Checks = "definitions/sources/Volunteers/checks.yml";

    private UserFolder folder = null!;
    private Workplace place = null!;
    private RunQueue queue = null!;
    private Scheduler worker = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new UserFolder();
        folder.Deliver("KU016,2024,40");
        place = folder.Open();
        queue = new RunQueue(place, NullLogger<RunQueue>.Instance);
        worker = new Scheduler(place, queue, NullLogger<Scheduler>.Instance);
        worker.Begin();
    }

    [TearDown]
    public void Remove()
    {
        worker.Dispose();
        queue.Dispose();
        folder.Dispose();
    }

    [Test]
    public async Task A_source_that_is_added_is_scheduled_and_run_without_a_restart_and_its_indicator_is_computed()
    {
        var held = place.Held();
        Assert.That(() => queue.Add(["clubs"], "api"), Throws.TypeOf<FormatException>());
        folder.Write("definitions/sources/Clubs/recorded/clubs.csv", "area,period,clubs\nKU016,2024,7\n");
        folder.Write(Clubs, Source);
        folder.Write("definitions/catalog/residents/clubs.yml", Definition);
        worker.Look();
        worker.Look();
        Assert.That(new Schedules(place.Operations, TimeProvider.System).Find("clubs")?.Cron, Is.EqualTo("0 30 3 * * ?"));
        Assert.That(place.Catalog.Definitions.Select(d => d.Id), Has.Member("clubs"));
        Assert.That(held.Sources.All.Select(s => s.Id), Has.No.Member("clubs"), "a run that has begun goes on with what it began with");
        var done = await RunAsync("clubs");
        Assert.That((done.State, place.Lake.Current("public")!.Indicators.Single(i => i.Id == "clubs").Slices.Count), Is.EqualTo((RunState.Succeeded, 1)), done.Message);
    }

    [TestCase(Clubs, "id: clubs\nnames: {fi: Ker", "Clubs/source.yml:3", TestName = "A_half_written_source_fails_no_run")]
    [TestCase(Checks, "- {check: rnge}", "Volunteers/checks.yml:1", TestName = "A_wrong_check_fails_no_run")]
    [TestCase("definitions/catalog/residents/clubs.yml", "id: clubs\nversion: 1\n", "clubs.yml", TestName = "A_half_written_definition_fails_no_run")]
    [TestCase("definitions/publishing.yml", "approvals: many", "publishing.yml", TestName = "A_wrong_rule_of_publishing_fails_no_run")]
    public async Task What_is_wrong_leaves_what_was_right_with_an_alert_until_it_is_mended(string path, string text, string where)
    {
        folder.Write(path, text);
        worker.Look();
        Assert.That(place.Alerts.List(), Is.Empty, "it may be written still");
        worker.Look();
        var alert = place.Alerts.List().Single();
        Assert.That((alert.Kind, alert.Message.Contains(where, StringComparison.Ordinal)), Is.EqualTo((Alerts.Files, true)), alert.Message);
        var done = await RunAsync(UserFolder.Source);
        Assert.That(done.State, Is.EqualTo(RunState.Succeeded), done.Message);
        Assert.That(place.Runs.Events(done.Id).Select(e => e.Message), Has.Some.StartsWith("Files changed and are wrong, so that what they said before still holds"));
        File.Delete(Path.Combine(folder.Path, path));
        worker.Look();
        Assert.That(place.Alerts.List(), Is.Empty);
    }

    [Test]
    public async Task A_failure_of_a_source_is_an_alert_until_it_is_loaded()
    {
        folder.Write("definitions/sources/Volunteers/recorded/volunteers.csv", "something else\n");
        Assert.That((await RunAsync(UserFolder.Source)).State, Is.EqualTo(RunState.Failed));
        var alert = place.Alerts.List(Alerts.Failed).Single();
        Assert.That((alert.Subject, alert.Message.Contains("volunteers.csv", StringComparison.Ordinal)), Is.EqualTo((UserFolder.Source, true)), alert.Message);
        await RunAsync(UserFolder.Source);
        Assert.That(place.Alerts.List(Alerts.Failed).Single().Since, Is.EqualTo(alert.Since), "found again, it stands since it was found first");
        folder.Deliver("KU016,2024,41");
        await RunAsync(UserFolder.Source);
        Assert.That(place.Alerts.List(), Is.Empty);
    }

    private Task<Warehouse.Operations.Run> RunAsync(string source) =>
        new Pipeline(place).ExecuteAsync(place.Runs.Queue([source], "api"), null, new PipelineOptions(Publish: source != UserFolder.Source), CancellationToken.None);

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
