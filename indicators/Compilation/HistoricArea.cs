namespace Insight.Indicators.Compilation;

/// <summary>
/// Areas as they were, as areas of their own beside today's: <c>KU098@2015-01-01</c> is Hollola of the division of 2015, before Hämeenkoski
/// joined it, and <c>MK07@at-the-time</c> the region with the members that it had in each period. Only those exist that differ from today's
/// area, so that a statement computes all divisions at once at the cost of some more areas.
/// </summary>
public static class HistoricArea
{
    /// <summary>What stands between the id of the area and the label of its division.</summary>
    public const char Separator = '@';

    /// <summary>The label of aggregates with the members of each period.</summary>
    public const string AtTheTime = "at-the-time";

    /// <summary>The id of an area in a division.</summary>
    public static string Id(string area, string label) => $"{area}{Separator}{label}";
}
