using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;

namespace Api.Tests.Batch;

/// <summary>Many questions at once are answered as each would be alone.</summary>
[TestFixture]
internal sealed class BatchTests
{
    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task Each_question_has_the_answer_or_the_problem_that_it_would_have_alone()
    {
        using var response = await AskAsync("""
            {"queries":[
              {"id":"rate","indicator":"unemployment-rate","area":["KU016","KU111"],"period":2018},
              {"indicator":["population","gini"],"sex":"all","layout":"series"},
              {"id":"typo","indicator":"unemployment-rat"},
              {"id":"then","indicator":"unemployment-rate","area":"KU111,KU016","period":"2017..2018","asOf":"2026-02-01","include":"components"}]}
            """);
        var answers = await AnswersAsync(response);
        Assert.That(answers.Select(a => $"{a.GetProperty("id").GetString()} {a.GetProperty("status").GetInt32()}"), Is.EqualTo(new[] { "rate 200", "1 200", "typo 400", "then 200" }), answers[1].ToString());
        Assert.That(answers[0].GetProperty("answer").GetProperty("rows").GetRawText(), Is.EqualTo((await Server.JsonAsync("/v1/values?indicator=unemployment-rate&area=KU016,KU111&period=2018")).GetProperty("rows").GetRawText()));
        Assert.That(answers[1].GetProperty("answer").GetProperty("series").GetRawText(), Is.EqualTo((await Server.JsonAsync("/v1/values?indicator=population,gini&sex=all&layout=series")).GetProperty("series").GetRawText()));
        Assert.That(answers[2].GetProperty("problem").GetProperty("suggestions")[0].GetString(), Is.EqualTo("unemployment-rate"));
        Assert.That(answers[3].GetProperty("answer").GetProperty("publication").GetString(), Is.EqualTo(SharedServer.First));
    }

    [Test]
    public async Task Two_hundred_questions_are_answered_and_one_more_is_too_many()
    {
        var question = new { indicator = "unemployment-rate", area = "KU111", period = "2018" };
        using var most = await Server.Client.PostAsJsonAsync("/v1/values/batch", new { queries = Enumerable.Repeat(question, 200) });
        Assert.That((await AnswersAsync(most)).Select(a => a.GetProperty("answer").GetProperty("rows")[0].GetProperty("value").GetDouble()).Distinct(), Is.EqualTo(new[] { 100.0 * 1158 / 8278 }));
        using var tooMany = await Server.Client.PostAsJsonAsync("/v1/values/batch", new { queries = Enumerable.Repeat(question, 201) });
        Assert.That(((int)tooMany.StatusCode, await CodeAsync(tooMany)), Is.EqualTo((400, "bad-body")));
    }

    [TestCase("""{"queries":[{"indicator":"population","format":"csv"}]}""", "bad-parameter")]
    [TestCase("""{"queries":[{"indicator":{"a":1}}]}""", "bad-parameter")]
    [TestCase("""{"queries":[{"indicator":[["population"]]}]}""", "bad-parameter")]
    [TestCase("""{"queries":[{"indicator":"population","colour":"red"}]}""", "unknown-parameter")]
    [TestCase("""{"queries":[{}]}""", "missing-parameter")]
    [TestCase("""{"queries":[{"indicator":"population","sex":"both"}]}""", "unknown-member")]
    public async Task What_is_wrong_with_a_question_stands_in_its_place(string body, string code)
    {
        using var response = await AskAsync(body);
        Assert.That((await AnswersAsync(response))[0].GetProperty("problem").GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [TestCase("""{"queries":[]}""")]
    [TestCase("""{"queries":[null]}""")]
    [TestCase("""{"queries":null}""")]
    [TestCase("""{"questions":[]}""")]
    [TestCase("[]")]
    [TestCase("")]
    public async Task A_body_that_is_no_batch_is_refused(string body)
    {
        using var response = await AskAsync(body);
        Assert.That(((int)response.StatusCode, await CodeAsync(response)), Is.EqualTo((400, "bad-body")));
    }

    private static async Task<HttpResponseMessage> AskAsync(string body) =>
        await Server.Client.PostAsync("/v1/values/batch", new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<List<JsonElement>> AnswersAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("answers").EnumerateArray()];
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
}
