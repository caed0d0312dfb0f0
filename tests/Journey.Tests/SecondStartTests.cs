using Insight.Etl.Commands;
using Insight.Etl.Run;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Journey.Tests;

/// <summary>What is there already is not loaded, computed or published again.</summary>
[TestFixture]
internal sealed class SecondStartTests
{
    [Test, Order(1)]
    public async Task A_second_start_serves_what_is_there_and_loads_nothing()
    {
        var (runs, publication) = (await RunsAsync(FilledFolder.Server), Current());
        await using var second = await JourneyServer.StartAsync(FilledFolder.Path);
        Assert.That(await RunsAsync(second), Is.EqualTo(runs));
        Assert.That(Current(), Is.EqualTo(publication));
        Assert.That(await second.ValueAsync("indicator=unemployment-rate&area=KU111&period=2018-12"), Is.EqualTo(100.0 * 1158 / 8278));
    }

    [Test, Order(2)]
    public async Task A_run_over_the_same_payloads_finds_nothing_new()
    {
        var before = Current();
        var exit = await InsightCommand.Create().Parse(["run", "--data", FilledFolder.Path]).InvokeAsync();
        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(Current(), Is.EqualTo(before));
        var place = Workplace.Open(FilledFolder.Path, TimeProvider.System);
        var run = place.Runs.List(null, null, 1).Single();
        Assert.That((run.State, run.Message), Is.EqualTo((RunState.NothingNew, "Nothing new.")));
        Assert.That(run.Counts.GetValueOrDefault("inserted") + run.Counts.GetValueOrDefault("revised") + run.Counts.GetValueOrDefault("recomputed"), Is.Zero);
    }

    [Test, Order(3)]
    public async Task Even_payloads_that_are_staged_again_change_nothing()
    {
        var before = Current();
        var exit = await InsightCommand.Create().Parse(["run", "sotkanet", "--reload", "--data", FilledFolder.Path]).InvokeAsync();
        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(Current(), Is.EqualTo(before));
        var run = Workplace.Open(FilledFolder.Path, TimeProvider.System).Runs.List("sotkanet", null, 1).Single();
        Assert.That((run.State, run.Counts["inserted"], run.Counts["revised"]), Is.EqualTo((RunState.NothingNew, 0L, 0L)));
        Assert.That(run.Counts["staged"], Is.GreaterThan(0));
    }

    private static string Current() => new PublicationStore(Path.Combine(FilledFolder.Path, "lake")).Pointer("public")!.Current;

    private static async Task<string[]> RunsAsync(JourneyServer server) =>
        [.. (await server.JsonAsync("/v1/runs")).GetProperty("runs").EnumerateArray().Select(r => $"{r.GetProperty("id")} {r.GetProperty("state")}")];
}
