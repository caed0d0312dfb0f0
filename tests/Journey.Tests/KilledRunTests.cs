using Insight.Etl.Commands;
using Insight.Warehouse;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Journey.Tests;

/// <summary>
/// A run is killed (SIGKILL) at thirty moments spread over its whole duration. Whatever the moment, the next start is clean: nothing is half
/// loaded, nothing half published, and the next run ends where an undisturbed one ends.
/// </summary>
[TestFixture]
internal sealed class KilledRunTests
{
    private const int Kills = 30;

    private readonly List<VolunteerSource> folders = [];

    [TearDown]
    public void Remove()
    {
        folders.ForEach(f => f.Dispose());
        folders.Clear();
    }

    [Test]
    public void Thirty_killed_runs_leave_nothing_half_done()
    {
        var undisturbed = NewFolder();
        var effort = Run(undisturbed.Folder);

        var (folder, killed) = (NewFolder(), 0);
        for (var i = 0; i < Kills; i++)
        {
            using var process = InsightProcess.Start("run", "municipal-buildings", "volunteers", "--data", folder.Folder);
            killed += process.KillAfter(effort * i / Kills) ? 1 : 0;
            AssertNothingHalfDone(folder.Folder, i);
            if (new PublicationStore(new DataFolder(folder.Folder).Lake).Pointer("public") is not null)
            {
                AssertEndsAs(folder.Folder, undisturbed.Folder);
                folder = NewFolder();
            }
        }

        AssertEndsAs(folder.Folder, undisturbed.Folder);
        TestContext.Out.WriteLine($"{killed} of {Kills} runs were killed before they ended; {folders.Count - 1} folders; an undisturbed run takes {effort.TotalSeconds:0.0} s of processor time.");
        Assert.That(killed, Is.GreaterThan(Kills / 2), "too few runs were killed to show anything");
    }

    [Test]
    public void While_another_process_has_the_warehouse_a_run_ends_with_3_and_names_it()
    {
        var folder = NewFolder();
        using var held = WarehouseLock.Take(DataFolder.Open(folder.Folder), "insight compute", TimeProvider.System);
        using var process = InsightProcess.Start("run", "volunteers", "--data", folder.Folder);
        Assert.That(process.Wait(), Is.EqualTo(ExitCode.Busy));
        Assert.That(process.Errors, Does.Contain("is in use by insight compute").And.Contain($"process {Environment.ProcessId}"));
        Assert.That(File.Exists(Path.Combine(folder.Folder, "landing", "volunteers", "latest.delivery")), "what was fetched has landed");
    }

    [Test]
    public void Two_processes_that_run_one_source_at_once_load_it_once()
    {
        var folder = NewFolder();
        using var one = InsightProcess.Start("run", "volunteers", "--data", folder.Folder);
        using var other = InsightProcess.Start("run", "volunteers", "--data", folder.Folder);
        int[] codes = [one.Wait(), other.Wait()];
        Assert.That(codes, Has.Member(ExitCode.Done).And.All.AnyOf(ExitCode.Done, ExitCode.Busy), one.Errors + other.Errors);
        var lake = new PublicationStore(new DataFolder(folder.Folder).Lake);
        Assert.That((lake.Pointer("public")!.History.Count, lake.Current("public")!.Loads.Count), Is.EqualTo((1, 1)), "the second found nothing new, or was told who is at work");
    }

    private VolunteerSource NewFolder()
    {
        var folder = new VolunteerSource();
        folder.Deliver([.. Enumerable.Range(1990, 30).SelectMany(year => new[] { "KU016", "KU091", "KU098", "KU111", "KU560" }.Select((area, i) => $"{area},{year},{(year * 7 % 100) + i}"))]);
        folders.Add(folder);
        return folder;
    }

    /// <summary>An undisturbed run; the processor time that it takes.</summary>
    private static TimeSpan Run(string folder)
    {
        using var process = InsightProcess.Start("run", "municipal-buildings", "volunteers", "--data", folder);
        var effort = process.WaitAndMeasure();
        Assert.That(process.Wait(), Is.EqualTo(ExitCode.Done), process.Errors);
        return effort;
    }

    private static void AssertEndsAs(string folder, string undisturbed)
    {
        Run(folder);
        Assert.That(Slices(folder), Is.EqualTo(Slices(undisturbed)));
        Assert.That(Directory.EnumerateFiles(new DataFolder(folder).Temporary), Is.Empty);
    }

    /// <summary>What the current publication serves: slice → its file, which is named by the hash of its content.</summary>
    private static SortedDictionary<string, string> Slices(string folder)
    {
        var lake = new PublicationStore(new DataFolder(folder).Lake);
        return new(lake.Current("public")!.Indicators.SelectMany(i => i.Slices.Select(s => (Key: $"{i.Id} {s.Division} {s.Frequency}", s.File))).ToDictionary(s => s.Key, s => s.File), StringComparer.Ordinal);
    }

    private static void AssertNothingHalfDone(string path, int kill)
    {
        var folder = new DataFolder(path);
        var lake = new PublicationStore(folder.Lake);
        using var connection = File.Exists(folder.WarehouseFile) ? new DuckDBConnection($"Data Source={folder.WarehouseFile}") : Memory();
        if (connection.State != System.Data.ConnectionState.Open)
        {
            connection.Open();
        }

        Assert.That(HalfLoaded(connection), Is.Empty, $"after kill {kill}");
        if (lake.Pointer("public") is { } pointer)
        {
            Assert.That(lake.Manifest(pointer.Current), Is.Not.Null, $"after kill {kill}");
            Assert.That(PublicationVerification.Verify(connection, lake, lake.Manifest(pointer.Current)!, new HashSet<string>()), Is.Empty, $"after kill {kill}");
        }
    }

    /// <summary>Loads whose facts are not as many as the journal says, and facts of loads that the journal does not know.</summary>
    private static List<string> HalfLoaded(DuckDBConnection connection)
    {
        var tables = Column(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'facts'");
        if (tables.Count == 0)
        {
            return [];
        }

        var facts = string.Join(" UNION ALL ", tables.Select(t => $"SELECT recorded_from FROM facts.\"{t}\""));
        return Column(connection, $"""
            SELECT 'load ' || coalesce(l.number, f.recorded_from) || ': ' || coalesce(f.facts, 0) || ' facts, journal ' || coalesce(CAST(l.inserted + l.revised AS VARCHAR), 'none')
            FROM load AS l FULL JOIN (SELECT recorded_from, count(*) AS facts FROM ({facts}) GROUP BY recorded_from) AS f ON f.recorded_from = l.number
            WHERE coalesce(f.facts, 0) IS DISTINCT FROM l.inserted + l.revised
            """);
    }

    private static List<string> Column(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private static DuckDBConnection Memory()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }
}
