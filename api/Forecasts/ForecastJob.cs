using Insight.Api.Problems;
using Insight.Indicators.Forecasting.Documents;

namespace Insight.Api.Forecasts;

/// <summary>One computation: waiting, at work or over. What came of it stays readable for a while.</summary>
internal sealed class ForecastJob(string indicator, int areas, Func<IProgress<double>, CancellationToken, ForecastOutcome> work, CancellationToken stopping)
    : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double share;

    /// <summary>Its id, not to be guessed.</summary>
    public string Id { get; } = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    public string State { get; private set; } = "queued";

    /// <summary>What came of it; null before and without success.</summary>
    public ForecastOutcome? Outcome { get; private set; }

    /// <summary>Why it failed; null otherwise.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Ends when the job is over, whatever came of it.</summary>
    public Task Over => over.Task;

    public ForecastJobAnswer Answer => new(
        Id, State, indicator, areas, Volatile.Read(ref share), Fault?.Message, Outcome?.Vintage is { } vintage ? "/v1/forecasts/" + vintage.Id : null,
        Outcome is { Vintage: null } outcome ? outcome.Document : null);

    /// <summary>Asks it to stop; without effect when it is over.</summary>
    public void Cancel()
    {
        if (!over.Task.IsCompleted)
        {
            cancellation.Cancel();
        }
    }

    /// <summary>Does the work; never throws.</summary>
    public void Run()
    {
        State = "running";
        try
        {
            cancellation.Token.ThrowIfCancellationRequested();
            Outcome = work(this, cancellation.Token);
            State = "done";
            Report(1.0);
        }
        catch (OperationCanceledException)
        {
            State = "cancelled";
        }
        catch (Exception e)
        {
            // Whoever waits for the job answers with it; a job that nobody waits for tells its message.
            (Fault, State) = (e, "failed");
        }

        over.SetResult();
    }

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref share, value);

    public void Dispose() => cancellation.Dispose();
}

/// <summary>A computation's state.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Areas">Number of areas asked for.</param>
/// <param name="Share">Share of the work done, 0 to 1.</param>
/// <param name="Fault">Why it failed; null otherwise.</param>
/// <param name="Forecast">Address of the stored forecast; null before, and where nothing is stored.</param>
/// <param name="Result">The forecast where it is not stored; null before.</param>
public sealed record ForecastJobAnswer(
    string Id, string State, string Indicator, int Areas, double Share, string? Fault, string? Forecast, ForecastDocument? Result);
