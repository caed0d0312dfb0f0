using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Insight.Benchmarks.Scale;

/// <summary>Requests per second of the API against nginx serving the same bytes as a static file, in turn; needs nginx and wrk.</summary>
internal static partial class Serving
{
    private const int ApiPort = 5981;
    private const int NginxPort = 5982;
    private const int Rounds = 3;
    private const int Seconds = 4;

    private static readonly (string Name, string Path, string Target)[] Queries =
    [
        ("one indicator, 4 municipalities, all years and sexes (288 values)", "/v1/values?indicator=scale-007&area=KU016,KU098,KU111,KU560&sex=all", "≥ .20"),
        ("one indicator, all municipalities, one year, all sexes (924 values)", "/v1/values?indicator=scale-007&area=level:municipality&period=2012&sex=all", ""),
        ("one whole indicator (22,176 values)", "/v1/values?indicator=scale-007&area=level:municipality&sex=all", ""),
    ];

    public static async Task MeasureAsync(Report report, string data, string folder)
    {
        var start = Stopwatch.GetTimestamp();
        using var api = Child.Start("Insight.Api.dll", "--data", data, "--urls", $"http://127.0.0.1:{ApiPort}", "--no-worker");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ApiPort}") };
        await FirstAnswerAsync(http, Queries[0].Path).ConfigureAwait(false);
        report.Add("start to first answer, s", Stopwatch.GetElapsedTime(start).TotalSeconds, "< 2");
        var bodies = Directory.CreateDirectory(Path.Combine(folder, "nginx", "html"));
        for (var q = 0; q < Queries.Length; q++)
        {
            await File.WriteAllBytesAsync(Path.Combine(bodies.FullName, $"q{q}.json"), await http.GetByteArrayAsync(Queries[q].Path).ConfigureAwait(false)).ConfigureAwait(false);
        }

        using (var nginx = StartNginx(Path.Combine(folder, "nginx")))
        {
            for (var q = 0; q < Queries.Length; q++)
            {
                Compare(report, Queries[q], $"http://127.0.0.1:{NginxPort}/q{q}.json");
            }

            nginx.Kill(entireProcessTree: true);
        }

        for (var n = 0; n < ScaleNetwork.Indicators; n++)
        {
            await http.GetByteArrayAsync($"/v1/values?indicator={ScaleNetwork.IndicatorId(n)}&area=KU016").ConfigureAwait(false);
        }

        report.Add("API resident MB with all slices warm", api.Megabytes(), "< 500");
        report.Add("API peak resident MB", api.PeakMegabytes(), "");
    }

    private static void Compare(Report report, (string Name, string Path, string Target) query, string fileUrl)
    {
        var (ratios, rates, latencies) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (own, p99) = Wrk($"http://127.0.0.1:{ApiPort}{query.Path}");
            var (file, _) = Wrk(fileUrl);
            ratios.Add(own / file);
            rates.Add(own);
            latencies.Add(p99);
            Console.Error.WriteLine(FormattableString.Invariant($"{query.Name}: {own:0} requests/s, p99 {p99:0.0} ms; nginx {file:0}"));
        }

        report.Add($"{query.Name}: requests/s ÷ nginx", Report.Median(ratios), query.Target);
        report.Add($"{query.Name}: requests/s", Report.Median(rates), "");
        report.Add($"{query.Name}: p99 ms", Report.Median(latencies), "< 10");
    }

    private static async Task FirstAnswerAsync(HttpClient http, string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await http.GetAsync(path).ConfigureAwait(false)).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 3000)
            {
                await Task.Delay(10).ConfigureAwait(false);
            }
        }
    }

    private static Process StartNginx(string folder)
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            worker_processes 2; daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 256; }
            http { access_log off; keepalive_requests 1000000; sendfile on; types { application/json json; } client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p;
                   fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s; open_file_cache max=100;
                   server { listen 127.0.0.1:{{NginxPort}}; root {{folder}}/html; } }
            """);
        return Process.Start(new ProcessStartInfo("nginx", ["-p", folder, "-c", configuration]))
            ?? throw new InvalidOperationException("nginx did not start; install it (Debian: apt-get install nginx wrk).");
    }

    private static (double RequestsPerSecond, double P99Milliseconds) Wrk(string url)
    {
        using var process = Process.Start(new ProcessStartInfo("wrk", ["-t1", "-c8", FormattableString.Invariant($"-d{Seconds}s"), "--latency", url]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("wrk did not start; install it (Debian: apt-get install nginx wrk).");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (text.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{url} answered errors: {text}");
        }

        var p99 = P99().Match(text);
        var scale = p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1.0, _ => 1000.0 };
        return (double.Parse(Rate().Match(text).Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * scale);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
