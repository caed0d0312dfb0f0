using Insight.Indicators.Definitions;
using Insight.Indicators.Tests.CaseFiles;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>A definition that takes another one with two versions knows what it is computed from in which periods.</summary>
public sealed class DefinitionInPartsTests
{
    private static readonly DateOnly Seam = new(2021, 1, 1);

    [TestCase("of-an-indicator-in-two-versions")]
    [TestCase("change-of-one-in-two-versions")]
    public void Parts_follow_each_other_and_the_day_between_them_is_a_break(string name)
    {
        var definition = Load(name);
        Assert.That(
            definition.Parts.Select(part => part.Effective), Is.EqualTo(new[] { new EffectivePeriod(null, Seam.AddDays(-1)), new EffectivePeriod(Seam, null) }));
        Assert.That(definition.Effective, Is.EqualTo(new EffectivePeriod(null, null)), "the definition itself holds throughout");
        Assert.That(definition.Breaks.Select(item => item.From), Is.EqualTo(new[] { Seam }));
        Assert.That(definition.Breaks[0].Reason.Keys, Is.EquivalentTo(new[] { "fi", "sv", "en" }));
    }

    [Test]
    public void It_reads_and_is_hashed_by_what_both_parts_take()
    {
        var definition = Load("of-an-indicator-in-two-versions");
        Assert.That(definition.AllReads.Select(input => input.Name).Distinct(), Is.EquivalentTo(new[] { "staff", "absence-days@1.sick", "absence-days@2.sick", "absence-days@2.reported" }));
        Assert.That(definition.Hash, Is.Not.EqualTo((definition with { EarlierParts = [] }).Hash), "another older version changes values");
    }

    [Test]
    public void A_definition_of_one_version_is_one_part()
    {
        var definition = Load("of-another-indicator");
        Assert.That(definition.Parts, Is.EqualTo(new[] { definition }));
        Assert.That(definition.Breaks, Is.Empty);
    }

    private static IndicatorDefinition Load(string name) => new CaseFile(Path.Combine(AppContext.BaseDirectory, "cases", name + ".yml")).Definition();
}
