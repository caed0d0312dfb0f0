using System.IO.Compression;
using System.Text;
using Insight.Etl.Run;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Run;
using Insight.Warehouse.Operations;
using Microsoft.AspNetCore.Http;

namespace Insight.Etl.Tests.Faults;

/// <summary>
/// Whole runs against a server that misbehaves. In each one the facts stay what they were, landing keeps nothing half received, the run says in
/// a sentence what happened and what to do, and the next answer that is right is loaded.
/// </summary>
public sealed class FaultTests
{
    private const int Patience = 60;

    private readonly Dictionary<string, Func<HttpContext, Task>> faults = [];
    private UserFolder folder = null!;
    private MisbehavingServer server = null!;
    private InstantClock clock = null!;
    private Workplace place = null!;
    private Func<HttpContext, Task> answer = null!;
    private readonly List<Task> drips = [];
    private volatile bool isDripping;
    private int figure;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        folder = new UserFolder();
        clock = new InstantClock(wait => wait != TimeSpan.FromMilliseconds(500) && wait < TimeSpan.FromSeconds(Patience));
        server = await MisbehavingServer.StartAsync((context, _) => answer(context));
        Describe(folder, "figures", server.Address);
        folder.Write("definitions/sources/Figures/checks.yml", "- {check: refused, max: 0}\n- {check: unique, dataset: figures}\n");
        place = folder.Open(clock);
        Say("too many requests", context => Status(context, 429, "7"));
        Say("left alone for hours", context => Status(context, 429, "7200"));
        Say("server error", context => Status(context, 500));
        Say("slow drip", context =>
        {
            lock (drips)
            {
                drips.Add(DripAsync(context));
                return drips[^1];
            }
        });
        Say("cut in the middle", CutAsync);
        Say("gzip bomb", BombAsync);
        Say("cut gzip", context => PackedAsync(context, bytes => bytes[..^12]));
        Say("web page", context => context.Response.WriteAsync("<!DOCTYPE html><title>Huoltokatko</title>"));
        Say("web page said to be one", context => Text(context, "text/html", "<h1>Service Unavailable</h1>"));
        Say("truncated", context => Json(context, Cube(1)[..^20]));
        Say("wrong charset", context => context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes(Cube(1).Replace("Asikkala", "Pälkäne"))).AsTask());
        Say("redirect loop", context => Redirect(context, "/figures.json"));
        Say("another host", context => Redirect(context, "http://localhost:9/figures.json"));
        Say("empty", _ => Task.CompletedTask);
        Say("an error in JSON", context => Json(context, """{"error":{"status":500,"message":"try later"}}"""));
        Say("100,000 areas", context => Json(context, Many(100_000)));
        Say("more cells than figures", context => Json(context, Cube(1).Replace("\"value\":[", "\"value\":[9,")));
    }

    [OneTimeTearDown]
    public async Task Clean()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [TestCase("too many requests", "answered 429 Too Many Requests. It was tried 2 times; nothing was landed. Run the source again later")]
    [TestCase("left alone for hours", "It asks to be left alone for 120 minutes")]
    [TestCase("server error", "answered 500 Internal Server Error. It was tried 2 times")]
    [TestCase("slow drip", "sent only [0-9]+ bytes in [0-9]+ s[.] It was tried 2 times")]
    [TestCase("cut in the middle", "cut its answer short|could not be reached")]
    [TestCase("gzip bomb", "is larger than 20000000 bytes [(]unpacked[)] and was refused; ask for less, or raise limits.max_bytes")]
    [TestCase("cut gzip", "cut its packed answer short after")]
    [TestCase("web page", "answered with a web page")]
    [TestCase("web page said to be one", "look at the address in a browser")]
    [TestCase("truncated", "is not whole JSON")]
    [TestCase("wrong charset", "is not UTF-8, in which JSON is written")]
    [TestCase("redirect loop", "redirects more than 5 times")]
    [TestCase("another host", "which is not the same server; it was not followed")]
    [TestCase("empty", "is empty; nothing was landed")]
    [TestCase("an error in JSON", "has no 'id' where the producer documents one; nothing of it was loaded")]
    [TestCase("100,000 areas", "100000 rows were refused, at most 0 may be")]
    [TestCase("more cells than figures", "has 3 entries in 'value', while 2 × 1 = 2 cells are announced")]
    public async Task A_fault_is_told_in_a_sentence_and_loses_nothing(string fault, string sentence)
    {
        answer = context => Json(context, Cube(++figure));
        var good = await RunAsync();
        Assert.That(good.State, Is.EqualTo(RunState.Succeeded), good.Message);
        var facts = Facts("figures");
        (answer, isDripping) = (faults[fault], true);
        var bad = await RunAsync();
        isDripping = false;
        await Task.WhenAll(drips).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That((bad.State, bad.Message), Is.EqualTo((RunState.Failed, bad.Message)));
        Assert.That(bad.Message, Does.Match(sentence));
        Assert.That(bad.Message!.Length, Is.LessThan(900), "one sentence, not the payload");
        Assert.That(Facts("figures"), Is.EqualTo(facts));
        Assert.That(Directory.EnumerateFiles(place.Folder.Landing, ".arriving-*", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("Content-Length: 500", "announced|cut its answer short")]
    [TestCase("Content-Length: 40", "is not whole JSON")]
    public async Task A_length_that_is_not_that_of_the_answer_is_noticed(string length, string sentence)
    {
        await using var raw = new RawServer($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{length}\r\nConnection: close\r\n\r\n{Cube(7)}");
        using var own = new UserFolder();
        Describe(own, "figures", raw.Address);
        var there = own.Open(clock);
        var run = await RunAsync(there);
        Assert.That((run.State, run.Message), Is.EqualTo((RunState.Failed, run.Message)));
        Assert.That(run.Message, Does.Match(sentence));
        Assert.That(Directory.EnumerateFiles(there.Folder.Landing, ".arriving-*", SearchOption.AllDirectories), Is.Empty);
    }

    private static void Describe(UserFolder folder, string id, string address) => folder.Write("definitions/sources/Figures/source.yml", $$"""
        id: {{id}}
        names: {fi: Luvut, sv: Siffror, en: Figures}
        producer: Nobody; invented for a test
        licence: CC0-1.0
        synthetic: true
        connector: statistical-table
        base_url: {{address}}
        origin: live
        limits: {requests: 1000, attempts: 2, timeout_seconds: {{Patience}}, max_bytes: 20000000}
        datasets:
          - {id: figures, frequency: year, division: 2026-01-01, measures: [{name: figure, unit: persons}] }
        settings:
          tables: [{name: figures, url: figures.json, dataset: figures, area: kunta, period: vuosi, measures: {figure: value} }]
        """);

    private Task<Insight.Warehouse.Operations.Run> RunAsync() => RunAsync(place);

    private static async Task<Insight.Warehouse.Operations.Run> RunAsync(Workplace place) =>
        await new Pipeline(place).ExecuteAsync(place.Runs.Queue(["figures"], "test"), null, new PipelineOptions(Publish: false), default);

    private string[] Facts(string dataSet)
    {
        using var session = WarehouseSession.Open(place.Folder, "test", TimeProvider.System);
        using var command = session.Connection.CreateCommand();
        command.CommandText = $"SELECT area || ' ' || period || ' ' || figure::BIGINT FROM facts.{dataSet} WHERE recorded_to IS NULL ORDER BY ALL";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows];
    }

    private void Say(string fault, Func<HttpContext, Task> how) => faults.Add(fault, how);

    private static string Cube(int figure) => $$$"""
        {"version":"2.0","class":"dataset","id":["kunta","vuosi"],"size":[2,1],
         "dimension":{"kunta":{"category":{"index":["016","111"],"label":{"016":"Asikkala","111":"Heinola"} } },"vuosi":{"category":{"index":["2025"]} } },
         "value":[{{{figure}}},{{{figure + 100}}}]}
        """;

    private static string Many(int areas) => $$$"""
        {"id":["kunta","vuosi"],"size":[{{{areas}}},1],"dimension":{"kunta":{"category":{"index":[{{{string.Join(',', Enumerable.Range(0, areas).Select(i => $"\"X{i}\""))}}}]} },
         "vuosi":{"category":{"index":["2025"]} } },"value":[{{{string.Join(',', Enumerable.Range(0, areas))}}}]}
        """;

    private static Task Json(HttpContext context, string json) => Text(context, "application/json", json);

    private static Task Text(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    private static Task Status(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context, string to)
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }

    /// <summary>Enough to look like data, then a few bytes now and then, for ever.</summary>
    private async Task DripAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{" + new string(' ', 600));
        while (isDripping)
        {
            await context.Response.WriteAsync(" ");
            await context.Response.Body.FlushAsync();
            clock.Advance(TimeSpan.FromSeconds(61));
            await Task.Yield();
        }
    }

    private static async Task CutAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Cube(1)[..100]);
        await context.Response.WriteAsync(new string(' ', 1000));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task BombAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        for (var i = 0; i < 250 && !context.RequestAborted.IsCancellationRequested; i++)
        {
            await packed.WriteAsync(new byte[100_000]);
        }
    }

    private static async Task PackedAsync(HttpContext context, Func<byte[], byte[]> change)
    {
        using var bytes = new MemoryStream();
        await using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            await packed.WriteAsync(Encoding.UTF8.GetBytes(Cube(1) + new string(' ', 2000)));
        }

        context.Response.ContentType = "application/json";
        context.Response.Headers.ContentEncoding = "gzip";
        await context.Response.Body.WriteAsync(change(bytes.ToArray()));
    }
}
