using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Api.Tests.Lake;

namespace Api.Tests.Answers;

/// <summary>Entity tags, 304, content codings, HEAD, and headers for browsers.</summary>
[TestFixture]
internal sealed class CachingTests
{
    private static TestServer Server => SharedServer.Server;

    private static readonly string[] Paths =
    [
        "/v1/values?indicator=unemployment-rate", "/v1/values?indicator=unemployment-rate&format=csv", "/v1/areas", "/v1/areas/KU111", "/v1/themes", "/v1/indicators",
        "/v1/indicators/population", "/v1/sources", "/v1/publications", "/v1/lineage?indicator=unemployment-rate&area=KU111&period=2018", "/v1/runs", "/swagger/v1/swagger.json",
    ];

    private static IEnumerable<string> V1Paths => Paths.Where(p => p.StartsWith("/v1", StringComparison.Ordinal));

    [TestCaseSource(nameof(V1Paths))]
    public async Task A_known_answer_is_304_without_a_body(string path)
    {
        using var first = await Server.Client.GetAsync(path);
        var tag = first.Headers.ETag!;
        Assert.That(tag.IsWeak, Is.False);
        Assert.That(first.Headers.CacheControl!.NoCache, Is.True);
        foreach (var known in new[] { tag.ToString(), "W/" + tag, "\"other\", " + tag, "*" })
        {
            using var again = await GetAsync(path, r => r.Headers.TryAddWithoutValidation("If-None-Match", known));
            Assert.That((int)again.StatusCode, Is.EqualTo(304), known);
            Assert.That(again.Headers.ETag, Is.EqualTo(tag));
            Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.Empty);
        }

        using var other = await GetAsync(path, r => r.Headers.TryAddWithoutValidation("If-None-Match", "\"other\""));
        Assert.That((int)other.StatusCode, Is.EqualTo(200));
    }

    [TestCaseSource(nameof(V1Paths))]
    public async Task Packed_answers_hold_the_same_text_under_tags_of_their_own(string path)
    {
        using var plain = await Server.Client.GetAsync(path);
        var text = await plain.Content.ReadAsStringAsync();
        var tags = new HashSet<EntityTagHeaderValue> { plain.Headers.ETag! };
        foreach (var coding in new[] { "gzip", "br" })
        {
            using var packed = await GetAsync(path, r => r.Headers.Add("Accept-Encoding", coding));
            Assert.That(packed.Content.Headers.ContentEncoding, Is.EqualTo(new[] { coding }));
            Assert.That(packed.Headers.Vary, Does.Contain("Accept-Encoding"));
            Assert.That(Unpack(await packed.Content.ReadAsByteArrayAsync(), coding), Is.EqualTo(text));
            Assert.That(tags.Add(packed.Headers.ETag!), Is.True, coding);
        }
    }

    [TestCase("gzip;q=1, br;q=0.5", "gzip")]
    [TestCase("gzip, deflate, br, zstd", "br")]
    [TestCase("*", "br")]
    [TestCase("br;q=0, gzip;q=0.1", "gzip")]
    [TestCase("identity", "")]
    [TestCase("br;q=0, *;q=0", "")]
    [TestCase(";;;", "")]
    public async Task The_coding_is_what_the_client_likes_best(string accept, string coding)
    {
        using var response = await GetAsync("/v1/themes", r => r.Headers.TryAddWithoutValidation("Accept-Encoding", accept));
        Assert.That(string.Concat(response.Content.Headers.ContentEncoding), Is.EqualTo(coding));
    }

    [Test]
    public async Task Equal_questions_have_equal_tags_and_different_ones_do_not()
    {
        const string values = "/v1/values?indicator=population&area=";
        var tags = new List<string>();
        foreach (var question in new[] { "KU111,KU398&sex=total", "111&area=ku398&sex=total", "KU111,KU398&sex=male", "KU111,KU398&sex=total&period=2009", "KU111,KU398&sex=total&format=csv", "KU398&sex=total" })
        {
            using var response = await Server.Client.GetAsync(values + question);
            tags.Add(response.Headers.ETag!.ToString());
        }

        Assert.That(tags[1], Is.EqualTo(tags[0]));
        Assert.That(tags.Skip(1).Distinct().Count(), Is.EqualTo(5));
    }

    [TestCaseSource(nameof(Paths))]
    public async Task HEAD_gives_the_headers_of_GET(string path)
    {
        using var get = await Server.Client.GetAsync(path);
        using var head = await Server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.That(head.StatusCode, Is.EqualTo(get.StatusCode));
        Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
        Assert.That(head.Content.Headers.ContentType, Is.EqualTo(get.Content.Headers.ContentType));
    }

    [Test]
    public async Task Pages_of_any_origin_may_read_and_none_may_change()
    {
        using var read = await GetAsync("/v1/themes", r => r.Headers.Add("Origin", "https://example.invalid"));
        Assert.That(read.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
        Assert.That(read.Headers.GetValues("Access-Control-Expose-Headers").Single(), Does.Contain("ETag").And.Contain("Link").And.Contain("RateLimit"));
        using var asked = await PreflightAsync("/v1/runs", "GET");
        Assert.That((int)asked.StatusCode, Is.EqualTo(204));
        Assert.That(asked.Headers.GetValues("Access-Control-Allow-Methods"), Is.EqualTo(new[] { "GET, HEAD" }));
        foreach (var (path, method) in new[] { ("/v1/runs", "POST"), ("/v1/candidates", "GET"), ("/v1/schedules", "POST") })
        {
            using var refused = await PreflightAsync(path, method);
            Assert.That(refused.Headers.Contains("Access-Control-Allow-Origin"), Is.False, $"{method} {path} needs a steward's key");
        }
    }

    private static Task<HttpResponseMessage> PreflightAsync(string path, string method) => Server.Client.SendAsync(Prepared(HttpMethod.Options, path, r =>
    {
        r.Headers.Add("Origin", "https://example.invalid");
        r.Headers.Add("Access-Control-Request-Method", method);
    }));

    [Test]
    public async Task Pages_may_run_nothing_that_is_not_from_here()
    {
        using var page = await Server.Client.GetAsync("/swagger/index.html");
        Assert.That(page.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'self';").And.Not.Contain("unsafe-eval"));
        Assert.That(page.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(page.Headers.Contains("Server"), Is.False);
    }

    private static Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage> prepare) => Server.Client.SendAsync(Prepared(HttpMethod.Get, path, prepare));

    private static HttpRequestMessage Prepared(HttpMethod method, string path, Action<HttpRequestMessage> prepare)
    {
        var request = new HttpRequestMessage(method, path);
        prepare(request);
        return request;
    }

    internal static string Unpack(byte[] bytes, string coding)
    {
        using var source = new MemoryStream(bytes);
        using Stream stream = coding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
