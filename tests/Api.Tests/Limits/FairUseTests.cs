using System.Net;
using Api.Tests.Lake;

namespace Api.Tests.Limits;

/// <summary>A client that asks too often is told when to ask again; others do not notice.</summary>
[TestFixture]
internal sealed class FairUseTests
{
    private TestServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        SmallLake.Write(new LakeWriter(folder));
        server = await TestServer.StartAsync(folder, null, "--rate-limit", "1");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Who_has_used_up_its_tokens_gets_429_with_the_time_to_wait()
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add(await AskAsync("203.0.113.7"));
        }

        var first = answers[0];
        var refused = answers.Last(a => a.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(Header(first, "RateLimit-Limit"), Is.EqualTo("10"));
            Assert.That(Header(first, "RateLimit-Policy"), Is.EqualTo("\"reading\";q=10;w=10"));
            Assert.That(Header(first, "RateLimit-Remaining"), Is.EqualTo("9"));
            Assert.That(Header(refused, "RateLimit-Remaining"), Is.EqualTo("0"));
            Assert.That(refused.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
            Assert.That(refused.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(refused.Content.ReadAsStringAsync().Result, Does.Contain("too-many-requests"));
        });
        answers.ForEach(a => a.Dispose());
    }

    [Test]
    public async Task Each_client_has_tokens_of_its_own_and_a_household_shares_those_of_its_IPv6_network()
    {
        for (var i = 0; i < 40; i++)
        {
            (await AskAsync("2001:db8::" + (i + 1))).Dispose();
        }

        using var neighbour = await AskAsync("2001:db8::ffff");
        using var other = await AskAsync("2001:db8:1::1");
        Assert.That((neighbour.StatusCode, other.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
    }

    [Test]
    public async Task This_machine_itself_and_questions_of_health_are_not_limited()
    {
        for (var i = 0; i < 40; i++)
        {
            using var own = await server.Client.GetAsync("/v1/themes");
            Assert.That(own.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(own.Headers.Contains("RateLimit-Limit"), Is.False);
            using var health = await AskAsync("203.0.113.8", "/health/live");
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [Test]
    public void A_limit_that_is_no_number_is_refused_with_an_example()
    {
        var fault = Assert.ThrowsAsync<FormatException>(() => TestServer.StartAsync(server.Folder, null, "--rate-limit", "many"));
        Assert.That(fault!.Message, Does.Contain("'many'").And.Contain("--rate-limit 100"));
    }

    private async Task<HttpResponseMessage> AskAsync(string client, string path = "/v1/themes")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", "198.51.100.1, " + client);
        return await server.Client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();
}
