using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Definitions;

public sealed class DeliveredCatalogTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);

    [Test]
    public void Has_neither_errors_nor_warnings() => Assert.That(Catalog.Diagnostics, Is.Empty, string.Join('\n', Catalog.Diagnostics));

    [Test]
    public void Has_at_least_four_indicators_of_each_theme()
    {
        var counts = Catalog.Definitions.CountBy(definition => definition.Theme).ToDictionary();
        Assert.That(
            new[] { "climate", "employment", "residents", "workforce" }.Where(theme => counts.GetValueOrDefault(theme) < 4),
            Is.Empty);
        Assert.That(
            Catalog.Definitions.Select(definition => definition.Theme).Distinct(),
            Is.EqualTo(Catalog.Themes.Select(theme => theme.Id)),
            "definitions come in the order of the themes");
    }

    [Test]
    public void Says_of_invented_figures_that_they_are_invented()
    {
        var synthetic = Catalog.Definitions.Where(definition => definition.Inputs.SelectMany(input => input.DataSets).Any(id => ProjectDataSets.All.Single(set => set.Id == id).Synthetic)).ToList();
        var silent = synthetic.Where(definition => !definition.Descriptions["fi"].Contains("keksittyj", StringComparison.Ordinal)
            || !definition.Descriptions["sv"].Contains("påhittade", StringComparison.OrdinalIgnoreCase)
            || !definition.Descriptions["en"].Contains("invented", StringComparison.OrdinalIgnoreCase));
        Assert.That(synthetic, Is.Not.Empty);
        Assert.That(silent.Select(definition => definition.Id), Is.Empty);
    }

    [Test]
    public void Json_of_a_definition_has_every_field_of_the_file()
    {
        var json = DefinitionJson.ToJson(Catalog.Definitions[0]);
        Assert.That(json.Select(pair => pair.Key), Is.EqualTo(DefinitionFields.Definition[""]));
    }
}
