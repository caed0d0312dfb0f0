using Insight.Etl.Commands;
using Insight.Etl.Tests.Run;
using Insight.Warehouse;
using Insight.Warehouse.Observations;

namespace Insight.Etl.Tests.Commands;

/// <summary>The steward's command line: what it prints and what its exit codes mean to a script.</summary>
[TestFixture, NonParallelizable]
internal sealed class CommandTests
{
    private UserFolder folder = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new UserFolder();
        folder.Deliver("KU016,2024,40", "KU111,2024,70");
        folder.DefineIndicator();
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task A_run_publishes_and_a_second_one_has_nothing_new()
    {
        var (exit, output, _) = await InsightAsync("run", "volunteers");
        Assert.That((exit, output.Contains("is current.")), Is.EqualTo((ExitCode.Done, true)), output);
        (exit, output, _) = await InsightAsync("run", "volunteers");
        Assert.That((exit, output.Contains("nothing-new: Nothing new.")), Is.EqualTo((ExitCode.Done, true)), output);

        var (_, runs, _) = await InsightAsync("runs", "--source", "volunteers");
        Assert.That(runs.TrimEnd().Split('\n'), Has.Length.EqualTo(2).And.Some.Contains("succeeded").And.Some.Contains("nothing-new"), runs);
        Assert.That((await InsightAsync("runs", runs.TrimEnd().Split('\n')[1].Split(' ')[0])).Output, Does.Contain("load     volunteers").And.Contain("inserted 2, revised 0, withdrawn 0").And.Contain("is current."));
        Assert.That((await InsightAsync("deliveries", "--source", "volunteers", "--late")).Output, Does.Match("volunteers +year +latest 2024 +next 2025 +due 2026-01-30  [0-9]+ days late; 2 municipalities"));
        Assert.That((await InsightAsync("status")).Output.ReplaceLineEndings("\n"), Is.EqualTo("alerts: none\nruns at work: none\ncandidates that need approval: none\n"));
    }

    [Test]
    public async Task The_path_can_be_gone_step_by_step()
    {
        Assert.That((await InsightAsync("load", "volunteers")).Output, Does.Contain("has not landed anything yet; run 'insight land volunteers' first"));
        Assert.That((await InsightAsync("land", "volunteers")).Exit, Is.EqualTo(ExitCode.Done));
        Assert.That((await InsightAsync("load", "volunteers")).Output, Does.Contain("2 facts new"));
        Assert.That((await InsightAsync("compute")).Output, Does.Contain("needs approval: It was computed by hand").And.Contain("Publish it with 'insight publish approve"));
        Assert.That((await InsightAsync("publish", "list")).Output, Does.Contain("needs-approval"));
        Assert.That((await InsightAsync("publish", "changes")).Output, Does.Contain("volunteers (current, year)  added ").And.Contain("! It was computed by hand"));
        Assert.That((await InsightAsync("publish", "approve", "--comment", "looked through")).Exit, Is.EqualTo(ExitCode.Done));
        Assert.That((await InsightAsync("publish", "list")).Output, Does.Contain("current").And.Contain("approved by steward: looked through"));
        Assert.That((await InsightAsync("audit")).Output, Does.Contain("steward").And.Contain("approve").And.Contain("looked through"));
        Assert.That((await InsightAsync("audit", "--verify")).Output, Does.Match("^2 entries, 0 faults; head 2:[0-9a-f]{64}"));
    }

    [Test]
    public async Task Landing_that_failed_does_not_say_that_anything_landed()
    {
        File.Delete(Path.Combine(folder.Path, "definitions", "sources", "Volunteers", "recorded", "volunteers.csv"));
        Assert.That((await InsightAsync("land", "volunteers")).Output, Does.Contain("failed: volunteers: ").And.Contain("Nothing landed.").And.Not.Contain(" Landed."));
    }

    [Test]
    public async Task Schedules_are_made_paused_and_listed_with_their_next_times()
    {
        Assert.That((await InsightAsync("schedule", "create", "volunteers", "0 30 8 ? * MON-FRI")).Output, Does.Match("^volunteers +volunteers +0 30 8 .* Europe/Helsinki  (... ....-..-.. 08:30(, )?){5}"));
        Assert.That((await InsightAsync("schedule", "pause", "volunteers")).Output, Does.Contain("paused"));
        Assert.That((await InsightAsync("schedule", "list")).Output, Does.Contain("statfin").And.Match("(?m)^volunteers .* paused"));
        Assert.That((await InsightAsync("schedule", "run", "volunteers")).Output, Does.Contain("is current."));
    }

    [Test]
    public async Task Explaining_a_number_leads_to_the_landed_payload()
    {
        await InsightAsync("run", "volunteers");
        var (exit, output, _) = await InsightAsync("explain", "volunteers", "111", "2024", "--lines");
        var landed = Directory.EnumerateFiles(Path.Combine(folder.Path, "landing", "volunteers")).Select(Path.GetFileName).Single(n => n!.Length == 64);
        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(output, Does.Contain("KU111 Heinola").And.Contain("sha256 " + landed).And.Contain("https://volunteers.invalid/volunteers.csv").And.Contain("SYNTHETIC"));
        Assert.That(output, Does.Match($@"line +volunteers.csv:3 KU111 2024  \(volunteers, sha256 {landed![..12]}\)").And.Not.Contain("volunteers.csv:2 "));
    }

    [TestCase("explain", "volunteering", "111", "2024", "There is no indicator 'volunteering'")]
    [TestCase("explain", "volunteers", "999", "2024", "There is no area '999'")]
    [TestCase("cancel", "20260101T000000000Z-aaaaaa", "20260101T000000000Z-aaaaaa", "20260101T000000000Z-aaaaaa", "There is no run")]
    [TestCase("schedule", "pause", "nobody", "nobody", "There is no schedule 'nobody'")]
    [TestCase("run", "volunteers", "--periods=soon", "--reload", "'soon' does not name periods")]
    [TestCase("explain", "volunteers", "111", "1850", "it covers 2024 to 2024")]
    [TestCase("explain", "volunteers", "111", "soon", "soon")]
    [TestCase("publish", "approve", "20200101T000000Z-aaaaaaaa", "--comment=test", "There is no publication")]
    [TestCase("publish", "roll-back", "20200101T000000Z-aaaaaaaa", "--comment=test", "There is no publication")]
    [TestCase("publish", "return", "--comment=test", "--comment=test", "No candidate waits for approval")]
    [TestCase("run", "volunteer", "--reload", "--reload", "There is no source 'volunteer'")]
    public async Task What_cannot_be_done_ends_with_1_and_one_sentence(string command, string first, string second, string third, string message)
    {
        await InsightAsync("run", "volunteers");
        var (exit, _, errors) = await InsightAsync([.. new[] { command, first, second, third }.Distinct()]);
        Assert.That(exit, Is.EqualTo(ExitCode.Failed));
        Assert.That(errors, Does.Contain(message).And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_busy_warehouse_ends_with_3_and_names_the_holder()
    {
        using var held = WarehouseLock.Take(DataFolder.Open(folder.Path), "a long benchmark", TimeProvider.System);
        foreach (var command in new[] { new[] { "run", "volunteers" }, ["compute"] })
        {
            var (exit, _, errors) = await InsightAsync(command);
            Assert.That(exit, Is.EqualTo(ExitCode.Busy), command[0]);
            Assert.That(errors, Does.Contain("is in use by a long benchmark"), command[0]);
        }
    }

    [Test]
    public async Task A_source_that_is_running_already_ends_with_3()
    {
        var run = folder.Open().Runs.Queue(["volunteers"], "api");
        var (exit, _, errors) = await InsightAsync("run", "volunteers");
        Assert.That(exit, Is.EqualTo(ExitCode.Busy));
        Assert.That(errors, Does.Contain(run.Id));
    }

    [Test]
    public async Task Checking_a_folder_without_faults_changes_nothing()
    {
        Directory.Delete(Path.Combine(folder.Path, "definitions"), recursive: true);
        var (exit, output, _) = await InsightAsync("check");
        Assert.That((exit, output.Contains("0 faults")), Is.EqualTo((ExitCode.Done, true)), output);
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public async Task Checking_tells_what_files_name_and_no_indicator_is_with_file_line_and_nearest_name()
    {
        folder.Write("definitions/forecasts.yml", "- indicator: unemployment-rat\n  areas: [Holola]\n");
        folder.Write("definitions/publishing.yml", "indicators: {unemployment-rat: {jump: 3}}\n");
        folder.Write("definitions/sources/Volunteers/checks.yml", "\n- {check: agreement, dataset: volunteers, measure: volunteers, indicator: unemployment-rat}\n");
        var (exit, output, _) = await InsightAsync("check");
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(ExitCode.Failed));
            Assert.That(output, Does.Match(@"forecasts\.yml:1: error I801: 'unemployment-rat' .*did you mean 'unemployment-rate'"));
            Assert.That(output, Does.Match(@"forecasts\.yml:2: error I501: 'Holola' .*did you mean 'Hollola'"));
            Assert.That(output, Does.Match(@"publishing\.yml:1: SRC003 'unemployment-rat' .*Did you mean 'unemployment-rate'"));
            Assert.That(output, Does.Match(@"Volunteers/checks\.yml:2: SRC004 .*'unemployment-rat'.*Did you mean 'unemployment-rate'"));
        });
    }

    [Test]
    public async Task Checking_tells_all_faults_of_definitions_and_rules_at_once_with_file_and_line()
    {
        folder.Write("definitions/catalog/residents/broken.yml", "id: broken\nversion: 1\ntheme: residents\nformula: sum(nothing)\n");
        folder.Write("definitions/sources/Volunteers/checks.yml", "- {check: unique, dataset: volunteers}\n- {check: range, dataset: volunteers, measure: volunteer, min: 0}\n");
        folder.Write("definitions/sources/Volunteers/corrections.yml", "- {dataset: volunteers}\n");
        var (exit, output, _) = await InsightAsync("check");
        Assert.That(exit, Is.EqualTo(ExitCode.Failed));
        Assert.That(output, Does.Match(@"residents/broken\.yml:\d+: error I"));
        Assert.That(output, Does.Contain("Volunteers/checks.yml:2: SRC").And.Contain("Volunteers/corrections.yml:1: SRC"));
    }

    [Test]
    public async Task A_revoked_steward_cannot_approve_and_a_renewed_one_can()
    {
        await InsightAsync("land", "volunteers");
        await InsightAsync("load", "volunteers");
        await InsightAsync("compute");
        Assert.That((await InsightAsync("publish", "return", "--comment", "not yet")).Exit, Is.EqualTo(ExitCode.Done));
        await InsightAsync("compute");
        Assert.That((await InsightAsync("key", "revoke", "steward")).Exit, Is.EqualTo(ExitCode.Done));
        Assert.That((await InsightAsync("publish", "approve")).Errors, Does.Contain("insight key renew"));
        Assert.That((await InsightAsync("key", "renew", "steward")).Output, Does.Match("shown this once: [0-9a-f]{64}"));
        Assert.That((await InsightAsync("publish", "approve")).Exit, Is.EqualTo(ExitCode.Done));
        Assert.That((await InsightAsync("key", "list")).Output, Does.Match("^steward +since "));
    }

    [Test]
    public async Task Checking_tells_what_is_wrong_in_the_rules_of_publishing()
    {
        folder.Write("definitions/publishing.yml", "approvals: 9\nlimits: {revised_percent: lots}\nthemes: {residence: {jump: 1}}\nindicators:\n  volunteers: {jumps: 2}\n");
        var (exit, output, _) = await InsightAsync("check");
        Assert.That(exit, Is.EqualTo(ExitCode.Failed));
        Assert.That(output, Does.Contain("publishing.yml:1: SRC004 'approvals' is 9. Write a whole number from 1 to 5.")
            .And.Contain("publishing.yml:2: SRC004 'limits.revised_percent' is 'lots'.")
            .And.Contain("publishing.yml:3: SRC003 'residence' is not a field of 'themes'. Did you mean")
            .And.Contain("publishing.yml:5: SRC003 'jumps' is not a field of 'indicators.volunteers'. Did you mean 'jump'?"));
    }

    [Test]
    public async Task Checking_tells_a_broken_source_with_file_and_line()
    {
        folder.Write("definitions/sources/Other/source.yml", "id: other\nconnector: telepathy\n");
        var (exit, output, _) = await InsightAsync("check");
        Assert.That(exit, Is.EqualTo(ExitCode.Failed));
        Assert.That(output, Does.Match(@"Other/source\.yml:2: SRC005"));
    }

    [TestCase("run")]
    [TestCase("land")]
    [TestCase("load")]
    [TestCase("compute")]
    [TestCase("publish")]
    [TestCase("check")]
    [TestCase("explain")]
    [TestCase("worker")]
    [TestCase("schedule")]
    [TestCase("cancel")]
    [TestCase("key")]
    [TestCase("audit")]
    public async Task Every_command_explains_itself(string command)
    {
        var (exit, output, _) = await InsightAsync(command, "--help");
        Assert.That(exit, Is.Zero);
        Assert.That(output, Does.Contain("--data").And.Contain("Usage:"));
    }

    private Task<(int Exit, string Output, string Errors)> InsightAsync(params string[] args) => CapturedConsole.InsightAsync(folder.Path, args);
}
