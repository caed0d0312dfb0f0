using Insight.Api.Publications;
using Insight.Warehouse.Publications;

namespace Insight.Api.Revisions;

/// <summary>A page of what changed between two publications.</summary>
/// <param name="From">The publication before; null before the first.</param>
/// <param name="To">The publication after.</param>
/// <param name="FromPublishedAt">When the one before was made.</param>
/// <param name="ToPublishedAt">When the one after was made.</param>
/// <param name="Revisions">By indicator, division and frequency; within them those that moved most first.</param>
/// <param name="Loads">The loads that the revisions name.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null after the last.</param>
/// <param name="Summary">Address of the same difference counted by indicator, area or period.</param>
public sealed record RevisionsAnswer(
    string? From, string To, DateTimeOffset? FromPublishedAt, DateTimeOffset ToPublishedAt, IReadOnlyList<CellRevisionAnswer> Revisions, IReadOnlyList<PublishedLoad> Loads, string? Next, string Summary);

/// <summary>One cell that changed, and why.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Division">Division.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Period.</param>
/// <param name="Members">Members of the indicator's breakdowns, in their order.</param>
/// <param name="Kind">added, revised, withdrawn or status.</param>
/// <param name="Before">The value before, or null.</param>
/// <param name="After">The value after, or null.</param>
/// <param name="Percent">How far it moved, in percent of the value before.</param>
/// <param name="StatusBefore">Its status before; empty for a number without reservations.</param>
/// <param name="StatusAfter">Its status after.</param>
/// <param name="Cause">load: a delivery that the earlier publication did not have; definition: another definition; computation: neither.</param>
/// <param name="Load">Number of the load behind it, among loads; null where the cause is none.</param>
public sealed record CellRevisionAnswer(
    string Indicator, string Division, string Frequency, string Area, string Period, IReadOnlyList<string> Members, string Kind,
    double? Before, double? After, double? Percent, string StatusBefore, string StatusAfter, string Cause, int? Load)
    : ChangedCellAnswer(Indicator, Division, Frequency, Area, Period, Members, Kind, Before, After, Percent, StatusBefore, StatusAfter);
