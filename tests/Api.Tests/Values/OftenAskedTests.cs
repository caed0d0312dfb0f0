using Api.Tests.Answers;
using Api.Tests.Formats;
using Api.Tests.Lake;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
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

    [TestCase("area=all&period=2003&part=all", Description = "one period of many series: a single piece of the text period after period")]
    [TestCase("area=all&period=2001&part=all", Description = "a period that series lack")]
    [TestCase("area=all&part=all", Description = "everything: a single piece")]
    [TestCase("area=all&period=2002..2004&part=0", Description = "many pieces")]
    [TestCase("area=KU120,KU119,KU118&part=1", Description = "pieces in another order")]
    [TestCase("area=KU001,KU999x&period=2003", Description = "an area that does not exist is refused each time alike")]
    public async Task Many_series_are_the_same_bytes_however_often_they_are_asked(string question)
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        lake.Publish(LakeWriter.FirstDay, [LakeWriter.Indicator("many", "SUM", [lake.Slice(Frequency.Annual, ManySeries)], ["part"])]);
        await using var server = await TestServer.StartAsync(folder, null, "--answer-memory", "0");
        foreach (var form in (string[])["json", "json-stat", "csv"])
        {
            var answers = new HashSet<string>();
            for (var time = 0; time < 4 * Times; time++)
            {
                using var response = await server.Client.GetAsync($"/v1/values?indicator=many&{question}&format={form}");
                answers.Add(await response.Content.ReadAsStringAsync());
            }

            Assert.That(answers, Has.Count.EqualTo(1), form);
        }
    }

    /// <summary>120 areas × 2 parts × 4 or 5 years: the first 60 areas begin a year later; some have no value, or a status.</summary>
    private const string ManySeries = """
        SELECT 'KU' || lpad(area::VARCHAR, 3, '0') AS area, year::VARCHAR AS period, part::VARCHAR AS part,
               CASE WHEN (area + year) % 7 = 0 THEN NULL ELSE area * 100.5 + year + part END::DOUBLE AS value, NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator,
               CASE WHEN (area + year) % 7 = 0 THEN 'confidential' WHEN area % 11 = 0 THEN 'provisional' END AS status,
               NULL::INTEGER AS members, NULL::INTEGER AS members_present, 1::INTEGER AS load
        FROM range(1, 121) AS a(area), range(2001, 2006) AS y(year), range(0, 2) AS p(part) WHERE area > 60 OR year > 2001
        ORDER BY area, part, period
        """;

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
