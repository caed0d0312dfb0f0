using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>Starts runs in this process. A server that only reads has none.</summary>
/// <param name="sources">Gives the ids of the sources that can be run.</param>
/// <param name="start">Queues a run and sets it going; returns at once.</param>
public sealed class RunStarter(Func<IReadOnlyList<string>> sources, Func<RunOrder, Run> start)
{
    /// <summary>Ids of the sources that can be run.</summary>
    public IReadOnlyList<string> Sources => sources();

    /// <summary>Queues a run and sets it going.</summary>
    /// <exception cref="RunInProgressException">One of its sources is queued or at work.</exception>
    /// <exception cref="FormatException">A source cannot be asked for chosen periods, or they are none.</exception>
    public Run Start(RunOrder order) => start(order);
}

/// <summary>What a run is to do.</summary>
/// <param name="Sources">Ids of its sources.</param>
/// <param name="Periods">Ask for these periods only (2018..2020); null for all.</param>
/// <param name="Replay">Load again what landed last, without the network.</param>
/// <param name="AskedBy">The steward.</param>
public sealed record RunOrder(IReadOnlyList<string> Sources, string? Periods, bool Replay, string AskedBy);
