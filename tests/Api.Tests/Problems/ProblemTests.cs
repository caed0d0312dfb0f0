using System.Text;
using Api.Tests.Fuzz;
using Api.Tests.Lake;

namespace Api.Tests.Problems;

/// <summary>Every error is a problem with a code, and says what was wrong and what is near.</summary>
[TestFixture]
internal sealed class ProblemTests
{
    private const string Rate = "/v1/values?indicator=unemployment-rate";

    private static TestServer Server => SharedServer.Server;

    [TestCase("/v1/values", "missing-parameter", "indicator", null, null)]
    [TestCase("/v1/values?indicator=", "bad-parameter", "indicator", null, null)]
    [TestCase("/v1/values?indicator=unemploymnt-rate", "unknown-indicator", "indicator", "unemploymnt-rate", "unemployment-rate")]
    [TestCase(Rate + "&area=KU1111", "unknown-area", "area", "KU1111", "KU111")]
    [TestCase(Rate + "&area=Heinola", "unknown-area", "area", "Heinola", "KU111")]
    [TestCase(Rate + "&area=level:municipalty", "bad-parameter", "area", "level:municipalty", "level:municipality")]
    [TestCase(Rate + "&area=members:KU111", "bad-parameter", "area", "members:KU111", null)]
    [TestCase(Rate + "&period=2018-13", "bad-period", "period", "2018-13", null)]
    [TestCase(Rate + "&period=2018..2015", "bad-period", "period", "2018..2015", null)]
    [TestCase(Rate + "&period=2018..2018-03", "bad-period", "period", "2018..2018-03", null)]
    [TestCase(Rate + "&period=..", "bad-period", "period", "..", null)]
    [TestCase(Rate + "&period=last:0", "bad-period", "period", "last:0", null)]
    [TestCase(Rate + "&period=last:3,2018", "contradictory-parameters", "period", "last:3", null)]
    [TestCase(Rate + "&period=2018,2018-01", "contradictory-parameters", "period", "2018-01", null)]
    [TestCase(Rate + "&period=2018-01&frequency=year", "contradictory-parameters", "period", "2018-01", null)]
    [TestCase(Rate + "&period=2018-Q1", "contradictory-parameters", "period", "quarter", "year")]
    [TestCase(Rate + "&frequency=weekly", "bad-parameter", "frequency", "weekly", "year")]
    [TestCase(Rate + "&frequency=year&frequency=month", "contradictory-parameters", "frequency", "year,month", null)]
    [TestCase(Rate + "&division=2015-02-30", "bad-parameter", "division", "2015-02-30", "current")]
    [TestCase(Rate + "&division=as-delivered&frequency=month", "contradictory-parameters", "division", "as-delivered", "division=current&frequency=year")]
    [TestCase(Rate + "&asOf=20260115T060000Z-deadbeef", "unknown-publication", "asOf", "20260115T060000Z-deadbeef", null)]
    [TestCase(Rate + "&format=xml", "bad-parameter", "format", "xml", "json")]
    [TestCase(Rate + "&include=everything", "bad-parameter", "include", "everything", "components")]
    [TestCase(Rate + "&lang=de", "bad-parameter", "lang", "de", "fi")]
    [TestCase(Rate + "&aera=KU111", "unknown-parameter", "aera", null, "area")]
    [TestCase(Rate + "&sex=male", "unknown-parameter", "sex", null, null)]
    [TestCase("/v1/values?indicator=population&sex=mael", "unknown-member", "sex", "mael", "male")]
    [TestCase("/v1/values?indicator=population&sex=all,male", "contradictory-parameters", "sex", "all,male", null)]
    [TestCase("/v1/values?indicator=population,unemployment-rate&frequency=month", "contradictory-parameters", "frequency", "month", "year")]
    [TestCase("/v1/areas?level=county", "bad-parameter", "level", "county", null)]
    [TestCase("/v1/areas?colour=red", "unknown-parameter", "colour", null, null)]
    [TestCase("/v1/indicators?theme=work", "bad-parameter", "theme", "work", null)]
    [TestCase("/v1/publications?limit=0", "bad-parameter", "limit", "0", null)]
    [TestCase("/v1/lineage?indicator=unemployment-rate&area=KU111", "missing-parameter", "period", null, null)]
    [TestCase("/v1/lineage?indicator=unemployment-rate&area=KU111&period=2018..2019", "bad-period", "period", "2018..2019", null)]
    [TestCase("/v1/lineage?indicator=population&area=KU111&period=2009&sex=none", "unknown-member", "sex", "none", null)]
    [TestCase("/v1/runs?state=asleep", "bad-parameter", "state", "asleep", null)]
    public async Task A_bad_question_is_400_and_names_its_parameter(string path, string code, string parameter, string? value, string? suggestion)
    {
        var problem = await Server.ProblemAsync(path, 400, code);
        Assert.That(problem.GetProperty("parameter").GetString(), Is.EqualTo(parameter));
        if (value is not null)
        {
            Assert.That(problem.GetProperty("value").GetString(), Is.EqualTo(value));
        }

        if (suggestion is not null)
        {
            Assert.That(problem.GetProperty("suggestions").EnumerateArray().Select(s => s.GetString()), Does.Contain(suggestion));
        }
    }

    [TestCase("/v1/areas/KU999", "unknown-area")]
    [TestCase("/v1/indicators/unemployment", "unknown-indicator")]
    [TestCase("/v1/publications/nothing", "unknown-publication")]
    [TestCase("/v1/publications/..%2F..%2Fetc", "unknown-publication")]
    [TestCase("/v1/runs/none", "unknown-run")]
    [TestCase("/v1/lineage?indicator=unemployment-rate&area=KU091&period=2018", "no-such-value")]
    [TestCase(Rate + "&asOf=2025-12-31", "no-publication")]
    [TestCase("/v1/nothing", "not-found")]
    [TestCase("/nothing/at/all.html", "not-found")]
    public async Task What_is_not_there_is_404(string path, string code) => await Server.ProblemAsync(path, 404, code);

    [Test]
    public async Task A_method_that_is_not_there_is_405_and_says_which_are()
    {
        using var response = await Server.Client.DeleteAsync("/v1/values");
        Assert.That((int)response.StatusCode, Is.EqualTo(405));
        Assert.That(response.Content.Headers.Allow, Does.Contain("GET"));
        await Server.ProblemAsync("/v1/values", 405, "method-not-allowed", HttpMethod.Delete);
    }

    [Test]
    public async Task A_format_that_is_not_there_is_406() =>
        await Server.ProblemAsync(Rate, 406, "not-acceptable", prepare: request => request.Headers.Add("Accept", "image/png, text/html;q=0.5"));

    [Test]
    public async Task A_query_that_is_too_long_is_414() =>
        await Server.ProblemAsync(Rate + "&area=" + string.Join(',', Enumerable.Repeat("KU111", 3000)), 414, "query-too-long");

    [Test]
    public async Task Long_values_are_cut_in_the_answer()
    {
        var problem = await Server.ProblemAsync("/v1/values?indicator=" + new string('x', 5000), 400, "unknown-indicator");
        Assert.That(problem.GetRawText(), Has.Length.LessThan(1000));
    }

    [TestCase("x:99999999")]
    [TestCase("xn--")]
    [TestCase("a..b")]
    public async Task A_name_of_the_server_that_is_none_is_the_caller_s_error(string host)
    {
        using var client = new FuzzClient(SharedServer.Server.Client.BaseAddress!);
        foreach (var question in new[] { "/v1/values?indicator=unemployment-rate&format=json-stat", "/v1/values?indicator=unemployment-rate", "/v1/releases.atom" })
        {
            var answer = await client.SendAsync(new FuzzRequest("", "GET", Encoding.ASCII.GetBytes($"GET {question} HTTP/1.1\r\nHost: {host}\r\n\r\n"), IsOdd: false, IsBroken: false));
            Assert.That(answer.Status, Is.EqualTo(400));
            Assert.That(Encoding.UTF8.GetString(answer.Body), Does.Contain("\"code\":\"bad-host\"").And.Contain("\"parameter\":\"Host\""));
        }
    }
}
