using System.Diagnostics;
using System.Text;

namespace Journey.Tests;

/// <summary>The command line as a process of its own, started from the program beside the tests.</summary>
internal sealed class InsightProcess : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

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

    /// <summary>Lets it come to its end and tells the processor time that it took.</summary>
    public TimeSpan WaitAndMeasure()
    {
        var used = TimeSpan.Zero;
        while (!process.WaitForExit(Glance))
        {
            used = UsedOr(used);
        }

        return used;
    }

    /// <summary>Kills it (SIGKILL) when it has used so much processor time, unless it ends before. By the clock a busy machine would shift the moment.</summary>
    /// <returns>Whether it was killed.</returns>
    public bool KillAfter(TimeSpan processorTime)
    {
        while (!process.WaitForExit(Glance))
        {
            if (UsedOr(TimeSpan.Zero) >= processorTime)
            {
                process.Kill();
                process.WaitForExit();
                return true;
            }
        }

        return false;
    }

    /// <summary>The processor time used so far; it cannot be asked once the process has ended.</summary>
    private TimeSpan UsedOr(TimeSpan otherwise)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return otherwise;
        }
    }

    public void Dispose() => process.Dispose();

    private static string Host() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
