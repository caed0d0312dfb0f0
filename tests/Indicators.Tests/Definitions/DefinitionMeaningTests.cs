using System.Text.Json.Nodes;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>What needs a new version of a definition.</summary>
public sealed class DefinitionMeaningTests
{
    private const string Published = """
        {"id":"rate","version":1,"names":{"fi":"Aste"},"unit":{"id":"percent","fi":"%"},"decimals":1,"aggregation":"RATIO","annual":"mean","formula":"share(unemployed, labour_force)",
         "inputs":{"unemployed":{"dataset":["register"],"measure":"unemployed","where":{"sex":["total"]},"except":{}},"labour_force":{"dataset":["register"],"measure":"labour_force","where":{},"except":{}}}}
        """;

    [TestCase("share(unemployed, labour_force)", "per(unemployed, labour_force, 1000)", "formula")]
    [TestCase("\"id\":\"percent\"", "\"id\":\"per-1000\"", "unit.id")]
    [TestCase("\"measure\":\"unemployed\"", "\"measure\":\"job_seekers\"", "inputs.unemployed.measure")]
    [TestCase("\"measure\":\"labour_force\"", "\"measure\":\"population\"", "inputs.labour_force.measure")]
    [TestCase("\"sex\":[\"total\"]", "\"sex\":[\"male\"]", "inputs.unemployed.where")]
    [TestCase("\"except\":{}}}}", "\"except\":{\"sector\":[\"social\"]}}}}", "inputs.labour_force.except")]
    [TestCase("\"dataset\":[\"register\"],\"measure\":\"unemployed\"", "\"dataset\":[\"survey\"],\"measure\":\"unemployed\"", "inputs.unemployed.dataset")]
    [TestCase("\"annual\":\"mean\"", "\"annual\":\"sum\"", "annual")]
    [TestCase("share(unemployed, labour_force)", "share(unemployed,labour_force)", "", Description = "blanks mean nothing")]
    [TestCase("\"decimals\":1", "\"decimals\":2", "")]
    [TestCase("Aste", "Työttömyysaste", "")]
    public void Another_numerator_denominator_scope_code_list_formula_or_unit_needs_a_version(string before, string after, string fields) =>
        Assert.That(string.Join(", ", Differences(before, after)), Is.EqualTo(fields));

    [Test]
    public void Formula_and_unit_that_change_together_are_both_named()
    {
        var after = Published.Replace("share(unemployed, labour_force)", "per(unemployed, labour_force, 1000)", StringComparison.Ordinal).Replace("percent", "per-1000", StringComparison.Ordinal);
        Assert.That(DefinitionMeaning.Differences(JsonNode.Parse(Published)!, JsonNode.Parse(after)!), Is.EqualTo(new[] { "formula", "unit.id" }));
    }

    private static IReadOnlyList<string> Differences(string before, string after)
    {
        Assert.That(Published, Does.Contain(before));
        return DefinitionMeaning.Differences(JsonNode.Parse(Published)!, JsonNode.Parse(Published.Replace(before, after, StringComparison.Ordinal))!);
    }
}
