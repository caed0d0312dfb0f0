using System.Net;
using System.Text.Json;
using Insight.Etl.Commands;

namespace Journey.Tests;

/// <summary>A definition changes: the series shows where, and the old one can still be asked for.</summary>
[TestFixture]
internal sealed class DefinitionVersionTests
{
    private VolunteerSource source = null!;

    [SetUp]
    public async Task PrepareAsync()
    {
        source = new VolunteerSource();
        source.Deliver("KU091,2022,400", "KU091,2023,500", "KU091,2024,600", "KU091,2025,700");
        await RunAsync("run", "volunteers");
    }

    [TearDown]
    public void Remove() => source.Dispose();

    [Test]
    public async Task A_new_version_makes_a_break_and_the_old_one_stays_queryable()
    {
        source.ChangeDefinition(from: "2024-01-01");
        await PublishAsync();
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        var answer = await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091&lang=en");
        Assert.That(Rows(answer), Is.EqualTo(new[] { "2022 400 ", "2023 500 ", "2024 300 break", "2025 350 " }));
        var note = answer.GetProperty("notes").EnumerateArray().Single(n => n.GetProperty("code").GetString() == "definition-changed");
        Assert.That(note.GetProperty("from").GetString(), Is.EqualTo("2024-01-01"));
        Assert.That(note.GetProperty("text").GetString(), Does.StartWith("The indicator's definition changed on 1 January 2024 (version 2)."));
        Assert.That(Rows(await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091&version=1")), Is.EqualTo(new[] { "2022 400 ", "2023 500 " }));
        Assert.That(Rows(await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091&version=2")), Is.EqualTo(new[] { "2024 300 ", "2025 350 " }));
        Assert.That(Codes(await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091&period=2024..2025")), Does.Not.Contain("definition-changed"));
        var versions = (await server.JsonAsync("/v1/indicators/volunteers")).GetProperty("versions");
        Assert.That(
            versions.EnumerateArray().Select(v => $"{v.GetProperty("version")} {v.GetProperty("from")} {v.GetProperty("to")} {v.GetProperty("formula")}"),
            Is.EqualTo(new[] { "1  2023-12-31 sum(volunteers)", "2 2024-01-01  sum(volunteers / 2)" }));
        Assert.That((await server.JsonAsync("/v1/lineage?indicator=volunteers&area=KU091&period=2023")).GetProperty("version").GetInt32(), Is.EqualTo(1));
        using var unknown = await server.Client.GetAsync("/v1/values?indicator=volunteers&version=3");
        Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await unknown.Content.ReadAsStringAsync(), Does.Contain("unknown-version").And.Contain("volunteers has versions 1, 2"));
    }

    [Test]
    public async Task A_version_computed_backwards_makes_no_break()
    {
        source.ChangeDefinition(from: null);
        await PublishAsync();
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        var answer = await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091");
        Assert.That(Rows(answer), Is.EqualTo(new[] { "2022 200 ", "2023 250 ", "2024 300 ", "2025 350 " }));
        Assert.That(Codes(answer), Does.Not.Contain("definition-changed"));
        Assert.That(Rows(await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091&version=1")), Is.EqualTo(new[] { "2022 400 ", "2023 500 " }));
    }

    [Test]
    public async Task Check_tells_what_a_changed_definition_would_do_before_anything_is_published()
    {
        var before = Everything("lake");
        Assert.That((await CheckAsync()).Output, Does.Contain("0 faults; no definition differs from the current publication"));
        source.Write("proposal/catalog/residents/volunteers.yml", File.ReadAllText(Path.Combine(source.Folder, "definitions/catalog/residents/volunteers.yml"))
            .Replace("sum(volunteers)", "sum(volunteers * 3)", StringComparison.Ordinal));
        var (exit, output) = await CheckAsync("--catalog", Path.Combine(source.Folder, "proposal"));
        Assert.That(exit, Is.EqualTo(ExitCode.Failed), output);
        Assert.That(output, Does.Contain("volunteers: formula changed, but version is still 1, by which figures were published; write version: 2, and keep the old definition as volunteers@1.yml"));
        Assert.That(output, Does.Contain("volunteers: changed\n").And.Contain("current, annual: 0 added, 4 revised, 0 withdrawn").And.Contain("KU091 2022: 400 → 1200 (+200.0 %)"));
        source.ChangeDefinition(from: "2024-01-01");
        var report = JsonDocument.Parse((await CheckAsync("--json")).Output).RootElement.GetProperty("effects").EnumerateArray().Single();
        Assert.That((report.GetProperty("oldVersion").GetInt32(), report.GetProperty("newVersion").GetInt32()), Is.EqualTo((1, 2)));
        Assert.That(report.GetProperty("needsVersion").GetArrayLength(), Is.Zero, "it has its new version");
        Assert.That(report.GetProperty("slices")[0].GetProperty("revised").GetInt64(), Is.EqualTo(2));
        Assert.That(Everything("lake"), Is.EqualTo(before), "nothing was written to the lake");
        await PublishAsync();
        Assert.That((await CheckAsync()).Exit, Is.EqualTo(ExitCode.Done));
        File.Delete(Path.Combine(source.Folder, "definitions/catalog/residents/volunteers.yml"));
        File.Delete(Path.Combine(source.Folder, "definitions/catalog/residents/volunteers@1.yml"));
        (exit, output) = await CheckAsync();
        Assert.That((exit, output.Contains("volunteers: withdrawn", StringComparison.Ordinal)), Is.EqualTo((ExitCode.WouldChange, true)), output);
    }

    /// <summary>A changed definition revises many values, so that a steward has to approve them.</summary>
    private async Task PublishAsync()
    {
        Assert.That(await RunAsync("run", "volunteers"), Is.EqualTo(ExitCode.Done));
        Assert.That(await RunAsync("publish", "approve", "--comment", "every second volunteer is counted"), Is.EqualTo(ExitCode.Done));
    }

    private List<string> Everything(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(source.Folder, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private async Task<(int Exit, string Output)> CheckAsync(params string[] args)
    {
        var (output, before) = (new StringWriter(), Console.Out);
        Console.SetOut(output);
        try
        {
            return (await RunAsync(["check", .. args]), output.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private Task<int> RunAsync(params string[] args) => InsightCommand.Create().Parse([.. args, "--data", source.Folder]).InvokeAsync();

    private static IEnumerable<string> Rows(JsonElement answer) => answer.GetProperty("rows").EnumerateArray()
        .Select(row => $"{row.GetProperty("period").GetString()} {row.GetProperty("value")} {(row.TryGetProperty("status", out var status) ? status.GetString() : "")}");

    private static IEnumerable<string?> Codes(JsonElement answer) => answer.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString());
}
