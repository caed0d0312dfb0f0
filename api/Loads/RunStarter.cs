using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Starts runs in this process. A server that only reads has none.</summary>
/// <param name="sources">Gives the ids of the sources that can be run.</param>
/// <param name="start">Queues a run of sources and sets it going; returns at once.</param>
public sealed class RunStarter(Func<IReadOnlyList<string>> sources, Func<IReadOnlyList<string>, Run> start)
{
    /// <summary>Ids of the sources that can be run.</summary>
    public IReadOnlyList<string> Sources => sources();

    /// <summary>Queues a run of sources and sets it going.</summary>
    /// <exception cref="RunInProgressException">One of them is queued or at work.</exception>
    public Run Start(IReadOnlyList<string> asked) => start(asked);
}
