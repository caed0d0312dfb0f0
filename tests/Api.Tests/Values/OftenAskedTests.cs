using Api.Tests.Answers;
using Api.Tests.Formats;
using Api.Tests.Lake;
using Insight.Api.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Values;

/// <summary>What is asked often is answered from texts and whole answers that are kept: faster, and byte for byte the same.</summary>
[TestFixture]
internal sealed class OftenAskedTests
{
    private const int Questions = 30;
    private const int Times = 2 * ReadyTexts.TimesWritten;

    private static readonly string[] Forms = ["", "&format=json-stat", "&format=csv", "&include=components"];

    [Test]
    public async Task Answers_from_ready_texts_are_the_same_bytes()
    {
        await using var server = await SharedServer.StartAnotherAsync("--answer-memory", "0");
        await AssertSameAsync(server, new Random(20261122));
        Assert.That(server.Services.GetRequiredService<ReadyTexts>().Bytes, Is.GreaterThan(0), "no text was kept, so nothing was shown");
        Assert.That(server.Services.GetRequiredService<KeptAnswers>().Bytes, Is.Zero);
    }

    [Test]
    public async Task Kept_answers_are_the_same_bytes_and_stay_below_their_limit()
    {
        await using var server = await SharedServer.StartAnotherAsync("--answer-memory", "1");
        await AssertSameAsync(server, new Random(20261121));
        Assert.That(server.Services.GetRequiredService<KeptAnswers>().Bytes, Is.InRange(1, 1024 * 1024));
    }

    [Test]
    public async Task A_kept_answer_serves_every_coding_and_host_with_its_own_bytes()
    {
        await using var server = await SharedServer.StartAnotherAsync();
        const string Question = "/v1/values?indicator=unemployment-rate&format=json-stat";
        var first = await server.Client.GetStringAsync(Question);
        foreach (var host in (string[])["localhost", "insight.example", "localhost", "insight.example", "localhost"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Question) { Headers = { Host = host } };
            using var response = await server.Client.SendAsync(request);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain($"http://{host}"));
        }

        foreach (var coding in (string[])["gzip", "br", "gzip", "br", "gzip", "br"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Question) { Headers = { { "Accept-Encoding", coding } } };
            using var response = await server.Client.SendAsync(request);
            Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { coding }));
            Assert.That(CachingTests.Unpack(await response.Content.ReadAsByteArrayAsync(), coding), Is.EqualTo(first));
        }
    }

    [Test]
    public async Task An_answer_to_HEAD_has_no_body_whether_kept_or_not()
    {
        await using var server = await SharedServer.StartAnotherAsync();
        for (var i = 0; i < 4; i++)
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, "/v1/values?indicator=population");
            using var response = await server.Client.SendAsync(head);
            Assert.That((await response.Content.ReadAsByteArrayAsync()).Length, Is.Zero);
            Assert.That((await server.Client.GetByteArrayAsync("/v1/values?indicator=population")).Length, Is.EqualTo(response.Content.Headers.ContentLength));
        }
    }

    [Test]
    public void An_answer_that_was_cut_off_while_it_was_noted_is_noted_again()
    {
        var (kept, answer, request) = (new KeptAnswers(1024), new KeptAnswer(), new DefaultHttpContext().Request);
        request.Method = HttpMethods.Get;
        using (var cut = Second())
        {
            cut.Note(new byte[100]);
        }

        Assert.That(kept.Of(answer), Is.Null, "half an answer is none");
        using (var whole = Second())
        {
            whole.Note(new byte[200]);
            whole.Complete();
        }

        Assert.That(kept.Of(answer), Has.Length.EqualTo(200));

        AnswerRecorder Second()
        {
            Assert.That(kept.Recorder(answer, request), Is.Null, "asked once");
            return kept.Recorder(answer, request) ?? throw new AssertionException("asked twice and not noted");
        }
    }

    private static async Task AssertSameAsync(TestServer server, Random random)
    {
        for (var i = 0; i < Questions; i++)
        {
            var question = $"/v1/values?{RandomQuestions.Next(random)}{Forms[random.Next(Forms.Length)]}";
            using var response = await server.Client.GetAsync(question);
            var first = await response.Content.ReadAsStringAsync();
            for (var time = 1; time < Times; time++)
            {
                using var again = await server.Client.GetAsync(question);
                Assert.That(await again.Content.ReadAsStringAsync(), Is.EqualTo(first), question);
            }
        }
    }
}
