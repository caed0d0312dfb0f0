using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Insight.Warehouse.DuckDb;

namespace Insight.Indicators.Computation;

/// <summary>Work on many items, several at a time, each worker with a connection of its own to the same database.</summary>
/// <typeparam name="TResult">What comes of an item.</typeparam>
internal sealed class SideBySideRun<TResult> : IDisposable
{
    private readonly ConcurrentBag<DuckDBConnection> connections;
    private readonly List<DuckDBConnection> own;
    private readonly Action<TResult> told;
    private readonly Lock door = new();
    private int toldCount;

    /// <summary>Opens further connections beside one.</summary>
    /// <param name="first">The connection that is used by the first worker; with one worker it is the only one, and its transaction is kept.</param>
    /// <param name="workers">How many items are worked on at a time.</param>
    /// <param name="told">Called with each result, in the order of the items, by one thread at a time.</param>
    public SideBySideRun(DuckDBConnection first, int workers, Action<TResult> told)
    {
        own = [.. Enumerable.Range(1, workers - 1).Select(_ => first.Duplicate())];
        connections = [.. own, first];
        this.told = told;
    }

    /// <summary>The results in the order of the items. The first error ends the run.</summary>
    public IReadOnlyList<TResult> Run<T>(IReadOnlyList<T> items, Func<T, DuckDBConnection, TResult> work, CancellationToken cancellationToken)
    {
        var results = new (bool IsDone, TResult Result)[items.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = own.Count + 1, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, items.Count), EnumerablePartitionerOptions.NoBuffering), options, i =>
            {
                if (!connections.TryTake(out var connection))
                {
                    throw new InvalidOperationException("More workers than connections.");
                }

                var result = work(items[i], connection);
                connections.Add(connection);
                Finish(results, i, result);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return [.. results.Select(item => item.Result)];
    }

    /// <summary>Tells what is done from the first item on; what was done before its turn is told with it.</summary>
    private void Finish((bool IsDone, TResult Result)[] results, int index, TResult result)
    {
        lock (door)
        {
            results[index] = (true, result);
            for (; toldCount < results.Length && results[toldCount].IsDone; toldCount++)
            {
                told(results[toldCount].Result);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => own.ForEach(connection => connection.Dispose());
}
