using Insight.Etl.Run;
using Insight.Warehouse.Operations;
using Microsoft.Data.Sqlite;

namespace Insight.Etl.Tests.Run;

/// <summary>Runs that a killed process left unfinished stand in nobody's way.</summary>
[TestFixture]
internal sealed class OrphanTests
{
    [Test]
    public void A_process_is_still_there_only_if_it_is_old_enough_to_have_queued_the_run()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var started = new DateTimeOffset(self.StartTime.ToUniversalTime());
        Assert.That(LiveProcesses.IsStillThere(Environment.ProcessId, started.AddMinutes(1)), Is.True);
        Assert.That(LiveProcesses.IsStillThere(Environment.ProcessId, started.AddMinutes(-1)), Is.False, "another process had this number then");
        Assert.That(LiveProcesses.IsStillThere(int.MaxValue, started), Is.False);
    }

    [Test]
    public void Opening_the_workplace_closes_runs_of_processes_that_are_gone_and_leaves_those_at_work()
    {
        using var folder = new UserFolder();
        var place = folder.Open();
        var gone = place.Runs.Queue([UserFolder.Source], "command-line");
        place.Runs.Start(gone.Id);
        var atWork = place.Runs.Queue(["syke"], "api");
        HandTo(folder, gone.Id, $"{Environment.MachineName}:{int.MaxValue}");

        var next = folder.Open();
        Assert.That(next.Runs.Find(gone.Id)!.State, Is.EqualTo(RunState.Interrupted));
        Assert.That(next.Runs.Find(atWork.Id)!.State, Is.EqualTo(RunState.Queued));
        Assert.That(() => next.Runs.Queue([UserFolder.Source], "command-line"), Throws.Nothing);
    }

    private static void HandTo(UserFolder folder, string run, string process)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "operations.sqlite")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE run SET process = @process WHERE id = @id";
        command.Parameters.AddWithValue("@process", process);
        command.Parameters.AddWithValue("@id", run);
        command.ExecuteNonQuery();
    }
}
