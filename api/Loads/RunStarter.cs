using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Starts runs in this process. A server that only reads has none.</summary>
/// <param name="Sources">Ids of the sources that can be run.</param>
/// <param name="Start">Queues a run of sources and sets it going; returns at once.</param>
public sealed record RunStarter(IReadOnlyList<string> Sources, Func<IReadOnlyList<string>, Run> Start);
