using Insight.Warehouse.Publications;

namespace Insight.Api.Revisions;

/// <summary>What changed since a publication.</summary>
/// <param name="From">The publication since which.</param>
/// <param name="To">The publication until which.</param>
/// <param name="Token">What to send as <c>since</c> next time.</param>
/// <param name="Indicators">Indicators that changed, by id; empty where nothing did.</param>
/// <param name="Loads">The loads that the later publication has and the earlier has not.</param>
/// <param name="Withdrawals">Withdrawals of indicators that were announced or changed since.</param>
/// <param name="Rows">Address of the changed rows themselves, CSV; with format=jsonl JSON lines.</param>
public sealed record ChangesSinceAnswer(string From, string To, string Token, IReadOnlyList<ChangedIndicatorAnswer> Indicators, IReadOnlyList<PublishedLoad> Loads, IReadOnlyList<Withdrawal> Withdrawals, string Rows);

/// <summary>One indicator that changed.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Change">added, removed or changed.</param>
/// <param name="DefinitionChanged">Whether its definition is another one: read it again.</param>
/// <param name="Version">Its version now; null where it was removed.</param>
/// <param name="Loads">Numbers of the loads that are new in its inputs.</param>
/// <param name="Slices">Its divisions and frequencies whose rows changed; empty where only the definition did.</param>
public sealed record ChangedIndicatorAnswer(
    string Indicator, string Change, bool DefinitionChanged, int? Version, IReadOnlyList<int> Loads, IReadOnlyList<ChangedSliceAnswer> Slices);

/// <summary>Rows of one division and frequency that changed, counted.</summary>
/// <param name="Division">Division.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="Added">There is a value and was none.</param>
/// <param name="Revised">Another value.</param>
/// <param name="Withdrawn">There was a value and is none.</param>
/// <param name="StatusChanged">The same value, or none, with another status.</param>
public sealed record ChangedSliceAnswer(string Division, string Frequency, long Added, long Revised, long Withdrawn, long StatusChanged);
