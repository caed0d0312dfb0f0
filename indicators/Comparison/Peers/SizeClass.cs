namespace Insight.Indicators.Comparison.Peers;

/// <summary>Classes of municipalities by population: below 2,000, 5,000, 10,000, 20,000, 40,000, 100,000, and larger.</summary>
/// <param name="From">Smallest population of the class.</param>
/// <param name="Below">First population above it, or null for the largest.</param>
public sealed record SizeClass(int From, int? Below)
{
    /// <summary>All classes, smallest first.</summary>
    public static readonly IReadOnlyList<SizeClass> All =
    [
        new(0, 2_000), new(2_000, 5_000), new(5_000, 10_000), new(10_000, 20_000), new(20_000, 40_000), new(40_000, 100_000), new(100_000, null),
    ];

    /// <summary>The class of a population.</summary>
    public static SizeClass Of(double population) => All.First(size => !(population >= size.Below));

    /// <summary>Whether a population is of the class.</summary>
    public bool Contains(double population) => population >= From && !(population >= Below);
}
