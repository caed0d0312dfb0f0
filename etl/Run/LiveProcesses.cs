using System.ComponentModel;
using System.Diagnostics;

namespace Insight.Etl.Run;

/// <summary>Tells whether a process that queued a run is still there, or was killed and perhaps followed by another one of the same number.</summary>
public static class LiveProcesses
{
    /// <summary>The system tells a process's start only to about a hundredth of a second.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Whether the process with an id lives and is old enough to have queued a run at a moment.</summary>
    public static bool IsStillThere(int id, DateTimeOffset queuedAt)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= queuedAt.UtcDateTime + Tolerance;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // It ended while we looked.
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, but another user's.
            return true;
        }
    }
}
