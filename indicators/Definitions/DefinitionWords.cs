using Insight.Warehouse.Periods;

namespace Insight.Indicators.Definitions;

/// <summary>The words that definitions use for choices, as the JSON Schema lists them.</summary>
public static class DefinitionWords
{
    /// <summary>Words of <c>direction</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Direction> Directions = new Dictionary<string, Direction>
    {
        ["higher"] = Direction.Higher,
        ["lower"] = Direction.Lower,
        ["neutral"] = Direction.Neutral,
    };

    /// <summary>Words of <c>frequencies</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Frequency> Frequencies = new Dictionary<string, Frequency>
    {
        ["year"] = Frequency.Annual,
        ["quarter"] = Frequency.Quarterly,
        ["month"] = Frequency.Monthly,
    };

    /// <summary>Words of <c>annual</c>.</summary>
    public static readonly IReadOnlyDictionary<string, AnnualRule> AnnualRules = new Dictionary<string, AnnualRule>
    {
        ["mean"] = AnnualRule.Mean,
        ["sum"] = AnnualRule.Sum,
    };

    /// <summary>Words of <c>aggregation</c>.</summary>
    public static readonly IReadOnlyDictionary<string, AggregationClass> Aggregations = new Dictionary<string, AggregationClass>
    {
        ["SUM"] = AggregationClass.Sum,
        ["RATIO"] = AggregationClass.Ratio,
        ["WEIGHTED"] = AggregationClass.Weighted,
        ["POOLED"] = AggregationClass.Pooled,
        ["NOT-AGGREGABLE"] = AggregationClass.NotAggregable,
    };

    /// <summary>Words of <c>variation.kind</c>.</summary>
    public static readonly IReadOnlyDictionary<string, VariationKind> Variations = new Dictionary<string, VariationKind>
    {
        ["register"] = VariationKind.Register,
        ["counts"] = VariationKind.Counts,
        ["sample"] = VariationKind.Sample,
    };

    /// <summary>The word for a choice.</summary>
    public static string WordFor<T>(this IReadOnlyDictionary<string, T> words, T choice)
        where T : struct => words.First(pair => pair.Value.Equals(choice)).Key;
}
