using System.IO.Compression;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Tests.Staging;
using Microsoft.AspNetCore.Http;

namespace Insight.Etl.Tests.Landing;

public sealed class LiveOriginTests
{
    private const string Answer = """{"figures":[1,2,3]}""";

    /// <summary>Patience of the tests' source; waits as long as this never pass, so that only deliberate waits do.</summary>
    private const int Patience = 5000;

    private static readonly PayloadRequest Asked = new("figures.json", "figures?year=2025&year=2026", Accept: "application/json");

    private string folder = null!;
    private InstantClock clock = null!;
    private readonly List<FetchProgress> progress = [];

    [SetUp]
    public void Prepare()
    {
        folder = Directory.CreateTempSubdirectory("insight-landing-").FullName;
        clock = new InstantClock(wait => wait < TimeSpan.FromSeconds(Patience));
        progress.Clear();
    }

    [TearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task An_answer_lands_byte_for_byte_with_where_and_when_it_came_from()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) =>
        {
            context.Response.Headers.LastModified = "Tue, 21 Jul 2026 05:00:00 GMT";
            return Json(context);
        });
        var landed = await Origin(server).LandAsync(Asked, default);
        Assert.That(await new StreamReader(landed.OpenRead()).ReadToEndAsync(), Is.EqualTo(Answer));
        Assert.That(landed.Manifest, Has.Property("Url").EqualTo(server.Address + "figures?year=2025&year=2026")
            .And.Property("Origin").EqualTo("live").And.Property("Size").EqualTo(Answer.Length).And.Property("ContentType").EqualTo("application/json")
            .And.Property("FetchedAt").EqualTo(clock.GetUtcNow()).And.Property("LastModified").EqualTo(new DateTimeOffset(2026, 7, 21, 5, 0, 0, TimeSpan.Zero)));
        Assert.That(server.UserAgents, Has.Count.EqualTo(1).And.All.Match("^Insight/[0-9]+[.][0-9]+ [(][+]https://insight.example/contact[)]$"));
        Assert.That(progress[^1], Is.EqualTo(new FetchProgress("test", "figures.json", 1, Answer.Length)));
    }

    [Test]
    public async Task A_query_is_posted_and_kept_in_the_manifest()
    {
        var body = "";
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            await Json(context);
        });
        var landed = await Origin(server).LandAsync(Asked with { JsonBody = """{"query":[]}""" }, default);
        Assert.That((server.Seen[0][..4], body, landed.Manifest.Method, landed.Manifest.RequestBody), Is.EqualTo(("POST", """{"query":[]}""", "POST", """{"query":[]}""")));
    }

    [Test]
    public async Task Too_many_requests_is_tried_again_after_the_seconds_that_the_server_asks_for()
    {
        await using var server = await MisbehavingServer.StartAsync((context, number) => number == 1 ? Fail(context, 429, "7") : Json(context));
        await Origin(server).LandAsync(Asked, default);
        Assert.That(clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(7) }));
    }

    [Test]
    public async Task Too_many_requests_is_tried_again_at_the_date_that_the_server_names()
    {
        var later = clock.GetUtcNow().AddSeconds(90).ToString("R");
        await using var server = await MisbehavingServer.StartAsync((context, number) => number == 1 ? Fail(context, 503, later) : Json(context));
        await Origin(server).LandAsync(Asked, default);
        Assert.That(clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(90) }));
    }

    [Test]
    public async Task A_server_that_asks_to_be_left_alone_for_hours_is_left_alone()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Fail(context, 503, "7200"));
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>().With.Message.Contains("asks to be left alone for 120 minutes"));
        Assert.That(server.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_fails_twice_is_asked_a_third_time_with_growing_waits()
    {
        await using var server = await MisbehavingServer.StartAsync((context, number) => number < 3 ? Fail(context, 500) : Json(context));
        await Origin(server).LandAsync(Asked, default);
        Assert.That(server.Seen, Has.Count.EqualTo(3));
        Assert.That(clock.Waits, Has.Count.EqualTo(2).And.All.GreaterThan(TimeSpan.Zero).And.All.LessThan(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task A_server_that_keeps_failing_is_given_up_with_a_sentence_and_nothing_lands()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Fail(context, 502));
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>()
            .With.Message.Contains("answered 502 Bad Gateway").And.Message.Contains("tried 4 times"));
        Assert.That(server.Seen, Has.Count.EqualTo(4));
        Assert.That(Landed(), Is.Empty);
    }

    [Test]
    public async Task A_connection_cut_in_the_middle_is_tried_again_and_leaves_no_half_payload()
    {
        await using var server = await MisbehavingServer.StartAsync(async (context, number) =>
        {
            if (number == 1)
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 100_000;
                await context.Response.WriteAsync("{\"figures\":[" + new string('1', 5000));
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await Json(context);
        });
        var landed = await Origin(server).LandAsync(Asked, default);
        Assert.That(landed.Manifest.Size, Is.EqualTo(Answer.Length));
        Assert.That(Landed(), Is.EquivalentTo(new[] { landed.Manifest.Sha256, landed.Manifest.Sha256 + ".json" }));
    }

    [Test]
    public async Task A_silent_server_is_tried_again_and_then_given_up()
    {
        clock = new InstantClock();
        await using var server = await MisbehavingServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>().With.Message.Contains($"sent nothing for {Patience} s"));
    }

    [Test]
    public async Task Who_cancels_gets_no_message_about_the_server()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            await cancellation.CancelAsync();
            await Json(context);
        });
        Assert.That(() => Origin(server).LandAsync(Asked, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_answer_that_is_too_large_is_refused_whether_or_not_it_says_so(bool announced)
    {
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = announced ? 3_000_000 : null;
            for (var i = 0; i < 30; i++)
            {
                await context.Response.WriteAsync(new string(' ', 100_000));
            }
        });
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>().With.Message.Contains("1000000").And.Message.Contains("max_bytes"));
        Assert.That(server.Seen, Has.Count.EqualTo(1), "it is not asked for again");
        Assert.That(Landed(), Is.Empty);
    }

    [Test]
    public async Task A_small_answer_that_unpacks_to_a_huge_one_is_refused()
    {
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            for (var i = 0; i < 300; i++)
            {
                await packed.WriteAsync(new byte[100_000]);
            }
        });
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>().With.Message.Contains("(unpacked)"));
    }

    [Test]
    public async Task A_packed_answer_lands_unpacked()
    {
        await using var server = await MisbehavingServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packed.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Answer));
        });
        Assert.That((await Origin(server).LandAsync(Asked, default)).Manifest.Size, Is.EqualTo(Answer.Length));
    }

    [TestCase("text/html; charset=utf-8")]
    [TestCase("application/json")]
    public async Task A_web_page_in_place_of_data_is_refused_with_its_beginning(string contentType)
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) =>
        {
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync("\uFEFF\r\n <!DOCTYPE html><title>Huoltokatko</title>");
        });
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>()
            .With.Message.Contains("web page").And.Message.Contains("Huoltokatko").And.Message.Contains("maintenance"));
    }

    [Test]
    public async Task An_empty_answer_is_refused()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Task.CompletedTask);
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>().With.Message.Contains("is empty"));
    }

    [Test]
    public async Task A_refusal_shows_what_the_producer_says_and_is_not_repeated()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("""{"error":"The time period 2026M07 is not published"}""");
        });
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>()
            .With.Message.Contains("400 Bad Request").And.Message.Contains("2026M07 is not published"));
        Assert.That(server.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_redirect_within_the_server_is_followed()
    {
        await using var server = await MisbehavingServer.StartAsync((context, number) => number == 1 ? Redirect(context, "/v2/figures", 301) : Json(context));
        var landed = await Origin(server).LandAsync(Asked, default);
        Assert.That((server.Seen[1], landed.Manifest.Size), Is.EqualTo(("GET /v2/figures", (long)Answer.Length)));
    }

    [TestCase("http://localhost:9/figures", "not the same server")]
    [TestCase("https://elsewhere.example/figures", "not the same server")]
    [TestCase("/figures", "more than 5 times")]
    public async Task A_redirect_to_another_host_or_without_end_is_refused(string to, string reason)
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Redirect(context, to, 302));
        Assert.That(() => Origin(server).LandAsync(Asked, default), Throws.TypeOf<PayloadException>().With.Message.Contains(reason));
        Assert.That(server.Seen, Has.Count.LessThanOrEqualTo(6));
    }

    [Test]
    public async Task A_redirect_that_would_lose_the_query_is_refused()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Redirect(context, "/v2", 303));
        Assert.That(() => Origin(server).LandAsync(Asked with { JsonBody = "{}" }, default), Throws.TypeOf<PayloadException>().With.Message.Contains("lose the query"));
    }

    [Test]
    public async Task A_request_cannot_lead_away_from_the_producers_server()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Json(context));
        Assert.That(() => Origin(server).LandAsync(Asked with { Url = "https://elsewhere.example/x" }, default), Throws.TypeOf<PayloadException>().With.Message.Contains("leads away from"));
        await Origin(server).LandAsync(Asked with { Url = "//elsewhere.example/x" }, default);
        Assert.That(server.Seen, Is.EqualTo(new[] { "GET /elsewhere.example/x" }));
    }

    [Test]
    public async Task Requests_to_one_source_keep_its_pace()
    {
        await using var server = await MisbehavingServer.StartAsync((context, _) => Json(context));
        var origin = Origin(server, new RequestLimits(Requests: 2, PerSeconds: 10, TimeoutSeconds: Patience));
        for (var i = 0; i < 5; i++)
        {
            await origin.LandAsync(Asked, default);
        }

        Assert.That(clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10) }), "two at once, then two after ten seconds, then one");
    }

    private LiveOrigin Origin(MisbehavingServer server, RequestLimits? limits = null)
    {
        var source = SourceDefinitions.Of("any", []) with
        {
            BaseUrl = server.Address,
            Limits = limits ?? new RequestLimits(Requests: 1000, PerSeconds: 1, Attempts: 4, TimeoutSeconds: Patience, MaxBytes: 1_000_000),
        };
        var origins = new PayloadOrigins(
            new LandingStore(folder, clock), PayloadOrigins.NewHttp(), folder, new Dictionary<string, PayloadGenerator>(), clock, "https://insight.example/contact");
        return (LiveOrigin)origins.For(source with { Origin = "live" }, new Watcher(progress));
    }

    private string[] Landed() => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetFileName(f))];

    private static Task Json(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Answer);
    }

    private static Task Fail(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context, string to, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    }

    private sealed class Watcher(List<FetchProgress> seen) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => seen.Add(value);
    }
}
