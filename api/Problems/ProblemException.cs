namespace Insight.Api.Problems;

/// <summary>The caller's error (never ours), on its way from where it was noticed to the answer.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>What is answered.</summary>
    public Problem Problem { get; } = problem;
}
