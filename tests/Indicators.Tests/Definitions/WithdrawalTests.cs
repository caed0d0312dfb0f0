using System.Text.Json.Nodes;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>withdrawn.yml: which indicators are or will be gone.</summary>
public sealed class WithdrawalTests
{
    private const string Good = "reason: {fi: a, sv: b, en: c}";

    [Test]
    public void An_entry_says_since_when_and_what_to_take_instead()
    {
        var withdrawal = With($"- {{id: gini, announced: 2026-09-01, date: 2027-01-01, {Good}, replaced_by: unemployment-rate}}\n- {{id: never-defined, announced: 2020-01-01, date: 2020-01-01, {Good}}}").Withdrawals;
        Assert.That(withdrawal.Select(w => (w.Id, w.Date, w.ReplacedBy)), Is.EqualTo(new[] { ("gini", new DateOnly(2027, 1, 1), "unemployment-rate"), ("never-defined", new DateOnly(2020, 1, 1), null) }));
    }

    [TestCase("- {id: gini, announced: 2026-09-01, date: 2026-08-01, " + Good + "}", "I409")]
    [TestCase("- {id: gini, announced: 2026-09-01, date: 2027-01-01, " + Good + ", replaced_by: unemployment-rat}", "I408")]
    [TestCase("- {id: gini, announced: 2026-09-01, date: 2027-01-01, " + Good + ", replaced_by: gini}", "I408")]
    [TestCase("- {id: gini, announced: 2026-09-01, date: 2027-01-01, " + Good + "}\n- {id: gini, announced: 2026-09-01, date: 2027-01-01, " + Good + "}", "I401")]
    [TestCase("- {id: gini, announced: 2026-09-01, " + Good + "}", "I003")]
    [TestCase("- {id: gini, announced: 2026-09-01, date: soon, " + Good + "}", "I008")]
    [TestCase("gini: gone", "I002")]
    public void Faults_of_the_file_are_told(string text, string code)
    {
        var catalog = With(text);
        Assert.That(catalog.Diagnostics.Where(item => item.File == "own/catalog/withdrawn.yml").Select(item => item.Code).Distinct(), Is.EqualTo(new[] { code }), string.Join('\n', catalog.Diagnostics));
        Assert.That(catalog.Withdrawals, Is.Empty);
    }

    [Test]
    public void The_schema_says_the_same_as_the_loader()
    {
        var item = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "withdrawn.schema.json")))!["items"]!;
        Assert.That(item["properties"]!.AsObject().Select(field => field.Key), Is.EquivalentTo(DefinitionFields.Withdrawal[""]));
        Assert.That(item["properties"]!["reason"]!["properties"]!.AsObject().Select(field => field.Key), Is.EquivalentTo(DefinitionFields.Withdrawal["reason"]));
    }

    private static Catalog With(string text) => CatalogLoader.FromFiles(
        [.. CatalogFile.ReadFolder(AppContext.BaseDirectory).Where(file => file.Kind is CatalogFileKind.Definition or CatalogFileKind.Themes or CatalogFileKind.Reforms), new("own/catalog/withdrawn.yml", text)],
        ProjectDataSets.All, AreaDirectory.BuiltIn);
}
