namespace Insight.Indicators.Comparison;

/// <summary>Reservations on a comparison, a change, a target or a decomposition. Codes are stable; words for people stand beside them in the answer.</summary>
public static class ComparisonCaveats
{
    /// <summary>The figures are invented for demonstration.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>The figure is not standardised for age: an older population alone can explain a difference.</summary>
    public const string NotAgeStandardised = "not-age-standardised";

    /// <summary>An area has the figure by another version of the definition and is left out.</summary>
    public const string DefinitionDiffers = "definition-differs";

    /// <summary>A series break lies between what would be compared.</summary>
    public const string SeriesBreak = "break";

    /// <summary>Some areas have no value; they are named.</summary>
    public const string MembersMissing = "members-missing";

    /// <summary>Values are estimated or provisional.</summary>
    public const string Estimated = "estimated";

    /// <summary>The margin says nothing of those who did not answer.</summary>
    public const string NonResponse = "non-response";

    /// <summary>How many were asked is not known; the margin is that of an endless population, so never too narrow.</summary>
    public const string PopulationUnknown = "population-unknown";

    /// <summary>More than 95 % of the population answered: there is no sampling error to speak of, and no margin is given.</summary>
    public const string NearCensus = "near-census";

    /// <summary>Of a feature of the nearest neighbours: too few municipalities have it in any period to choose by it.</summary>
    public const string FeatureOfFew = "feature-of-few";

    /// <summary>Of a feature of the nearest neighbours: it is known only more than ten years from the compared period.</summary>
    public const string FeatureFarOff = "feature-far-off";

    /// <summary>A feature of the nearest neighbours has no data that could be used and took no part.</summary>
    public const string FeatureMissing = "feature-missing";

    /// <summary>Fewer neighbours were found than asked for: the other municipalities lack one of the features.</summary>
    public const string FewerNeighbours = "fewer-neighbours";

    /// <summary>An interval is cut off at 0 or 100, which no figure can pass.</summary>
    public const string CutAtBound = "cut-at-bound";

    /// <summary>Of a decomposition: a newer figure was passed over, because that of a year before it is missing.</summary>
    public const string NewestSkipped = "newest-skipped";

    /// <summary>Intervals overlap, or there are none: no rank is given.</summary>
    public const string NoRank = "no-rank";
}
