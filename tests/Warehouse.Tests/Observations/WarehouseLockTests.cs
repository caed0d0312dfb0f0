using System.Diagnostics;
using Insight.Warehouse.Observations;

namespace Insight.Warehouse.Tests.Observations;

public sealed class WarehouseLockTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Make() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Who_comes_second_is_told_who_has_it_since_when()
    {
        using var held = WarehouseLock.Take(folder.Data, "insight run statfin", new SetClock());
        Assert.That(
            () => WarehouseLock.Take(folder.Data, "api", new SetClock()),
            Throws.TypeOf<WarehouseBusyException>().With.Message.EqualTo(
                $"The warehouse in '{folder.Path}' is in use by insight run statfin (process {Environment.ProcessId} on {Environment.MachineName}, since 2026-11-21 08:30:05 UTC); wait until it is done, or stop it."));
    }

    [Test]
    public void It_can_be_taken_again_when_it_was_let_go()
    {
        WarehouseLock.Take(folder.Data, "first", new SetClock()).Dispose();
        using var second = WarehouseLock.Take(folder.Data, "second", new SetClock());
        Assert.That(() => WarehouseLock.Take(folder.Data, "third", new SetClock()), Throws.TypeOf<WarehouseBusyException>().With.Message.Contains("in use by second ("));
    }

    [Test]
    public void A_holder_that_has_not_yet_written_its_name_is_another_process()
    {
        using var held = WarehouseLock.Take(folder.Data, "first", new SetClock());
        File.Delete(folder["warehouse.holder"]);
        Assert.That(() => WarehouseLock.Take(folder.Data, "second", new SetClock()), Throws.TypeOf<WarehouseBusyException>().With.Message.Contains("in use by another process; wait"));
    }

    [Test]
    public void A_name_that_cannot_be_written_is_no_busy_warehouse_and_lets_the_lock_go()
    {
        Directory.CreateDirectory(folder["warehouse.holder"]);
        Assert.That(() => WarehouseLock.Take(folder.Data, "first", new SetClock()), Throws.InstanceOf<SystemException>().And.Not.TypeOf<WarehouseBusyException>());
        Directory.Delete(folder["warehouse.holder"]);
        Assert.That(() => WarehouseLock.Take(folder.Data, "second", new SetClock()).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Another_process_holds_it_until_it_is_killed()
    {
        using var other = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(LockHolder).Assembly.Location, folder.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Assert.That(
            () => WarehouseLock.Take(folder.Data, "api", new SetClock()),
            Throws.TypeOf<WarehouseBusyException>().With.Message.Contains($"is in use by insight run statfin (process {other.Id} on "));
        other.Kill();
        other.WaitForExit();
        using var mine = WarehouseLock.Take(folder.Data, "api", new SetClock());
        Assert.That(File.ReadAllText(folder["warehouse.holder"]), Does.StartWith($"api (process {Environment.ProcessId} on "));
    }
}
