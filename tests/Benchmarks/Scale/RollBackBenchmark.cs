using System.Diagnostics;
using System.Net.Http.Json;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Benchmarks.Scale;

/// <summary>
/// <c>roll-back [folder]</c>: how long a steward waits for going back to another publication of the values of <c>scale</c>, over HTTP: until it is said to be done, and until the values are
/// those of the other publication. The lake of <c>scale</c> is only read; pointer, manifests and audit log are the benchmark's own.
/// </summary>
internal static class RollBackBenchmark
{
    private const int Port = 5985;
    private const int Rounds = 20;
    private const string Question = "/v1/values?indicator=scale-007&area=KU016&period=2012";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Path.GetFullPath(arguments.Length > 0 ? arguments[0] : Path.Combine(Path.GetTempPath(), "insight-scale"));
        var own = Directory.CreateTempSubdirectory("insight-roll-back-").FullName;
        try
        {
            Console.WriteLine(await MeasureAsync(Path.Combine(folder, "data", "lake"), DataFolder.Open(own)).ConfigureAwait(false));
            return 0;
        }
        finally
        {
            Directory.Delete(own, recursive: true);
        }
    }

    private static async Task<Report> MeasureAsync(string scale, DataFolder own)
    {
        var (first, second) = Publish(scale, own.Lake);
        var key = new StewardKeys(OperationsStore.Open(own, TimeProvider.System), own, TimeProvider.System).EnsureExists()!;
        using var api = Child.Start("Insight.Api.dll", "--data", own.Path, "--urls", $"http://127.0.0.1:{Port}", "--no-worker");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await api.FirstAnswerAsync(http, Question).ConfigureAwait(false);
        var (done, served) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (told, seen) = await RollBackAsync(http, round % 2 == 0 ? first : second).ConfigureAwait(false);
            done.Add(told);
            served.Add(seen);
        }

        var report = new Report("Roll-back over 11,124,000 values");
        report.Add("until it is said to be done, ms, median of 20", Report.Median(done), "< 1,000");
        report.Add("… slowest", done.Max(), "< 1,000");
        report.Add("until values are those of the other publication, ms, median of 20", Report.Median(served), "< 1,000");
        report.Add("… slowest", served.Max(), "< 1,000");
        return report;
    }

    private static async Task<(double Done, double Served)> RollBackAsync(HttpClient http, string id)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await http.PostAsJsonAsync($"/v1/publications/{id}/roll-back", new { comment = "a benchmark" }).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var done = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        while (!(await http.GetStringAsync(Question).ConfigureAwait(false)).Contains(id, StringComparison.Ordinal))
        {
        }

        return (done, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The publication of the scale benchmark, and a second one without the last hundred indicators, which is current.</summary>
    private static (string First, string Second) Publish(string scale, string lake)
    {
        var manifest = new PublicationStore(scale).Current("public") ?? throw new InvalidOperationException($"{scale} has no publication; run the benchmark 'scale' first.");
        Directory.CreateDirectory(lake);
        Directory.CreateSymbolicLink(Path.Combine(lake, "files"), Path.Combine(scale, "files"));
        var store = new PublicationStore(lake);
        var now = DateTimeOffset.UtcNow;
        var second = manifest with { Id = PublicationStore.NewId(now, manifest.Id), CreatedAt = now, Previous = manifest.Id, Indicators = [.. manifest.Indicators.SkipLast(100)] };
        foreach (var one in new[] { manifest, second })
        {
            store.Write(one);
            store.MakeCurrent("public", one.Id, now, "a benchmark");
        }

        return (manifest.Id, second.Id);
    }
}
