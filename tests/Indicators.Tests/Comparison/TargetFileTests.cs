using System.Text.Json;
using System.Text.Json.Nodes;
using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Targets;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>Targets are files: what is delivered, what an editor knows of them, what the user adds. Wrong ones are in invalid/.</summary>
public sealed class TargetFileTests
{
    private static readonly Catalog Delivered = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);

    [Test]
    public void The_four_and_their_network_have_an_example_and_say_that_it_is_one()
    {
        Assert.That(Delivered.Targets.Select(target => target.Area), Is.SupersetOf(new[] { "KU016", "KU098", "KU111", "KU560", "network:paijat-hame-4" }));
        Assert.That(Delivered.Targets, Has.All.Matches<Target>(target => target.IsExample && target.Decision.StartsWith("Esimerkki", StringComparison.Ordinal)));
        Assert.That(
            Delivered.Targets.Where(target => target.Indicator == "ghg-total-hinku"),
            Has.All.Matches<Target>(target => Math.Abs((target.Value / target.Baseline.Value) - 0.2) < 0.001), "Hinku: 80 % less");
    }

    [Test]
    public void A_stepped_target_is_read_whole()
    {
        var target = Read("""
            area: KU111
            targets:
              - indicator: population
                version: 1
                baseline: {year: 2020, value: 18344.5, vintage: March 2021}
                target: {year: 2030, value: 18500}
                path: stepped
                steps: [{year: 2025, value: 18400}, {year: 2030, value: 18500}]
                decision: Kaupunginvaltuusto 14.12.2020 § 99
            """).Targets.Single(item => item.Indicator == "population");
        Assert.That(target.Id, Is.EqualTo("KU111/population/2030"));
        Assert.That(target.Baseline, Is.EqualTo(new TargetBaseline(2020, 18344.5, "March 2021")));
        Assert.That(target.Steps, Is.EqualTo(new[] { new TargetStep(2025, 18400), new TargetStep(2030, 18500) }));
        Assert.That((target.Path, target.IsExample), Is.EqualTo((TargetPath.Stepped, false)));
    }

    [Test]
    public void A_publications_document_keeps_targets_as_they_are()
    {
        var document = new TargetsDocument(Delivered.Targets);
        var json = JsonSerializer.Serialize(document, PublicationJson.Options);
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<TargetsDocument>(json, PublicationJson.Options), PublicationJson.Options), Is.EqualTo(json));
    }

    [Test]
    public void The_schema_knows_the_fields_and_words_that_the_loader_knows()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "targets", "targets.schema.json")))!;
        Assert.Multiple(() =>
        {
            foreach (var (place, fields) in TargetReader.Fields)
            {
                var described = At(schema, place);
                Assert.That(described["properties"]!.AsObject().Select(pair => pair.Key), Is.EquivalentTo(fields), place);
                Assert.That((bool?)described["additionalProperties"], Is.False, place);
                Assert.That(fields.Where(field => (string?)described["properties"]![field]!["description"] is not { Length: > 5 }), Is.Empty, place);
            }
        });
        Assert.That(At(schema, "targets[]")["properties"]!["path"]!["enum"]!.AsArray().Select(word => (string)word!), Is.EquivalentTo(TargetReader.Paths.Keys));
    }

    private static JsonNode At(JsonNode schema, string place)
    {
        foreach (var step in place.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = schema["properties"]![step.TrimEnd('[', ']')]!;
            schema = step.EndsWith("[]", StringComparison.Ordinal) ? schema["items"]! : schema;
        }

        return schema;
    }

    private static Catalog Read(string text) => CatalogLoader.FromFiles(
        [.. CatalogFile.ReadFolder(AppContext.BaseDirectory), new("targets/KU111.yml", text)], ProjectDataSets.All, AreaDirectory.BuiltIn).ThrowIfInvalid();
}
