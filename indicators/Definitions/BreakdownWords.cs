namespace Insight.Indicators.Definitions;

/// <summary>A way of dividing a figure (sex, sector, age group), with the words for it and its members.</summary>
/// <param name="Id">Name of the breakdown as in data sets and requests.</param>
/// <param name="Names">Name by language: fi, sv, en.</param>
/// <param name="Members">Members in the order in which they are shown.</param>
public sealed record BreakdownWords(string Id, IReadOnlyDictionary<string, string> Names, IReadOnlyList<BreakdownMember> Members);

/// <summary>One member of a breakdown.</summary>
/// <param name="Id">Its code as in data sets and requests: <c>female</c>.</param>
/// <param name="Names">Name by language.</param>
public sealed record BreakdownMember(string Id, IReadOnlyDictionary<string, string> Names);
