namespace Insight.Indicators.Forecasting;

/// <summary>How work over independent series is spread; results never depend on it.</summary>
internal static class Threads
{
    public static ParallelOptions Options(CancellationToken cancellation) => new()
    {
        CancellationToken = cancellation,
        MaxDegreeOfParallelism = Environment.ProcessorCount,
    };
}
