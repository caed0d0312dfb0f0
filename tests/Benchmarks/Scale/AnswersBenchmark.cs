using System.Diagnostics;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Publications;

namespace Insight.Benchmarks.Scale;

/// <summary>
/// <c>answers [folder]</c>: what else is promised of the server over the values of <c>scale</c>: cold slices, 304s, Arrow and Parquet beside the
/// database's own copy, memory with all slices warm, right answers under a small limit, the whole catalogue as CSV. 304s need wrk.
/// </summary>
internal static class AnswersBenchmark
{
    private const int Port = 5983;
    private const int SmallPort = 5984;
    private const int FirstCold = 100;
    private const int ColdSlices = 60;
    private const int Rounds = 11;
    private const int Seconds = 2;
    private const string Whole = "/v1/values?indicator=scale-007&area=level:municipality&sex=all";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var data = Path.Combine(Path.GetFullPath(arguments.Length > 0 ? arguments[0] : Path.Combine(Path.GetTempPath(), "insight-scale")), "data");
        var report = new Report("Answers over 11,124,000 values");
        using (var api = Start(data, Port))
        using (var http = Client(Port))
        {
            await api.FirstAnswerAsync(http, Whole).ConfigureAwait(false);
            await ColdAsync(report, http).ConfigureAwait(false);
            await UnchangedAsync(report, api, http).ConfigureAwait(false);
            await WarmAsync(report, api, http, data).ConfigureAwait(false);
        }

        await ColumnsAsync(report, data).ConfigureAwait(false);
        await ExportAsync(report, data).ConfigureAwait(false);
        Console.WriteLine(report);
        return 0;
    }

    /// <summary>The first question for a slice reads it.</summary>
    private static async Task ColdAsync(Report report, HttpClient http)
    {
        var times = new List<double>();
        for (var n = FirstCold; n < FirstCold + ColdSlices; n++)
        {
            times.Add(await MillisecondsAsync(http, $"/v1/values?indicator={ScaleNetwork.IndicatorId(n)}&area=KU016&sex=all").ConfigureAwait(false));
        }

        report.Add("first question for a slice of 22,248 values, ms, median", Report.Median(times), "< 20");
        report.Add("… slowest of 60", times.Max(), "");
        report.Add("… fastest of 60", times.Min(), "");
    }

    /// <summary>304s beside the smallest 200, both by rate and by processor time.</summary>
    private static async Task UnchangedAsync(Report report, Child api, HttpClient http)
    {
        const string Smallest = "/v1/values?indicator=scale-007&area=KU016&period=2012";
        using var first = await http.GetAsync(Smallest).ConfigureAwait(false);
        var (url, tag) = ($"http://127.0.0.1:{Port}{Smallest}", first.Headers.ETag!.Tag);
        Load.Run(url, Seconds);
        var (rates, processor) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var before = api.ProcessorSeconds();
            var known = Load.Run(url, Seconds, "If-None-Match: " + tag, error: true);
            var between = api.ProcessorSeconds();
            var full = Load.Run(url, Seconds, "X-Other-Tag: " + tag);
            rates.Add(known.RequestsPerSecond / full.RequestsPerSecond);
            processor.Add((between - before) / known.Requests / ((api.ProcessorSeconds() - between) / full.Requests));
        }

        report.Add("304s/s ÷ 200s/s of one value (kept in the cache of answers)", Report.Median(rates), "> 1");
        report.Add("… processor time", Report.Median(processor), "< 1");
    }

    /// <summary>A whole indicator in columns against the database's own copy of its published file, in turn.</summary>
    private static async Task ColumnsAsync(Report report, string data)
    {
        using var api = Start(data, Port, "--answer-memory", "0");
        using var http = Client(Port);
        await api.FirstAnswerAsync(http, Whole).ConfigureAwait(false);
        var store = new PublicationStore(Path.Combine(data, "lake"));
        var source = store.ParquetPath(store.Current("public")!.Indicators.First(i => i.Id == ScaleNetwork.IndicatorId(6)).Slices[0].File);
        var target = Path.Combine(data, "copy.parquet");
        var (copy, arrow, parquet) = (new List<double>(), new List<double>(), new List<double>());
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT * FROM read_parquet('{source}')) TO '{target}' (FORMAT parquet)";
        for (var round = 0; round < 4 * Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            command.ExecuteNonQuery();
            copy.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            arrow.Add(await MillisecondsAsync(http, Whole + "&format=arrow").ConfigureAwait(false));
            parquet.Add(await MillisecondsAsync(http, Whole + "&format=parquet").ConfigureAwait(false));
        }

        File.Delete(target);
        report.Add("the database's own copy of one indicator to Parquet, ms", Report.Median(copy), "");
        report.Add("Arrow, ms", Report.Median(arrow), "");
        report.Add("Parquet, ms", Report.Median(parquet), "");
        report.Add("speed of Arrow ÷ own copy", Report.Median(copy) / Report.Median(arrow), "≥ .5");
        report.Add("speed of Parquet ÷ own copy", Report.Median(copy) / Report.Median(parquet), "≥ .5");
    }

    /// <summary>All slices in memory; and a server that may keep few of them gives the same bytes.</summary>
    private static async Task WarmAsync(Report report, Child api, HttpClient http, string data)
    {
        using var small = Start(data, SmallPort, "--slice-memory", "64");
        using var other = Client(SmallPort);
        await small.FirstAnswerAsync(other, Whole).ConfigureAwait(false);
        var different = 0;
        for (var round = 0; round < 2; round++)
        {
            for (var n = 0; n < ScaleNetwork.Indicators; n++)
            {
                var path = $"/v1/values?indicator={ScaleNetwork.IndicatorId(n)}&area=KU016,SSS&sex=all";
                var answers = await Task.WhenAll(http.GetStringAsync(path), other.GetStringAsync(path)).ConfigureAwait(false);
                different += answers[0].Replace($":{Port}", $":{SmallPort}", StringComparison.Ordinal) == answers[1] ? 0 : 1;
            }
        }

        report.Add("resident MB with all slices warm", api.Megabytes(), "< 350");
        report.Add("… peak", api.PeakMegabytes(), "");
        report.Add("of 1,000 answers with --slice-memory 64 differ", different, "0");
        report.Add("… peak resident MB", small.PeakMegabytes(), "");
    }

    /// <summary>The whole catalogue as CSV, counted to its end.</summary>
    private static async Task ExportAsync(Report report, string data)
    {
        using var api = Start(data, Port);
        using var http = Client(Port);
        await api.FirstAnswerAsync(http, Whole).ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        using var response = await http.GetAsync("/v1/export?format=csv", HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        await using var body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var (lines, bytes, half, buffer) = (0L, 0L, 0.0, new byte[1 << 18]);
        for (int read; (read = await body.ReadAsync(buffer).ConfigureAwait(false)) > 0; bytes += read)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            half = lines < ScaleNetwork.Rows / 2 ? api.PeakMegabytes() : half;
        }

        var expected = new PublicationStore(Path.Combine(data, "lake")).Current("public")!.Indicators.SelectMany(i => i.Slices).Where(s => s.Division != PublishedSlice.History).Sum(s => s.Rows);
        report.Add("rows of the whole catalogue as CSV", lines - 1, FormattableString.Invariant($"{expected:N0} published (regions and networks among them)"));
        report.Add("… MB", bytes / 1e6, "");
        report.Add("… s", Stopwatch.GetElapsedTime(start).TotalSeconds, "");
        report.Add("… peak resident MB of the server after half", half, "");
        report.Add("… peak resident MB of the server at the end", api.PeakMegabytes(), "constant");
    }

    private static Child Start(string data, int port, params string[] more) =>
        Child.Start("Insight.Api.dll", ["--data", data, "--urls", $"http://127.0.0.1:{port}", "--no-worker", .. more]);

    private static HttpClient Client(int port) => new() { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(30) };

    private static async Task<double> MillisecondsAsync(HttpClient http, string path)
    {
        var start = Stopwatch.GetTimestamp();
        await http.GetByteArrayAsync(path).ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
