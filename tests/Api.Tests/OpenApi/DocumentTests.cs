using System.Text.Json;
using System.Text.Json.Nodes;
using Api.Tests.Lake;

namespace Api.Tests.OpenApi;

/// <summary>The committed contract is the live one, and answers keep to it.</summary>
[TestFixture]
internal sealed class DocumentTests
{
    private const string Path = "api/openapi.v1.json";

    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task The_committed_document_is_the_live_one()
    {
        var live = JsonNode.Parse(await Server.Client.GetStringAsync("/swagger/v1/swagger.json"))!.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }) + "\n";
        var file = System.IO.Path.Combine(Repository.Root, Path);
        if (Environment.GetEnvironmentVariable("INSIGHT_WRITE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(file, live);
        }

        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(live), $"Run this test with INSIGHT_WRITE_OPENAPI=1 to write {Path} anew, and look at what changed.");
    }

    [Test]
    public async Task Every_resource_is_described_with_examples_and_problems()
    {
        var document = JsonNode.Parse(await Server.Client.GetStringAsync("/swagger/v1/swagger.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Name: $"{o.Key} {p.Key}", Operation: o.Value!))).ToList();
        Assert.That(operations.Select(o => o.Name), Is.SupersetOf(new[]
        {
            "get /v1/areas", "get /v1/areas/{id}", "get /v1/themes", "get /v1/indicators", "get /v1/indicators/{id}", "get /v1/values", "get /v1/publications",
            "get /v1/publications/{id}", "get /v1/publications/{id}/changes", "get /v1/lineage", "get /v1/sources", "get /v1/runs", "post /v1/runs", "get /v1/runs/{id}",
            "get /v1/runs/{id}/events", "get /health/live", "get /health/ready",
        }));
        var lacking = operations.SelectMany(o => Lacks(o.Operation).Select(lack => $"{o.Name}: {lack}"));
        Assert.That(lacking, Is.Empty);
    }

    [TestCase("/v1/areas?q=hein&lang=fi", "/v1/areas")]
    [TestCase("/v1/areas/KU111", "/v1/areas/{id}")]
    [TestCase("/v1/themes?lang=sv", "/v1/themes")]
    [TestCase("/v1/indicators", "/v1/indicators")]
    [TestCase("/v1/indicators/population", "/v1/indicators/{id}")]
    [TestCase("/v1/sources", "/v1/sources")]
    [TestCase("/v1/values?indicator=unemployment-rate&include=components", "/v1/values")]
    [TestCase("/v1/values?indicator=population,gini&sex=all&lang=fi", "/v1/values")]
    [TestCase("/v1/lineage?indicator=unemployment-rate&area=network:paijat-hame-4&period=2018", "/v1/lineage")]
    [TestCase("/v1/publications", "/v1/publications")]
    [TestCase("/health/ready", "/health/ready")]
    public async Task Answers_have_the_members_that_the_document_names(string question, string path)
    {
        var document = JsonNode.Parse(await Server.Client.GetStringAsync("/swagger/v1/swagger.json"))!;
        var schema = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        var answer = JsonNode.Parse(await Server.Client.GetStringAsync(question))!;
        Assert.That(new SchemaCheck(document).Differences(answer, schema, "$"), Is.Empty);
    }

    private static IEnumerable<string> Lacks(JsonNode operation)
    {
        if (operation["operationId"] is null || operation["summary"] is null || operation["tags"] is null)
        {
            yield return "id, summary or tag";
        }

        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (parameter!["description"] is null || (parameter["example"] is null && (string?)parameter["name"] != "breakdown"))
            {
                yield return $"description or example of {parameter["name"]}";
            }
        }

        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            if (status[0] is '4' or '5' && response!["content"]?["application/problem+json"]?["example"]?["code"] is null)
            {
                yield return $"an example of the problem {status}";
            }
        }
    }
}
