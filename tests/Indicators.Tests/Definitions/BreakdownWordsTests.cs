using Insight.Indicators.Definitions;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>breakdowns.yml names whatever the delivered definitions divide by.</summary>
[TestFixture]
internal sealed class BreakdownWordsTests
{
    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All);

    [Test]
    public void Every_breakdown_of_a_delivered_definition_has_words()
    {
        var named = Catalog.Breakdowns.Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        Assert.That(Catalog.Definitions.SelectMany(d => d.Breakdowns).Distinct().Where(b => !named.Contains(b)), Is.Empty, "add it to indicators/catalog/breakdowns.yml");
    }

    [Test]
    public void Every_breakdown_and_member_has_a_name_in_three_languages() => Assert.That(
        Catalog.Breakdowns.SelectMany(b => b.Members.Select(m => (Id: $"{b.Id} {m.Id}", m.Names)).Append((b.Id, b.Names)))
            .Where(w => w.Names.Count != 3 || w.Names.Values.Any(string.IsNullOrWhiteSpace)).Select(w => w.Id),
        Is.Empty);
}
