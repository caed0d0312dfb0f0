using System.Text.Json.Nodes;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Publications;

/// <summary>One version of an indicator's definition, with its own values. Published where an indicator has several versions.</summary>
/// <param name="Version">Its number.</param>
/// <param name="From">First day for which it holds, or null.</param>
/// <param name="To">Last day, or null.</param>
/// <param name="Aggregation">How areas are aggregated.</param>
/// <param name="Multiplier">value = multiplier × numerator ÷ denominator.</param>
/// <param name="Formula">The formula as written.</param>
/// <param name="Slices">Its values, for the periods that begin while it holds.</param>
/// <param name="Definition">The whole definition as JSON.</param>
public sealed record PublishedVersion(
    int Version, DateOnly? From, DateOnly? To, string Aggregation, double Multiplier, string Formula, IReadOnlyList<PublishedSlice> Slices, JsonNode Definition)
{
    /// <summary>Whether a period begins while it holds.</summary>
    public bool Holds(Period period) => !(period.FirstDay < From) && !(period.FirstDay > To);
}
