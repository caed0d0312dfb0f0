using System.Diagnostics;

namespace Insight.Benchmarks.Scale;

/// <summary>
/// Requests per second of the API against nginx serving the same bytes as a static file, in turn, without and with the cache of answers; and the
/// processor time that a request takes, which says more than rates on a machine with other work. Needs nginx and wrk.
/// </summary>
internal static class Serving
{
    private const int ApiPort = 5981;
    private const int NginxPort = 5982;
    private const int Rounds = 5;
    private const int Seconds = 2;
    private const int WarmUpSeconds = 4;

    private static readonly (string Name, string Path, string Target, string Cached)[] Queries =
    [
        ("288 values (one indicator, 4 municipalities, all years and sexes)", "/v1/values?indicator=scale-007&area=KU016,KU098,KU111,KU560&sex=all", "≥ .40", "≥ .55"),
        ("924 values (all municipalities, one year, all sexes)", "/v1/values?indicator=scale-007&area=level:municipality&period=2012&sex=all", "≥ .35", "≥ .70"),
        ("22,176 values (one whole indicator)", "/v1/values?indicator=scale-007&area=level:municipality&sex=all", "≥ .35", "≥ .55"),
    ];

    public static async Task MeasureAsync(Report report, string data, string folder)
    {
        await MeasureAsync(report, data, folder, isCached: false).ConfigureAwait(false);
        await MeasureAsync(report, data, folder, isCached: true).ConfigureAwait(false);
    }

    private static async Task MeasureAsync(Report report, string data, string folder, bool isCached)
    {
        var start = Stopwatch.GetTimestamp();
        using var api = Child.Start("Insight.Api.dll", "--data", data, "--urls", $"http://127.0.0.1:{ApiPort}", "--no-worker", "--answer-memory", isCached ? "32" : "0");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ApiPort}") };
        await api.FirstAnswerAsync(http, Queries[0].Path).ConfigureAwait(false);
        report.Add("start to first answer, s", Stopwatch.GetElapsedTime(start).TotalSeconds, "< 1");
        var bodies = Directory.CreateDirectory(Path.Combine(folder, "nginx", "html"));
        using var nginx = StartNginx(Path.Combine(folder, "nginx"));
        foreach (var form in (string[])["json", "json-stat"])
        {
            foreach (var (q, query) in Queries.Index())
            {
                // A file of its own: nginx keeps open files, with their length.
                var (path, file) = ($"{query.Path}&format={form}", $"{form}-{(isCached ? "cached" : "plain")}-{q}.json");
                await File.WriteAllBytesAsync(Path.Combine(bodies.FullName, file), await http.GetByteArrayAsync(path).ConfigureAwait(false)).ConfigureAwait(false);
                Compare(report, api, ($"{form}, {(isCached ? "cache of answers" : "no cache")}, {query.Name}", path, isCached ? query.Cached : query.Target), file);
            }
        }

        nginx.Kill(entireProcessTree: true);
        report.Add("resident MB after that", api.Megabytes(), "");
    }

    private static void Compare(Report report, Child api, (string Name, string Path, string Target) query, string bodyFile)
    {
        var (ratios, times, latencies) = (new List<double>(), new List<double>(), new List<double>());
        Load.Run($"http://127.0.0.1:{ApiPort}{query.Path}", WarmUpSeconds);
        for (var round = 0; round < Rounds; round++)
        {
            var before = api.ProcessorSeconds();
            var own = Load.Run($"http://127.0.0.1:{ApiPort}{query.Path}", Seconds);
            times.Add((api.ProcessorSeconds() - before) * 1e6 / own.Requests);
            var file = Load.Run($"http://127.0.0.1:{NginxPort}/{bodyFile}", Seconds);
            ratios.Add(own.RequestsPerSecond / file.RequestsPerSecond);
            latencies.Add(own.P99Milliseconds);
            Console.Error.WriteLine(FormattableString.Invariant($"{query.Name}: {own.RequestsPerSecond:0} requests/s, p99 {own.P99Milliseconds:0.0} ms; nginx {file.RequestsPerSecond:0}"));
        }

        report.Add($"{query.Name}: requests/s ÷ nginx, median", Report.Median(ratios), query.Target);
        report.Add("… best round", ratios.Max(), "");
        report.Add("… processor µs a request", Report.Median(times), "");
        report.Add("… p99 ms", Report.Median(latencies), "< 5");
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
}
