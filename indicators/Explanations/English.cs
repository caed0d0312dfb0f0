namespace Insight.Indicators.Explanations;

/// <summary>Sentences in English.</summary>
internal static class English
{
    public static readonly Phrases Phrases = new()
    {
        Language = "en",
        Numbers = Explanations.Phrases.Format(".", ","),
        Value = "Value = {0}.",
        Published = "The value is the figure that the producer publishes: {0}.",
        Weighted = "The value is the rate that the producer publishes: {0}.",
        Median = "The value is the median: half of the cases are at this or below ({0}).",
        Percentile = "The value is the limit at or below which {1}\u00a0% of the cases lie ({0}).",
        RollingSum = "Each figure is the sum over {0}; if a single period is missing there is no value.",
        RollingMean = "Each figure is the mean over {0}; if a single period is missing there is no value.",
        RollingCases = "The cases of {0} count; if a single period is missing there is no value.",
        CumulativeSum = "Figures are added up from the beginning of the year; if a single period is missing there is no value.",
        CumulativeMean = "Figures are means from the beginning of the year; if a single period is missing there is no value.",
        Lag = "The figure is of an earlier period: {0}.",
        ChangeFromSpan = "From this the value {0} is subtracted.",
        ChangeFromBase = "From this the value of {0} is subtracted.",
        InPercent = "The difference is given in per cent of the earlier value.",
        Index = "The value is an index: the value of {0} is 100.",
        SumOfMembers = "The figure of a group of municipalities is the sum of its members' figures.",
        RatioOfMembers = "For a group of municipalities the members' figures are added up first and divided after that; shares are never averaged.",
        WeightedMembers = "The figure of a group of municipalities is an estimate: the members' rates are weighted (weight: {0}).",
        PooledCases = "The figure of a group of municipalities is computed from the cases of all members together.",
        PooledRates = "The change of a group of municipalities is that of its own figures, not the mean of its members' changes.",
        NotAggregable = "A group of municipalities has a figure only where the producer publishes one; it cannot be computed from the municipalities' figures.",
        AllMembers = "If the figure of a single member is missing, the group has none.",
        YearSum = "The figure of a year is the sum of its periods; all of them are needed.",
        YearMean = "The figure of a year is the mean of its periods; all of them are needed.",
        YearMeanOfRatio = "In the figure of a year, what is divided and what it is divided by are each the mean of the year's periods; all of them are needed.",
        YearOfCases = "The figure of a year is computed from the cases of the whole year; all periods are needed.",
        Except = "except",
        Before = span => Explanations.Phrases.Spelt(span, "one year before", "{0} years before", "one month before", "{0} months before"),
        Last = span => Explanations.Phrases.Spelt(span, "the last year", "the last {0} years", "the last month", "the last {0} months"),
    };
}
