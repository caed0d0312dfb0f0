namespace Insight.Indicators.Breaks;

/// <summary>A reform after which figures are not comparable with those before. Data: an entry of <c>catalog/reforms.yml</c>.</summary>
/// <param name="Id">Kebab-case id, to which definitions refer.</param>
/// <param name="From">First day after it.</param>
/// <param name="Areas">The areas that it touched; empty means all.</param>
/// <param name="Reason">What happened, by language.</param>
/// <param name="Source">Where it can be looked up.</param>
public sealed record Reform(
    string Id, DateOnly From, IReadOnlyList<string> Areas, IReadOnlyDictionary<string, string> Reason, string Source);
