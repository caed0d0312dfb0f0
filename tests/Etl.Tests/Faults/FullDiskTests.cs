using System.Diagnostics;
using System.Text;
using Insight.Etl.Tests.Run;

namespace Insight.Etl.Tests.Faults;

/// <summary>
/// No room while a payload lands. The program runs as a process of its own whose files may not grow over a limit (RLIMIT_FSIZE), so that the
/// operating system itself refuses the write, as it does on a full disk.
/// </summary>
[Platform("Linux")]
public sealed class FullDiskTests
{
    private const int MostKilobytes = 3000;

    [Test]
    public void What_finds_no_room_is_told_and_leaves_nothing_behind()
    {
        using var folder = new UserFolder();
        folder.Deliver("KU016,2025,1");
        Assert.That(Land(folder.Path).ExitCode, Is.Zero);
        var landed = Directory.GetFiles(Path.Combine(folder.Path, "landing", UserFolder.Source));
        folder.Deliver([.. Enumerable.Repeat("KU016,2025,1", 300_000)]);
        var (code, said) = Land(folder.Path);
        Assert.That((code, said), Is.EqualTo((1, said)));
        Assert.That(said, Does.Contain("There is no room for 'volunteers.csv' of source 'volunteers'").And.Contain("Make room on the disk and run the source again."));
        Assert.That(Directory.GetFiles(Path.Combine(folder.Path, "landing", UserFolder.Source)), Is.EquivalentTo(landed));
    }

    /// <summary>The signal that a process is sent at its limit is ignored, so that it sees the failed write instead.</summary>
    private static (int ExitCode, string Said) Land(string folder)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["COLUMNS"] = "1000";
        foreach (var argument in new[] { "-c", FormattableString.Invariant($"trap '' XFSZ; ulimit -f {MostKilobytes}; exec dotnet \"$0\" land volunteers --data \"$1\""), Path.Combine(AppContext.BaseDirectory, "insight.dll"), folder })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, string.Join(' ', (output + said).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
