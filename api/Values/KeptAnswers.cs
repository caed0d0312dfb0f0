using Insight.Api.Answers;

namespace Insight.Api.Values;

/// <summary>
/// Whole answers in memory under a limit: what is asked a second time is kept as it goes out, what was not asked for longest goes first.
/// A kept answer belongs to its prepared question, and so to the publication that is current; it never outlives it by more than its place
/// in the queue.
/// </summary>
/// <param name="limit">Most bytes that are kept; 0 keeps none.</param>
internal sealed class KeptAnswers(long limit)
{
    /// <summary>An answer is kept when it is asked this many times.</summary>
    private const int TimesAsked = 2;

    /// <summary>No single answer takes more than this part of the limit.</summary>
    private const int LeastAnswers = 4;

    private readonly List<KeptAnswer> kept = [];
    private readonly Lock gate = new();
    private long bytes;
    private long clock;

    /// <summary>Bytes kept now.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>The bytes of an answer; null where they are not kept.</summary>
    public byte[]? Of(KeptAnswer answer, HttpRequest request)
    {
        if (answer.Body is not { } body || !answer.IsFor(request))
        {
            return null;
        }

        answer.LastUse = Interlocked.Increment(ref clock);
        return body;
    }

    /// <summary>Where the bytes of an answer are noted as they go out; null where they are not worth keeping yet.</summary>
    public AnswerRecorder? Recorder(KeptAnswer answer, HttpRequest request) =>
        limit > 0 && HttpMethods.IsGet(request.Method) && answer.CountAsking() == TimesAsked
            ? new AnswerRecorder(limit / LeastAnswers, body => Keep(answer, request, body))
            : null;

    private void Keep(KeptAnswer answer, HttpRequest request, byte[] body)
    {
        lock (gate)
        {
            while (Bytes + body.Length > limit)
            {
                var oldest = kept.MinBy(k => k.LastUse)!;
                Interlocked.Add(ref bytes, -oldest.Body!.Length);
                kept.Remove(oldest);
                oldest.Forget();
            }

            answer.LastUse = Interlocked.Increment(ref clock);
            answer.Set(request, body);
            kept.Add(answer);
            Interlocked.Add(ref bytes, body.Length);
        }
    }
}

/// <summary>The place of a question's answer in one content coding.</summary>
internal sealed class KeptAnswer
{
    private Content? content;
    private int asked;
    private long lastUse;

    /// <summary>The bytes; null while none are kept.</summary>
    public byte[]? Body => Volatile.Read(ref content)?.Body;

    /// <summary>When it was used last, in uses.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref lastUse);
        set => Volatile.Write(ref lastUse, value);
    }

    /// <summary>Whether the kept bytes answer a request: some forms state the address at which they were asked.</summary>
    public bool IsFor(HttpRequest request) =>
        Volatile.Read(ref content) is { } known && known.Host == request.Host.Value && known.Scheme == request.Scheme && known.Base == request.PathBase.Value;

    /// <summary>Counts a request that finds nothing kept.</summary>
    public int CountAsking() => Interlocked.Increment(ref asked);

    /// <summary>Keeps bytes.</summary>
    public void Set(HttpRequest request, byte[] body) => Volatile.Write(ref content, new Content(request.Scheme, request.Host.Value, request.PathBase.Value, body));

    /// <summary>Lets the bytes go.</summary>
    public void Forget()
    {
        Volatile.Write(ref content, null);
        Volatile.Write(ref asked, 0);
    }

    private sealed record Content(string Scheme, string? Host, string? Base, byte[] Body);
}

/// <summary>Notes the bytes of an answer as they go out, up to a length.</summary>
/// <param name="longest">A longer answer is not kept.</param>
/// <param name="keep">Takes the bytes of an answer that came to its end.</param>
internal sealed class AnswerRecorder(long longest, Action<byte[]> keep)
{
    private MemoryStream? noted = new();

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
        if (noted is not null)
        {
            keep(noted.ToArray());
        }
    }
}
