namespace Insight.Indicators.Definitions;

/// <summary>A theme of the catalogue.</summary>
/// <param name="Id">Kebab-case id, also the folder of its definitions.</param>
/// <param name="Names">Name by language.</param>
public sealed record Theme(string Id, IReadOnlyDictionary<string, string> Names);
