using System.Text.Json.Nodes;
using Insight.Indicators.Breaks;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Tests.Breaks;

/// <summary>reforms.yml and the definitions that refer to it.</summary>
public sealed class ReformTests
{
    private static readonly IReadOnlyList<CatalogFile> Delivered = CatalogFile.ReadFolder(AppContext.BaseDirectory);

    [Test]
    public void A_reference_to_a_reform_is_spelt_out_in_the_published_definition()
    {
        var catalog = CatalogLoader.FromFiles(Delivered, ProjectDataSets.All, AreaDirectory.BuiltIn);
        Assert.That(catalog.TryFind("sickness-absence-rate", out var definition), string.Join('\n', catalog.Diagnostics));
        var breaks = DefinitionJson.ToJson(definition!)["breaks"]!.AsArray();
        var joint = breaks.Single(item => (string?)item!["reform"] == "paijat-hame-joint-authority")!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)joint["from"], Is.EqualTo("2017-01-01"));
            Assert.That(joint["areas"]!.AsArray().Select(area => (string)area!), Is.EqualTo(new[] { "KU016", "KU098", "KU560" }), "narrowed to the three");
            Assert.That(joint["reason"]!.AsObject().Select(reason => reason.Key), Is.EquivalentTo(DefinitionFields.Languages));
            Assert.That(breaks.Single(item => (string?)item!["from"] == "2023-01-01")!["areas"]![0]!.GetValue<string>(), Is.EqualTo("KU111"), "Heinola's own");
        });
    }

    [Test]
    public void Areas_of_a_reform_hold_where_a_definition_names_none()
    {
        var definition = With("breaks:\n  - reform: paijat-hame-joint-authority\n").Definitions.Single(item => item.Id == "unemployment-rate");
        Assert.That(definition.Breaks.Single().Areas, Has.Count.EqualTo(10).And.Contains("KU398").And.Not.Contain("KU111"));
    }

    [Test]
    public void A_break_may_be_of_some_members_only()
    {
        var catalog = CatalogLoader.FromFiles(Delivered, ProjectDataSets.All, AreaDirectory.BuiltIn);
        Assert.That(catalog.TryFind("htv2", out var definition), string.Join('\n', catalog.Diagnostics));
        var published = new PublishedIndicator(
            "htv2", 1, "workforce", definition!.Names, definition.Descriptions, definition.Unit.Names, 1, "neutral", "SUM", 1, definition.Formula, definition.Owner, definition.Sources,
            true, "published", definition.Breakdowns, "", new Dictionary<string, int>(), [], DefinitionJson.ToJson(definition));
        Assert.That(PublishedBreaks.Of(published), Is.Empty, "like-for-like, which stands where nothing is said, leaves out what moved");
        Assert.That(PublishedBreaks.Of(published, name => name == "scope" ? "as-was" : "total").Select(item => item.From.Year), Is.EqualTo(new[] { 2017, 2023, 2025 }));
    }

    [TestCase("- {id: a, from: 2017-01-01, reason: {fi: a, sv: b, en: c}}", "I003", TestName = "A_reform_without_a_source")]
    [TestCase("- {id: a, from: soon, reason: {fi: a, sv: b, en: c}, source: x}", "I008", TestName = "A_reform_without_a_day")]
    [TestCase("- {id: a, from: 2017-01-01, areas: [KU999], reason: {fi: a, sv: b, en: c}, source: x}", "I501", TestName = "A_reform_of_an_unknown_area")]
    [TestCase("- {id: wellbeing-services-counties, from: 2017-01-01, reason: {fi: a, sv: b, en: c}, source: x}", "I401", TestName = "A_second_reform_of_one_id")]
    [TestCase("a: b", "I002", TestName = "Not_a_list")]
    public void Faults_of_the_file_are_told(string text, string code)
    {
        var catalog = CatalogLoader.FromFiles([.. Delivered, new("own/catalog/reforms.yml", text)], ProjectDataSets.All, AreaDirectory.BuiltIn);
        Assert.That(catalog.Diagnostics.Where(item => item.File == "own/catalog/reforms.yml").Select(item => item.Code).Distinct(), Is.EqualTo(new[] { code }));
    }

    [Test]
    public void The_schema_says_the_same_as_the_loader()
    {
        var item = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reforms.schema.json")))!["items"]!;
        Assert.That(item["properties"]!.AsObject().Select(field => field.Key), Is.EquivalentTo(DefinitionFields.Reform[""]));
        Assert.That(item["properties"]!["reason"]!["properties"]!.AsObject().Select(field => field.Key), Is.EquivalentTo(DefinitionFields.Reform["reason"]));
    }

    private static Catalog With(string breaks)
    {
        var own = Delivered.Single(file => file.Name == "unemployment-rate");
        var files = Delivered.Where(file => file != own && file.Kind is not (CatalogFileKind.Network or CatalogFileKind.Targets)).Append(own with { Text = own.Text.Replace("owner:", breaks + "owner:", StringComparison.Ordinal) });
        return CatalogLoader.FromFiles([.. files], ProjectDataSets.All, AreaDirectory.BuiltIn).ThrowIfInvalid();
    }
}
