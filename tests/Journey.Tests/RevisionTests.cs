using System.Globalization;
using Insight.Etl.Commands;
using Insight.Etl.Run;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Journey.Tests;

/// <summary>A producer revises a figure, sends a bad file, and somebody rolls back: with a source and an indicator that a user added.</summary>
[TestFixture]
internal sealed class RevisionTests
{
    private const string Question = "indicator=volunteers&area=KU091&period=2024";

    private VolunteerSource source = null!;

    [SetUp]
    public void Prepare() => source = new VolunteerSource();

    [TearDown]
    public void Remove() => source.Dispose();

    [Test]
    public async Task A_revised_figure_is_the_only_one_that_changes_and_the_old_one_can_still_be_asked_for()
    {
        source.Deliver("KU091,2023,500", "KU091,2024,510", "KU016,2024,40");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Done));
        var first = Lake.Current("public")!;
        source.Deliver("KU091,2023,500", "KU091,2024,512", "KU016,2024,40");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Done));
        var second = Lake.Current("public")!;
        Assert.Multiple(() =>
        {
            Assert.That(second.Previous, Is.EqualTo(first.Id));
            Assert.That((second.Changes.Added, second.Changes.Revised, second.Changes.Withdrawn), Is.EqualTo((0L, 1L, 0L)));
            Assert.That(second.Changes.Recomputed, Is.EqualTo(1));
            Assert.That(LastRun().Counts["revised"], Is.EqualTo(1));
            Assert.That(LastRun().Counts["inserted"], Is.Zero);
            Assert.That(Facts(), Is.EqualTo(new[] { "KU016 2024 40 1-", "KU091 2023 500 1-", "KU091 2024 510 1-2", "KU091 2024 512 2-" }));
        });

        await using var server = await JourneyServer.StartAsync(source.Folder, "--no-worker");
        Assert.That(await server.ValueAsync(Question), Is.EqualTo(512));
        Assert.That(await server.ValueAsync(Question + "&asOf=" + first.Id), Is.EqualTo(510));
        var lineage = await server.JsonAsync("/v1/lineage?" + Question);
        Assert.That(lineage.GetProperty("loads")[0].GetProperty("number").GetInt32(), Is.EqualTo(2));
        Assert.That(lineage.GetProperty("loads")[0].GetProperty("sha256").GetString(), Is.EqualTo(second.Loads[^1].Sha256).And.Not.EqualTo(first.Loads[^1].Sha256));
    }

    [Test]
    public async Task A_payload_that_breaks_a_hard_check_loads_nothing_and_says_why()
    {
        source.Deliver("KU091,2023,500", "KU091,2024,510", "KU016,2024,40");
        await RunAsync();
        var before = (Lake.Pointer("public")!.Current, string.Join('|', Facts()));
        source.Deliver("KU091,2024,777");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Failed));
        Assert.That(LastRun().State, Is.EqualTo(RunState.Failed));
        Assert.That(LastRun().Message, Does.Contain("Nothing of source 'volunteers' was loaded").And.Contain("rows of volunteers").And.Contain("three municipalities take part"));
        Assert.That((Lake.Pointer("public")!.Current, string.Join('|', Facts())), Is.EqualTo(before));
    }

    [Test]
    public async Task A_payload_without_the_columns_loads_nothing_and_says_which_are_missing()
    {
        source.Write("definitions/sources/Volunteers/recorded/volunteers.csv", "municipality,year,volunteers\nKU091,2024,5\n");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Failed));
        Assert.That(LastRun().Message, Does.Contain("'volunteers.csv' line 1 has no column area, period"));
    }

    [Test]
    public async Task Bad_rows_are_refused_one_by_one_and_the_others_loaded()
    {
        source.Deliver("KU091,2023,500", "KU091,2024,12 apples", "KU999,2024,3", "KU016,2024-05,4", "KU016,2024,40", "KU098,2024,11000", "KU111,2024,70");
        Assert.That(await RunAsync(), Is.EqualTo(ExitCode.Done));
        Assert.That(Facts(), Is.EqualTo(new[] { "KU016 2024 40 1-", "KU091 2023 500 1-", "KU111 2024 70 1-" }));
        Assert.That(LastRun().Counts["quarantined"], Is.EqualTo(4));
        Assert.That(Read("SELECT line || ' ' || field || ' ' || value FROM quarantine ORDER BY line"), Is.EqualTo(new[]
        {
            "3 volunteers 12 apples", "4 area KU999", "5 period 2024-05", "7 volunteers 11000",
        }));
    }

    private PublicationStore Lake => new(Path.Combine(source.Folder, "lake"));

    private Task<int> RunAsync() => InsightCommand.Create().Parse(["run", "volunteers", "--data", source.Folder]).InvokeAsync();

    private Run LastRun() => Workplace.Open(source.Folder, TimeProvider.System).Runs.List(null, null, 1).Single();

    private List<string> Facts() => Read(
        "SELECT area || ' ' || period || ' ' || CAST(volunteers AS INTEGER) || ' ' || recorded_from || '-' || coalesce(CAST(recorded_to AS VARCHAR), '') FROM facts.volunteers ORDER BY area, period, recorded_from");

    private List<string> Read(string sql)
    {
        using var connection = new DuckDBConnection($"Data Source={Path.Combine(source.Folder, "warehouse.duckdb")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return lines;
    }
}
