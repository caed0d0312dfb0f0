using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;
using Insight.Warehouse.DuckDb;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Export;

/// <summary>A whole publication in one answer, at once or as a job.</summary>
[TestFixture]
internal sealed class ExportTests
{
    private readonly SetClock clock = new() { Now = LakeWriter.FirstDay };
    private TestServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        SmallLake.Write(new LakeWriter(folder));
        server = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task All_forms_have_the_same_rows()
    {
        var csv = await server.Client.GetStringAsync("/v1/export");
        var rows = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(rows, Has.Length.EqualTo(1 + 7 + 13 + 1 + 12 + 1), csv);
        Assert.That(rows, Does.Contain("unemployment-rate,current,year,KU016,2018,,9.5,95,1000,,,,").And.Contain("unemployment-rate,current,year,network:paijat-hame-4,2018,,,,,member-missing,4,2,"));
        Assert.That(rows, Does.Contain("population,current,year,KU111,2009,sex=total,20146,20146,,,,,"));
        Assert.That((await server.Client.GetStringAsync("/v1/export?format=jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(rows.Length - 1));
        await File.WriteAllBytesAsync(Path.Combine(server.Folder, "all.parquet"), await server.Client.GetByteArrayAsync("/v1/export?format=parquet"));
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "all.csv"), csv);
        Assert.That(Scalar("SELECT count(*) FROM read_parquet('all.parquet') SEMI JOIN (SELECT * FROM read_csv('all.csv', all_varchar = true)) AS c USING (indicator, division, frequency, area, period)"), Is.EqualTo(rows.Length - 1));
        Assert.That(Scalar("SELECT count(*) FROM ((SELECT indicator, area, period, breakdown, value FROM read_parquet('all.parquet')) EXCEPT (SELECT indicator, area, period::VARCHAR, coalesce(breakdown, ''), value FROM read_csv('all.csv', types = {'period': 'VARCHAR', 'value': 'DOUBLE', 'breakdown': 'VARCHAR'})))"), Is.Zero);
    }

    [Test]
    public async Task A_ZIP_has_the_publication_s_own_files_and_says_what_they_are()
    {
        using var zip = new ZipArchive(new MemoryStream(await server.Client.GetByteArrayAsync("/v1/export?format=zip&indicator=population,unemployment-rate")));
        Assert.That(zip.Entries.Select(e => e.FullName), Is.EquivalentTo(new[]
        {
            "publication.json", "areas.json", "values/population/current-year.parquet", "values/unemployment-rate/as-was-year.parquet", "values/unemployment-rate/current-month.parquet", "values/unemployment-rate/current-year.parquet",
        }));
        zip.GetEntry("values/population/current-year.parquet")!.ExtractToFile(Path.Combine(server.Folder, "population.parquet"), overwrite: true);
        Assert.That(Scalar("SELECT sum(value)::BIGINT FROM read_parquet('population.parquet') WHERE sex = 'total'"), Is.EqualTo(2 * (20146 + 115919)));
        using var stream = await zip.GetEntry("publication.json")!.OpenAsync();
        Assert.That((await JsonDocument.ParseAsync(stream)).RootElement.GetProperty("indicators").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task It_is_packed_tagged_and_of_an_earlier_publication_as_asked()
    {
        using var packed = await AskAsync("/v1/export", r => r.Headers.AcceptEncoding.ParseAdd("gzip"));
        Assert.That(packed.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        using var reader = new StreamReader(new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress), Encoding.UTF8);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(await server.Client.GetStringAsync("/v1/export")));
        using var unchanged = await AskAsync("/v1/export", r => r.Headers.TryAddWithoutValidation("If-None-Match", packed.Headers.ETag!.Tag.Replace("-gz", "", StringComparison.Ordinal)));
        Assert.That(unchanged.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await server.Client.GetStringAsync("/v1/export?asOf=2026-02-01"), Does.Not.Contain("population"));
        await server.ProblemAsync("/v1/export?indicator=populatoin", 400, "unknown-indicator");
        await server.ProblemAsync("/v1/export?theme=work", 400, "bad-parameter");
    }

    [Test]
    public async Task Who_does_not_want_to_wait_gets_a_job_and_the_same_job_when_asking_twice()
    {
        using var accepted = await AskAsync("/v1/export?format=csv", r => r.Headers.Add("Prefer", "respond-async, wait=10"));
        Assert.That((accepted.StatusCode, accepted.Headers.GetValues("Preference-Applied").Single()), Is.EqualTo((HttpStatusCode.Accepted, "respond-async")));
        using var again = await AskAsync("/v1/export?format=csv", r => r.Headers.Add("Prefer", "respond-async"));
        Assert.That(again.Headers.Location, Is.EqualTo(accepted.Headers.Location));

        var job = await DoneAsync(accepted.Headers.Location!.ToString());
        Assert.That(job.GetProperty("share").GetDouble(), Is.EqualTo(1));
        var direct = await server.Client.GetStringAsync("/v1/export?format=csv");
        Assert.That(job.GetProperty("bytes").GetInt64(), Is.EqualTo(Encoding.UTF8.GetByteCount(direct)));
        Assert.That(await server.Client.GetStringAsync(job.GetProperty("result").GetString()), Is.EqualTo(direct));
        using var part = await AskAsync(job.GetProperty("result").GetString()!, r => r.Headers.Range = new(0, 8));
        Assert.That((part.StatusCode, await part.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.PartialContent, "indicator")));
    }

    [TestCase("/v1/values?indicator=population&sex=all&format=json-stat", null)]
    [TestCase("/v1/values?indicator=unemployment-rate&format=json-stat2&lang=sv", null)]
    [TestCase("/v1/values?indicator=unemployment-rate,population&format=csv", null)]
    [TestCase("/v1/values?indicator=population&sex=all&include=components", null)]
    [TestCase("/v1/values/batch", """{"queries":[{"indicator":"population","sex":"all"},{"indicator":"populatoin"}]}""")]
    [TestCase("/v1/changes?since=2026-02-01&format=csv", null)]
    [TestCase("/v1/revisions?format=csv", null)]
    public async Task Every_large_answer_can_be_had_as_a_job_with_the_same_bytes(string path, string? body)
    {
        using var direct = await AskAsync(path, _ => { }, body);
        var expected = await direct.Content.ReadAsStringAsync();
        using var accepted = await AskAsync(path, r => r.Headers.Add("Prefer", "respond-async"), body);
        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await accepted.Content.ReadAsStringAsync());
        var job = await DoneAsync(accepted.Headers.Location!.ToString());
        using var result = await AskAsync(job.GetProperty("result").GetString()!, _ => { });
        Assert.That(await result.Content.ReadAsStringAsync(), Is.EqualTo(expected));
        Assert.That(result.Content.Headers.ContentType!.MediaType, Is.EqualTo(direct.Content.Headers.ContentType!.MediaType));
    }

    [Test]
    public async Task A_wrong_question_is_no_job() =>
        Assert.That((int)(await AskAsync("/v1/values?indicator=population&sex=mal", r => r.Headers.Add("Prefer", "respond-async"))).StatusCode, Is.EqualTo(400));

    [Test]
    public async Task A_result_is_deleted_on_demand_and_after_a_day()
    {
        using var first = await AskAsync("/v1/export?format=jsonl", r => r.Headers.Add("Prefer", "respond-async"));
        await DoneAsync(first.Headers.Location!.ToString());
        using var deleted = await server.Client.DeleteAsync(first.Headers.Location);
        Assert.That(JsonDocument.Parse(await deleted.Content.ReadAsStringAsync()).RootElement.GetProperty("state").GetString(), Is.EqualTo("cancelled"));
        await server.ProblemAsync(first.Headers.Location + "/result", 409, "no-result");

        using var second = await AskAsync("/v1/export?format=jsonl", r => r.Headers.Add("Prefer", "respond-async"));
        Assert.That(second.Headers.Location, Is.Not.EqualTo(first.Headers.Location), "a deleted result is made anew");
        await DoneAsync(second.Headers.Location!.ToString());
        var files = Directory.GetFiles(Path.Combine(server.Folder, "exports")).Length;
        clock.Now += TimeSpan.FromHours(25);
        await server.ProblemAsync(second.Headers.Location!.ToString(), 404, "unknown-job");
        Assert.That(Directory.GetFiles(Path.Combine(server.Folder, "exports")), Has.Length.LessThan(files));
    }

    [Test]
    public async Task An_unknown_job_is_a_problem() => await server.ProblemAsync("/v1/jobs/x", 404, "unknown-job");

    private async Task<JsonElement> DoneAsync(string path)
    {
        while (true)
        {
            var job = await server.JsonAsync(path);
            if (job.GetProperty("state").GetString() is not ("queued" or "running"))
            {
                Assert.That(job.GetProperty("state").GetString(), Is.EqualTo("done"), job.ToString());
                return job;
            }
        }
    }

    private async Task<HttpResponseMessage> AskAsync(string path, Action<HttpRequestMessage> prepare, string? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        prepare(request);
        return await server.Client.SendAsync(request);
    }

    private long Scalar(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("('all.", $"('{server.Folder}/all.", StringComparison.Ordinal).Replace("('population.", $"('{server.Folder}/population.", StringComparison.Ordinal);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
