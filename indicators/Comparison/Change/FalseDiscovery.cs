namespace Insight.Indicators.Comparison.Change;

/// <summary>
/// Keeps lists honest: of sixty figures of four municipalities about twelve would be called changed at 5 % though nothing is. Benjamini and
/// Hochberg (1995) bound the share of false ones among those that are called changed.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>Adjusted probabilities in the order of the given ones (R's <c>p.adjust(p, "BH")</c>); never below them.</summary>
    /// <param name="probabilities">Each between 0 and 1.</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> probabilities)
    {
        var adjusted = new double[probabilities.Count];
        var smallest = 1.0;
        foreach (var (index, rank) in Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).Select((index, i) => (index, i + 1)).Reverse())
        {
            smallest = Math.Min(smallest, probabilities[index] * probabilities.Count / rank);
            adjusted[index] = Math.Max(smallest, probabilities[index]);
        }

        return adjusted;
    }
}
