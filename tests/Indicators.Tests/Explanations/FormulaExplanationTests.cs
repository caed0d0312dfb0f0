using Insight.Indicators.Definitions;
using Insight.Indicators.Explanations;
using Insight.Indicators.Tests.CaseFiles;
using Insight.Warehouse.Areas;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Tests.Explanations;

/// <summary>A manager reads how a value is computed.</summary>
public sealed class FormulaExplanationTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);

    [Test]
    public void Of_the_unemployment_rate()
    {
        var texts = FormulaExplanation.Of(Catalog.Definitions.Single(definition => definition.Id == "unemployment-rate"), Catalog);
        Assert.That(texts["en"], Is.EqualTo(
            "Value = 100 × unemployed persons ÷ the labour force. In the figure of a year, what is divided and what it is divided by are each the mean of the year's periods; all of them are needed. "
            + "For a group of municipalities the members' figures are added up first and divided after that; shares are never averaged. If the figure of a single member is missing, the group has none."));
        Assert.That(texts["fi"], Does.StartWith("Arvo = 100 × työttömät ÷ työvoima. Vuosiluvussa jaettava ja jakaja ovat kumpikin vuoden jaksojen keskiarvoja;"));
        Assert.That(texts["sv"], Does.StartWith("Värdet = 100 × arbetslösa ÷ arbetskraften. I årets tal är täljaren och nämnaren var för sig medelvärden"));
    }

    [TestCase("change_percent(sum(a), 2007)", "RATIO", "percent", "Value = emissions. From this the value of 2007 is subtracted. The difference is given in per cent of the earlier value. The change of a group")]
    [TestCase("index(sum(a + 0.5 * b), 2015)", "RATIO", "index", "Value = emissions + 0.5 × emissions (except sector: tie). The value is an index: the value of 2015 is 100.")]
    [TestCase("change(per(a, p, 1000000), 1 year)", "POOLED", "kg/persons", "Value = 1,000,000 × emissions ÷ population. From this the value one year before is subtracted. The change of a group")]
    [TestCase("sum(a - lag(a, 2 years))", "SUM", "kt", "Value = emissions − emissions (2 years before). The figure of a group of municipalities is the sum")]
    [TestCase("per(of(ghg-total-hinku), p, 1000)", "RATIO", "t/persons", "Value = 1,000 × emissions ÷ population. For a group")]
    public void Of_every_function(string formula, string aggregation, string unit, string expected)
    {
        var texts = FormulaExplanation.Of(Definition(formula, aggregation, unit), Catalog with { Breakdowns = [] });
        Assert.That(texts["en"], Does.StartWith(expected));
        Assert.That(texts.Keys, Is.EquivalentTo(DefinitionFields.Languages));
    }

    [Test]
    public void Of_a_rolling_rate_in_the_words_of_each_language()
    {
        var texts = FormulaExplanation.Of(Catalog.Definitions.Single(definition => definition.Id == "short-absence-spells-per-fte"), Catalog);
        Assert.That(texts["fi"], Does.Contain("Jokainen luku on viimeisen vuoden summa; jos yksikin jakso puuttuu, arvoa ei ole."));
        Assert.That(texts["sv"], Does.Contain("Varje tal är summan för det senaste året;"));
        Assert.That(texts["en"], Does.Contain("Each figure is the sum over the last year;"));
    }

    [Test]
    public void Has_no_place_left_open_in_any_delivered_definition()
    {
        var texts = Catalog.Definitions.SelectMany(definition => FormulaExplanation.Of(definition, Catalog).Values.Select(text => $"{definition.Id}: {text}"));
        Assert.That(texts.Where(text => text.Contains('{') || text.Contains("  ", StringComparison.Ordinal) || text.Contains('_')), Is.Empty);
    }

    private static IndicatorDefinition Definition(string formula, string aggregation, string unit)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader($$"""
            aggregation: {{aggregation}}
            unit: {id: {{unit}}, fi: a, sv: b, en: c}
            inputs:
              a: {dataset: municipal-emissions, measure: emissions}
              b: {dataset: municipal-emissions, measure: emissions, except: {sector: tie} }
              p: {dataset: population, measure: population}
            formula: {{formula}}
            sources: [statfin, syke-municipal-emissions]
            """));
        var text = PlainDefinition.With((YamlMappingNode)stream.Documents[0].RootNode, "any");
        var catalog = CatalogLoader.FromFiles([.. CatalogFile.ReadFolder(AppContext.BaseDirectory), new("catalog/employment/any.yml", text)], ProjectDataSets.All, AreaDirectory.BuiltIn);
        return catalog.TryFind("any", out var definition) ? definition : throw new CatalogException(catalog.Diagnostics);
    }
}
