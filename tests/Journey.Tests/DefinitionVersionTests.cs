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
        Assert.That(await RunAsync("run", "volunteers"), Is.EqualTo(ExitCode.Done));
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
        await RunAsync("run", "volunteers");
        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        var answer = await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091");
        Assert.That(Rows(answer), Is.EqualTo(new[] { "2022 200 ", "2023 250 ", "2024 300 ", "2025 350 " }));
        Assert.That(Codes(answer), Does.Not.Contain("definition-changed"));
        Assert.That(Rows(await server.JsonAsync("/v1/values?indicator=volunteers&area=KU091&version=1")), Is.EqualTo(new[] { "2022 400 ", "2023 500 " }));
    }

    private Task<int> RunAsync(params string[] args) => InsightCommand.Create().Parse([.. args, "--data", source.Folder]).InvokeAsync();

    private static IEnumerable<string> Rows(JsonElement answer) => answer.GetProperty("rows").EnumerateArray()
        .Select(row => $"{row.GetProperty("period").GetString()} {row.GetProperty("value")} {(row.TryGetProperty("status", out var status) ? status.GetString() : "")}");

    private static IEnumerable<string?> Codes(JsonElement answer) => answer.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString());
}
