using Insight.Api.Answers;

namespace Insight.Api.Values;

/// <summary>
/// Whole answers in memory under a limit: what is asked a second time is kept as it goes out. A kept answer belongs to its prepared question,
/// and so to the publication that is current and to the address at which was asked; it never outlives it by more than its place in the queue.
/// </summary>
/// <param name="limit">Most bytes that are kept; 0 keeps none.</param>
internal sealed class KeptAnswers(long limit)
{
    /// <summary>An answer is kept when it is asked this many times.</summary>
    private const int TimesAsked = 2;

    /// <summary>No single answer takes more than this part of the limit.</summary>
    private const int LeastAnswers = 4;

    private readonly MemoryBudget<byte[]> budget = new(limit);

    /// <summary>Bytes kept now.</summary>
    public long Bytes => budget.Bytes;

    /// <summary>The bytes of an answer; null where they are not kept.</summary>
    public byte[]? Of(KeptAnswer answer) => budget.Use(answer);

    /// <summary>Where the bytes of an answer are noted as they go out; null where they are not worth keeping yet.</summary>
    public AnswerRecorder? Recorder(KeptAnswer answer, HttpRequest request) =>
        limit > 0 && HttpMethods.IsGet(request.Method) && answer.CountAsking() == TimesAsked
            ? new AnswerRecorder(limit / LeastAnswers, answer, body => budget.TryKeep(answer, body, body.Length))
            : null;
}

/// <summary>The place of a question's answer in one content coding.</summary>
internal sealed class KeptAnswer : MemoryPlace<byte[]>
{
    private int asked;

    /// <summary>Counts a request that finds nothing kept.</summary>
    public int CountAsking() => Interlocked.Increment(ref asked);

    /// <summary>Counts from the start again: the answer is not kept, and may be.</summary>
    public void Restart() => Volatile.Write(ref asked, 0);

    /// <inheritdoc/>
    protected override void Released() => Restart();
}

/// <summary>Notes the bytes of an answer as they go out, up to a length. One that did not come to its end is noted again when it is asked again.</summary>
/// <param name="longest">A longer answer is not kept.</param>
/// <param name="answer">The answer's place.</param>
/// <param name="keep">Takes the bytes of an answer that came to its end.</param>
internal sealed class AnswerRecorder(long longest, KeptAnswer answer, Action<byte[]> keep) : IDisposable
{
    private MemoryStream? noted = new();
    private bool isComplete;

    /// <summary>Notes bytes that go out.</summary>
    public void Note(ReadOnlySpan<byte> part)
    {
        if (noted?.Length + part.Length > longest)
        {
            noted = null;
        }

        noted?.Write(part);
    }

    /// <summary>The answer has come to its end.</summary>
    public void Complete()
    {
        isComplete = true;
        if (noted is not null)
        {
            keep(noted.ToArray());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isComplete)
        {
            answer.Restart();
        }
    }
}
