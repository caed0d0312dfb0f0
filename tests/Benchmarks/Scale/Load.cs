using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Insight.Benchmarks.Scale;

/// <summary>The load generator wrk: eight connections on one thread.</summary>
internal static partial class Load
{
    /// <summary>Asks for so many seconds.</summary>
    /// <param name="url">What is asked.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="header">A header to send, or null.</param>
    /// <param name="error">Whether answers other than 2xx are expected (304).</param>
    public static (double RequestsPerSecond, double P99Milliseconds, long Requests) Run(string url, int seconds, string? header = null, bool error = false)
    {
        string[] options = ["-t1", "-c8", FormattableString.Invariant($"-d{seconds}s"), "--latency", .. header is null ? [] : (string[])["-H", header]];
        using var process = Process.Start(new ProcessStartInfo("wrk", [.. options, url]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("wrk did not start; install it (Debian: apt-get install nginx wrk).");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (!error && text.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{url} answered errors: {text}");
        }

        var p99 = P99().Match(text);
        var scale = p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1.0, _ => 1000.0 };
        return (Number(Rate(), text), double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * scale, (long)Number(Count(), text));
    }

    private static double Number(Regex form, string text) => double.Parse(form.Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Count();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
