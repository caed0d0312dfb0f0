using System.Globalization;

namespace Insight.Warehouse.Observations;

/// <summary>
/// Makes sure that one process at a time writes the warehouse. Held as an exclusive lock on <c>warehouse.lock</c>, which the operating
/// system lets go when the process ends, however it ends; <c>warehouse.holder</c> names who has it.
/// </summary>
public sealed class WarehouseLock : IDisposable
{
    private readonly FileStream stream;

    private WarehouseLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="holder">What the holder is, for people: "insight run statfin".</param>
    /// <param name="clock">Time of taking it.</param>
    /// <exception cref="WarehouseBusyException">Another process has it; the message names it.</exception>
    public static WarehouseLock Take(DataFolder folder, string holder, TimeProvider clock)
    {
        var taken = new WarehouseLock(OpenAlone(folder));
        try
        {
            File.WriteAllText(HolderPath(folder), string.Create(
                CultureInfo.InvariantCulture, $"{holder} (process {Environment.ProcessId} on {Environment.MachineName}, since {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC)"));
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static FileStream OpenAlone(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, "warehouse.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new WarehouseBusyException($"The warehouse in '{folder.Path}' is in use by {HolderOf(folder)}; wait until it is done, or stop it.");
        }
    }

    private static string HolderPath(DataFolder folder) => Path.Combine(folder.Path, "warehouse.holder");

    /// <summary>Who the holder says it is; it may be about to write it.</summary>
    private static string HolderOf(DataFolder folder)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(HolderPath(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return reader.ReadToEnd() is { Length: > 0 } holder ? holder : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}

/// <summary>Another process writes the warehouse.</summary>
public sealed class WarehouseBusyException(string message) : Exception(message);
