using System.Diagnostics;
using System.Text;

namespace Journey.Tests;

/// <summary>The command line as a process of its own, started from the program beside the tests.</summary>
internal sealed class InsightProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new();

    private InsightProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to its error output so far.</summary>
    public string Errors => errors.ToString();

    public int Id => process.Id;

    public static InsightProcess Start(params string[] args)
    {
        var start = new ProcessStartInfo(Host()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "insight.dll"));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return new InsightProcess(Process.Start(start)!);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Kills it (SIGKILL) unless it ends before.</summary>
    /// <returns>Whether it was killed.</returns>
    public bool KillAfter(TimeSpan patience)
    {
        if (process.WaitForExit(patience))
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }

    public void Dispose() => process.Dispose();

    private static string Host() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
