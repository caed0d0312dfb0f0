using System.Globalization;
using Insight.Etl.Run;
using Insight.Etl.Tests.Run;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Tests.Loading;

/// <summary>Rows that a delivery covers and no longer has are withdrawn; what was known stays as what was known.</summary>
[TestFixture]
internal sealed class WithdrawalTests
{
    private static readonly string[] First = ["KU016,2023,39", "KU016,2024,40", "KU111,2023,70", "KU111,2024,71", "KU560,2024,15"];

    private UserFolder folder = null!;
    private Workplace place = null!;

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("rows", "KU016,2023,39|KU016,2024,40", "", TestName = "Increments_withdraw_nothing")]
    [TestCase("data-set", "KU016,2023,39|KU016,2024,40|KU111,2024,71|KU560,2024,15", "KU111 2023", TestName = "A_whole_data_set_withdraws_whatever_it_lacks")]
    [TestCase("periods", "KU016,2024,40|KU111,2024,71", "KU560 2024", TestName = "Periods_withdraw_what_they_lack_of_themselves")]
    [TestCase("areas", "KU016,2024,40|KU560,2024,15", "KU016 2023", TestName = "Areas_withdraw_what_they_lack_of_themselves")]
    [TestCase("areas-and-periods", "KU016,2024,40|KU111,2022,68|KU111,2024,71", "KU111 2023", TestName = "Areas_withdraw_what_they_lack_between_their_first_and_last_period")]
    public async Task A_delivery_withdraws_what_it_covers_and_lacks(string covers, string second, string gone)
    {
        Prepare(covers, 20);
        await RunAsync(First);
        var run = await RunAsync(second.Split('|'));
        Assert.That(Facts("recorded_to = 2"), Is.EqualTo(gone.Split('|', StringSplitOptions.RemoveEmptyEntries)), run.Message);
        Assert.That(place.Runs.Steps(run.Id).Single(s => s.Step == "load").Counts["withdrawn"], Is.EqualTo(gone.Length > 0 ? 1 : 0));
        Assert.That(Facts("recorded_from <= 1 AND (recorded_to IS NULL OR recorded_to > 1)"), Has.Count.EqualTo(5), "what was known before is known as such");
        var replay = await RunAsync(null, PipelineOptions.Replay);
        Assert.That((replay.Counts["withdrawn"], replay.Counts["inserted"]), Is.EqualTo((0L, 0L)), "the same again changes nothing");
        await RunAsync(First);
        Assert.That(Facts("recorded_to IS NULL AND period <> '2022'"), Is.EqualTo(new[] { "KU016 2023", "KU016 2024", "KU111 2023", "KU111 2024", "KU560 2024" }), "a row that comes back is known again");
    }

    [Test]
    public async Task A_broken_delivery_withdraws_nothing_and_says_what_to_do()
    {
        Prepare("data-set", 20);
        await RunAsync(First);
        var broken = await RunAsync(["KU016,2023,39", "KU016,2024,40"]);
        Assert.That((broken.State, broken.Message), Is.EqualTo((RunState.Failed, broken.Message)));
        Assert.That(broken.Message, Does.Contain("lacks 3 of the 5 rows that are known of what it covers, for example KU111 2023; at most 20 % may be withdrawn at once").And.Contain("raise withdraws_at_most"));
        Assert.That(Facts("recorded_to IS NULL"), Has.Count.EqualTo(5));
        Prepare("data-set", 100, folder);
        Assert.That((await RunAsync(null, PipelineOptions.Replay)).Counts["withdrawn"], Is.EqualTo(3), "meant so, and taken over from the file while the program runs");
    }

    [Test]
    public async Task A_delivery_with_refused_rows_withdraws_nothing_for_those_may_be_they()
    {
        Prepare("data-set", 100);
        await RunAsync(First);
        var run = await RunAsync(["KU016,2023,39", "KU016,2024,40", "KU111,2023,70", "KU111,2024,7l", "KU560,2024,15"]);
        Assert.That((run.State, run.Counts["withdrawn"], run.Counts["quarantined"]), Is.EqualTo((RunState.NothingNew, 0L, 1L)), run.Message);
        Assert.That(place.Alerts.List(Alerts.Check).Single().Message, Does.Contain("1 rows that were known are not in the delivery. They are not withdrawn, because 1 rows were refused and may be they"));
        await RunAsync(First);
        Assert.That(place.Alerts.List(), Is.Empty);
    }

    private void Prepare(string covers, int most, UserFolder? again = null)
    {
        using var other = new UserFolder(dataSet: string.Create(CultureInfo.InvariantCulture, $"covers: {covers}\n    withdraws_at_most: {most}"));
        folder = again ?? new UserFolder();
        folder.Write("definitions/sources/Volunteers/source.yml", File.ReadAllText(Path.Combine(other.Path, "definitions/sources/Volunteers/source.yml")));
        place = again is null ? folder.Open() : place;
    }

    private Task<Warehouse.Operations.Run> RunAsync(string[]? rows, PipelineOptions? options = null)
    {
        if (rows is not null)
        {
            folder.Deliver(rows);
        }

        return new Pipeline(place).ExecuteAsync(place.Runs.Queue([UserFolder.Source], "api"), null, (options ?? new PipelineOptions()) with { Publish = false }, CancellationToken.None);
    }

    private List<string> Facts(string condition)
    {
        using var session = WarehouseSession.Open(place.Folder, "a test", TimeProvider.System);
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT area || ' ' || period FROM facts.volunteers WHERE {condition} ORDER BY 1";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
