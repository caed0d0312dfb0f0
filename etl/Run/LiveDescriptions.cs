using System.Globalization;
using System.Text;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Operations;

namespace Insight.Etl.Run;

/// <summary>
/// Follows the files of the user's folder while the program runs. What is wrong, or still being written, changes nothing: what was right last holds,
/// and an alert says so until it is mended.
/// </summary>
/// <param name="folders">See <see cref="Descriptions.Read"/>; the last one is followed, the program's own files do not change.</param>
/// <param name="areas">Areas of which networks are made.</param>
/// <param name="alerts">Where stewards are told.</param>
public sealed class LiveDescriptions(IReadOnlyList<string> folders, AreaDirectory areas, Alerts alerts)
{
    private readonly Lock gate = new();
    private readonly string folder = folders[^1];
    private volatile Descriptions? current;
    private string read = "";
    private string? refused;
    private string seen = "";

    /// <summary>What was right last.</summary>
    /// <exception cref="FormatException">It was never right in this process: the message lists all that is wrong.</exception>
    /// <exception cref="CatalogException">The same of definitions.</exception>
    public Descriptions Current => current ?? ReadFirst();

    /// <summary>Raised when changed files took effect.</summary>
    public event Action? Changed;

    /// <summary>Reads the files anew where they changed since they were read last.</summary>
    /// <param name="onlySettled">Wait with files that changed since the last look: they may be half written.</param>
    /// <returns>What is wrong with files that changed, or null.</returns>
    public string? Look(bool onlySettled)
    {
        lock (gate)
        {
            var stamp = Stamp();
            var (isSettled, hasMoved) = (stamp == seen || !onlySettled, stamp != seen);
            seen = stamp;
            if (stamp == read)
            {
                Mended(hasMoved);
            }
            else if (stamp != refused && isSettled)
            {
                Read(stamp);
            }

            return refused is not null ? alerts.List(Alerts.Files).FirstOrDefault()?.Message : null;
        }
    }

    /// <summary>The files are as they were read: what was wrong in between, also where another process said so, is mended.</summary>
    private void Mended(bool hasMoved)
    {
        if (refused is not null || hasMoved)
        {
            refused = null;
            alerts.Set(Alerts.Files, "", []);
        }
    }

    private void Read(string stamp)
    {
        try
        {
            var now = Descriptions.Read(folders, areas);
            if (Stamp() != stamp)
            {
                // Somebody writes just now; the next look reads it.
                return;
            }

            (current, read) = (now, stamp);
            refused = null;
            alerts.Set(Alerts.Files, "", []);
            Changed?.Invoke();
        }
        catch (Exception e) when (IsWrong(e))
        {
            refused = stamp;
            alerts.Set(Alerts.Files, "", [$"Files changed and are wrong, so that what they said before still holds: {e.Message}"]);
        }
    }

    private Descriptions ReadFirst()
    {
        lock (gate)
        {
            try
            {
                read = seen = Stamp();
                current ??= Descriptions.Read(folders, areas);
                alerts.Set(Alerts.Files, "", []);
                return current;
            }
            catch (Exception e) when (IsWrong(e))
            {
                alerts.Set(Alerts.Files, "", [$"Files are wrong, so that nothing is loaded until they are mended; what is published is served as before: {e.Message}"]);
                throw;
            }
        }
    }

    private static bool IsWrong(Exception fault) => fault is FormatException or CatalogException or IOException or UnauthorizedAccessException;

    /// <summary>Names, lengths and times of all YAML files: it changes when one of them does.</summary>
    private string Stamp()
    {
        var files = Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*.yml", SearchOption.AllDirectories) : [];
        return files.OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Aggregate(new StringBuilder(), (text, file) => text.Append(CultureInfo.InvariantCulture, $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n")).ToString();
    }
}
