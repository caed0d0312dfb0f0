namespace Insight.Indicators.Comparison.Peers;

/// <summary>
/// Finds the areas that are most alike: each feature is standardised over all areas that have it (amounts by their logarithm), and the
/// distance is √(Σ weight × difference² ÷ Σ weight).
/// </summary>
public static class NearestNeighbours
{
    /// <summary>The nearest areas with their distances, nearest first; ties by id.</summary>
    /// <param name="area">The area whose neighbours are sought; never among them.</param>
    /// <param name="features">Features with their values. One that the area lacks takes no part; an area that lacks one that does is not chosen.</param>
    /// <param name="count">Most neighbours.</param>
    public static IReadOnlyList<(string Area, double Distance)> Of(string area, IReadOnlyList<FeatureValues> features, int count)
    {
        var used = features.Where(feature => feature.Standardised.ContainsKey(area) && feature.Weight > 0).ToList();
        if (used.Count == 0)
        {
            return [];
        }

        var total = used.Sum(feature => feature.Weight);
        return [.. used[0].Standardised.Keys
            .Where(other => other != area && used.TrueForAll(feature => feature.Standardised.ContainsKey(other)))
            .Select(other => (Area: other, Distance: Math.Sqrt(used.Sum(feature => feature.Weight * Square(feature, area, other)) / total)))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Area, StringComparer.Ordinal)
            .Take(count)];
    }

    /// <summary>From whom they could be chosen: who has all features that the area has, and what the others lack.</summary>
    /// <param name="area">The area whose neighbours are sought.</param>
    /// <param name="features">The features of <see cref="Of"/>.</param>
    /// <param name="all">All areas that could be neighbours.</param>
    public static NeighbourChoice Choice(string area, IReadOnlyList<FeatureValues> features, IEnumerable<string> all)
    {
        var used = features.Where(feature => feature.Standardised.ContainsKey(area) && feature.Weight > 0).ToList();
        var others = all.Where(other => other != area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var lacking = others
            .Select(other => (other, Lacks: used.Where(feature => !feature.Standardised.ContainsKey(other)).Select(feature => feature.Indicator).ToList()))
            .Where(pair => pair.Lacks.Count > 0)
            .ToDictionary(pair => pair.other, pair => (IReadOnlyList<string>)pair.Lacks, StringComparer.Ordinal);
        return new(others.Count - lacking.Count, others.Count, lacking);
    }

    private static double Square(FeatureValues feature, string area, string other)
    {
        var difference = feature.Standardised[area] - feature.Standardised[other];
        return difference * difference;
    }
}

/// <summary>One feature of all areas.</summary>
public sealed class FeatureValues
{
    private FeatureValues(string indicator, double weight, bool isLogarithm, IReadOnlyDictionary<string, double> standardised)
    {
        Indicator = indicator;
        Weight = weight;
        IsLogarithm = isLogarithm;
        Standardised = standardised;
    }

    /// <summary>Indicator id.</summary>
    public string Indicator { get; }

    /// <summary>Weight in the distance.</summary>
    public double Weight { get; }

    /// <summary>Whether logarithms were standardised.</summary>
    public bool IsLogarithm { get; }

    /// <summary>Standard scores by area id, for the areas that have a value; all 0 where the areas do not differ.</summary>
    public IReadOnlyDictionary<string, double> Standardised { get; }

    /// <summary>Standardises a feature.</summary>
    /// <param name="indicator">Indicator id.</param>
    /// <param name="weight">Weight in the distance, not negative.</param>
    /// <param name="isLogarithm">Whether to take logarithms first; values that are not above 0 are then left out.</param>
    /// <param name="values">Values by area id.</param>
    public static FeatureValues Of(string indicator, double weight, bool isLogarithm, IReadOnlyDictionary<string, double> values)
    {
        var taken = values.Where(pair => !isLogarithm || pair.Value > 0)
            .ToDictionary(pair => pair.Key, pair => isLogarithm ? Math.Log(pair.Value) : pair.Value, StringComparer.Ordinal);
        var mean = taken.Count == 0 ? 0 : taken.Values.Average();
        var deviation = taken.Count < 2 ? 0 : Math.Sqrt(taken.Values.Sum(value => (value - mean) * (value - mean)) / (taken.Count - 1));
        return new(indicator, weight, isLogarithm, taken.ToDictionary(
            pair => pair.Key, pair => deviation == 0 ? 0 : (pair.Value - mean) / deviation, StringComparer.Ordinal));
    }
}
