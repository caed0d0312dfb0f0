using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Tests.Definitions;

public sealed class DefinitionHashTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(
        AppContext.BaseDirectory,
        "catalog",
        "employment",
        "unemployment-rate.yml"));

    [Test]
    public void Stays_when_only_comments_blanks_and_the_order_of_fields_change()
    {
        var lines = Text.Split('\n').ToList();
        lines.Remove("decimals: 1");
        var moved = "# a comment\n\n" + string.Join('\n', lines) + "\ndecimals:   1   # shown\n";
        Assert.That(Hash(moved), Is.EqualTo(Hash(Text)));
    }

    [TestCase("measure: labour_force", "measure: unemployed")]
    [TestCase("annual: mean", "annual: sum")]
    [TestCase("decimals: 1", "decimals: 2")]
    [TestCase("en: Unemployment rate (registered)", "en: Unemployment rate")]
    public void Changes_with_the_content(string old, string changed) => Assert.That(
        Hash(Text.Replace(old, changed, StringComparison.Ordinal)),
        Is.Not.EqualTo(Hash(Text)));

    [Test]
    public void Changes_when_another_indicator_changes_that_the_formula_takes()
    {
        var other = Text.Replace("id: unemployment-rate", "id: other", StringComparison.Ordinal).Replace("formula: share(unemployed, labour_force)", "formula: of(unemployment-rate)", StringComparison.Ordinal);
        Assert.That(HashOfOther(Text), Is.Not.EqualTo(HashOfOther(Text.Replace("decimals: 1", "decimals: 2", StringComparison.Ordinal))));
        Assert.That(HashOfOther(Text), Is.EqualTo(HashOfOther(Text + "\n# a comment")));

        string HashOfOther(string text)
        {
            var themes = CatalogFile.ReadFolder(AppContext.BaseDirectory).First(file => file.Kind == CatalogFileKind.Themes);
            var catalog = CatalogLoader.FromFiles(
                [themes, new("catalog/employment/other.yml", other), new("catalog/employment/unemployment-rate.yml", text)], ProjectDataSets.All, AreaDirectory.BuiltIn);
            return catalog.TryFind("other", out var found) ? found.Hash : throw new CatalogException(catalog.Diagnostics);
        }
    }

    [Test]
    public void Is_the_same_on_every_machine() => Assert.That(Hash(Text), Has.Length.EqualTo(64).And.Matches("^[0-9a-f]+$"));

    private static string Hash(string text)
    {
        var themes = CatalogFile.ReadFolder(AppContext.BaseDirectory).First(file => file.Kind == CatalogFileKind.Themes);
        return CatalogLoader.FromFiles(
            [themes, new("catalog/employment/unemployment-rate.yml", text)],
            ProjectDataSets.All,
            AreaDirectory.BuiltIn)
            .ThrowIfInvalid().Definitions.Single().Hash;
    }
}
