using Insight.Api.Problems;

namespace Api.Tests.Problems;

/// <summary>Suggestions for mistyped names.</summary>
[TestFixture]
internal sealed class NearestNamesTests
{
    [TestCase("unemploymentrate", "unemployment-rate")]
    [TestCase("UNEMPLOYMENT-RATE", "unemployment-rate")]
    [TestCase("unemployment-raet", "unemployment-rate")]
    [TestCase("gnii", "gini")]
    [TestCase("employ", "unemployment-rate")]
    [TestCase("zzz", "")]
    [TestCase("", "")]
    public void The_nearest_comes_first(string text, string expected) =>
        Assert.That(NearestNames.Of(text, ["gini", "unemployment-rate", "population"]).FirstOrDefault() ?? "", Is.EqualTo(expected));

    [Test]
    public void No_more_than_three_are_named() =>
        Assert.That(NearestNames.Of("KU11", ["KU110", "KU111", "KU112", "KU113"]), Is.EqualTo(new[] { "KU110", "KU111", "KU112" }));
}
