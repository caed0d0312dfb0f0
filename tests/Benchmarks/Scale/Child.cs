using System.Diagnostics;
using System.Globalization;

namespace Insight.Benchmarks.Scale;

/// <summary>A program of ours as a process of its own, timed from outside, with its greatest resident memory.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;
    private readonly long start = Stopwatch.GetTimestamp();

    private readonly Task<string> errors;

    private Child(Process process, Task<string> errors) => (this.process, this.errors) = (process, errors);

    public double Seconds => Stopwatch.GetElapsedTime(start).TotalSeconds;

    /// <summary>Starts an assembly of this build, for example insight.dll.</summary>
    public static Child Start(string assembly, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new Child(process, process.StandardError.ReadToEndAsync());
    }

    /// <summary>Greatest resident memory so far, in MB (Linux: VmHWM).</summary>
    public double PeakMegabytes() => Kilobytes("VmHWM") / 1024.0;

    /// <summary>Resident memory now, in MB.</summary>
    public double Megabytes() => Kilobytes("VmRSS") / 1024.0;

    /// <summary>Processor time so far, in seconds.</summary>
    public double ProcessorSeconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Asks a server until it answers.</summary>
    public async Task FirstAnswerAsync(HttpClient http, string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await http.GetAsync(path).ConfigureAwait(false)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 3000 && !process.HasExited)
            {
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Seconds and greatest resident memory in MB.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public (double Seconds, double PeakMegabytes) Finish()
    {
        var peak = 0.0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakMegabytes());
        }

        var seconds = Seconds;
        return process.ExitCode == 0 ? (seconds, peak) : throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private long Kilobytes(string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
