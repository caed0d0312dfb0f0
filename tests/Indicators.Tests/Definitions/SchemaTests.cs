using System.Text.Json.Nodes;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>The JSON Schemas, which guide authors in their editors, say the same as the loader.</summary>
public sealed class SchemaTests
{
    private static readonly JsonNode Definition = Read("catalog.schema.json");
    private static readonly JsonNode Network = Read(Path.Combine("networks", "network.schema.json"));

    [Test]
    public void Knows_the_fields_that_the_loader_knows()
    {
        Assert.Multiple(() =>
        {
            CompareFields(Definition, DefinitionFields.Definition);
            CompareFields(Network, DefinitionFields.Network);
        });
    }

    [Test]
    public void Knows_the_words_that_the_loader_knows()
    {
        Assert.That(Words(Definition, "direction"), Is.EquivalentTo(DefinitionWords.Directions.Keys));
        Assert.That(Words(Definition, "frequencies"), Is.EquivalentTo(DefinitionWords.Frequencies.Keys));
        Assert.That(Words(Definition, "annual"), Is.EquivalentTo(DefinitionWords.AnnualRules.Keys));
        Assert.That(Words(Definition, "aggregation"), Is.EquivalentTo(DefinitionWords.Aggregations.Keys));
        var kind = Definition["properties"]!["variation"]!["properties"]!["kind"]!["enum"]!.AsArray().Select(item => item!.GetValue<string>());
        Assert.That(kind, Is.EquivalentTo(DefinitionWords.Variations.Keys));
        Assert.That(Words(Network, "languages"), Is.EquivalentTo(DefinitionFields.Languages));
    }

    [Test]
    public void Names_every_unit_and_every_function()
    {
        var unit = Object(Definition, "unit")["properties"]!["id"]!["description"]!.GetValue<string>();
        Assert.That(Insight.Indicators.Formulas.Unit.Words.Where(word => !unit.Contains(word, StringComparison.Ordinal)), Is.Empty);
        var formula = Definition["properties"]!["formula"]!["description"]!.GetValue<string>();
        Assert.That(
            Insight.Indicators.Formulas.FormulaFunction.All.Values.Where(function => !formula.Contains(function.Usage, StringComparison.Ordinal)),
            Is.Empty);
    }

    [Test]
    public void Guides_at_every_field()
    {
        var unguided = new List<string>();
        foreach (var (place, fields) in DefinitionFields.Definition.Select(pair => (pair.Key, pair.Value)))
        {
            var properties = Object(Definition, place)["properties"]!.AsObject();
            unguided.AddRange(fields.Where(field => (string?)properties[field]?["description"] is not { Length: > 10 }).Where(field => !DefinitionFields.Languages.Contains(field)).Select(field => $"{place}.{field}"));
        }

        Assert.That(unguided, Is.Empty);
    }

    [TestCaseSource(nameof(Required))]
    public void Requires_what_the_loader_requires(string field)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "catalog", "employment", "unemployment-rate.yml");
        var lines = File.ReadAllLines(path).ToList();
        var start = lines.FindIndex(line => line.StartsWith(field + ":", StringComparison.Ordinal));
        var end = lines.FindIndex(start + 1, line => line.Length > 0 && line[0] != ' ');
        lines.RemoveRange(start, (end < 0 ? lines.Count : end) - start);
        var files = CatalogFile.ReadFolder(AppContext.BaseDirectory).Where(file => file.Path != path).Append(new(path, string.Join('\n', lines))).ToList();
        var catalog = CatalogLoader.FromFiles(files, ProjectDataSets.All, Warehouse.Areas.AreaDirectory.BuiltIn);
        Assert.That(catalog.HasErrors, $"The schema requires '{field}', the loader does not.");
    }

    private static IEnumerable<string> Required => Definition["required"]!.AsArray().Select(item => item!.GetValue<string>());

    private static void CompareFields(JsonNode schema, IReadOnlyDictionary<string, IReadOnlyList<string>> known)
    {
        foreach (var (place, fields) in known)
        {
            var described = Object(schema, place);
            Assert.That(described["properties"]!.AsObject().Select(pair => pair.Key), Is.EquivalentTo(fields), $"fields of '{place}'");
            Assert.That((bool?)described["additionalProperties"], Is.False, $"'{place}' allows fields that nobody knows");
        }
    }

    /// <summary>The object at a place as <see cref="DefinitionFields"/> writes it: inputs.*, breaks[].reason, members[].</summary>
    private static JsonNode Object(JsonNode schema, string place)
    {
        foreach (var step in place.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            schema = step == "*" ? schema["additionalProperties"]! : schema["properties"]![step.TrimEnd('[', ']')]!;
            schema = step.EndsWith("[]", StringComparison.Ordinal) ? schema["items"]! : schema;
        }

        return schema["oneOf"]?.AsArray().First(option => option!["properties"] is not null) ?? schema;
    }

    private static IEnumerable<string> Words(JsonNode schema, string field)
    {
        var property = schema["properties"]![field]!;
        return (property["enum"] ?? property["oneOf"]![0]!["enum"])!.AsArray().Select(item => item!.GetValue<string>());
    }

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!;
}
