using Insight.Warehouse.Observations;

namespace Insight.Warehouse.Tests;

/// <summary>
/// What this assembly does when it is run as a program: takes the lock of the data folder that is its only argument, says "held" and keeps
/// it until its input ends. Tests run it to have a second process.
/// </summary>
internal static class LockHolder
{
    private static void Main(string[] arguments)
    {
        using var held = WarehouseLock.Take(DataFolder.Open(arguments[0]), "insight run statfin", new SetClock());
        Console.WriteLine("held");
        Console.In.ReadToEnd();
    }
}
