namespace Insight.Conventions.Tests;

/// <summary>How a convention says what breaks it.</summary>
internal static class Rule
{
    /// <summary>Fails with every breach in a line of its own.</summary>
    /// <param name="rule">The rule as a sentence.</param>
    /// <param name="breaches">Each with its place; none when the rule is kept.</param>
    public static void Holds(string rule, IEnumerable<string> breaches)
    {
        var all = breaches.Distinct().ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{rule}{Environment.NewLine}{string.Join(Environment.NewLine, all.Select(b => "  " + b))}");
        }
    }

    /// <summary>The same, with places that may break the rule for a reason. An exemption that is no longer needed is a breach too.</summary>
    public static void Holds(string rule, IEnumerable<(string Place, string Breach)> breaches, IReadOnlyDictionary<string, string> exemptions)
    {
        var all = breaches.ToList();
        var needed = all.Select(b => b.Place).ToHashSet(StringComparer.Ordinal);
        Holds(rule, all.Where(b => !exemptions.ContainsKey(b.Place)).Select(b => b.Breach)
            .Concat(exemptions.Keys.Where(place => !needed.Contains(place)).Select(place => $"{place}: its exemption is no longer needed; take it out of the list")));
    }
}
