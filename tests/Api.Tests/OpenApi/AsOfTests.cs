using System.Text.Json.Nodes;
using Api.Tests.Lake;

namespace Api.Tests.OpenApi;

/// <summary>Every question about figures or what they mean can be asked as of a day or a publication.</summary>
[TestFixture]
internal sealed class AsOfTests
{
    /// <summary>What has no asOf, and why.</summary>
    private static readonly Dictionary<string, string> WithoutAsOf = new()
    {
        ["/v1/publications"] = "is the list of what asOf chooses from",
        ["/v1/publications/{id}"] = "names its publication",
        ["/v1/publications/{id}/changes"] = "names its publications",
        ["/v1/publications/{id}/changes/cells"] = "names its publications",
        ["/v1/forecasts/{id}"] = "is the same for ever",
        ["/v1/forecasts/jobs/{id}"] = "is work of now",
        ["/v1/runs"] = "is the journal of loading",
        ["/v1/runs/{id}"] = "is the journal of loading",
        ["/v1/runs/{id}/events"] = "is the journal of loading",
        ["/v1/sources/{id}/files"] = "is the book of deliveries",
        ["/v1/sources/{id}/files/{delivery}/bad-rows"] = "names its delivery",
        ["/v1/schedules"] = "is what will be done",
        ["/v1/schedules/{id}"] = "is what will be done",
        ["/v1/candidates"] = "is what was not published",
        ["/v1/alerts"] = "is what is to be mended now",
        ["/v1/jobs/{id}"] = "is work of now",
        ["/v1/jobs/{id}/result"] = "is the answer to a question that had one",
        ["/v1/revisions"] = "names its publications: from and to",
        ["/v1/changes"] = "names its publications: since and to",
        ["/v1/releases.atom"] = "is the list of what asOf chooses from",
        ["/v1/releases.ics"] = "is the list of what asOf chooses from",
        ["/v1/audit"] = "is the log itself",
    };

    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "api/openapi.v1.json")))!;

    private static IEnumerable<string> Questions => Document["paths"]!.AsObject()
        .Where(p => p.Key.StartsWith("/v1/", StringComparison.Ordinal) && p.Value!["get"] is not null && !WithoutAsOf.ContainsKey(p.Key)).Select(p => p.Key);

    [TestCaseSource(nameof(Questions))]
    public async Task It_is_answered_as_of_a_day_and_a_publication_and_refuses_what_is_neither(string path)
    {
        var get = Document["paths"]![path]!["get"]!;
        Assert.That(Names(get), Does.Contain("asOf"), $"{path} has no parameter asOf; give it one, or say in this test why not.");
        var question = Fill(path, get);
        await SharedServer.Server.ProblemAsync(question + "asOf=yesterday", 400, "unknown-publication");
        await SharedServer.Server.ProblemAsync(question + "asOf=2025-12-31", 404, "no-publication");
        foreach (var asOf in new[] { "2026-12-31", SharedServer.Second })
        {
            using var response = await SharedServer.Server.Client.GetAsync(question + "asOf=" + asOf);
            var text = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.LessThan(500), text);
            Assert.That(text, Does.Not.Contain("unknown-publication").And.Not.Contain("unknown-parameter"));
        }
    }

    [Test]
    public void What_has_no_asOf_exists() =>
        Assert.That(WithoutAsOf.Keys, Is.SubsetOf(Document["paths"]!.AsObject().Select(p => p.Key)));

    /// <summary>The path with the examples of the document for what it must have.</summary>
    private static string Fill(string path, JsonNode get)
    {
        var query = "";
        foreach (var parameter in get["parameters"]!.AsArray())
        {
            var (name, example) = ((string)parameter!["name"]!, parameter["example"] is JsonArray list ? (string)list[0]! : parameter["example"]?.ToString());
            path = path.Replace("{" + name + "}", example, StringComparison.Ordinal);
            query += (string?)parameter["in"] == "query" && (bool?)parameter["required"] == true ? $"{name}={example}&" : "";
        }

        return path + "?" + query;
    }

    private static IEnumerable<string> Names(JsonNode get) => get["parameters"]?.AsArray().Select(p => (string)p!["name"]!) ?? [];
}
