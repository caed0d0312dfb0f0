namespace Insight.Indicators.Comparison;

/// <summary>The document of a publication that holds all targets; the manifest names it by its content hash.</summary>
/// <param name="Targets">By area, indicator and year.</param>
public sealed record TargetsDocument(IReadOnlyList<Target> Targets);
