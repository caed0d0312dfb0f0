using System.Security.Cryptography;

namespace Insight.Api.Jobs;

/// <summary>One piece of work whose result is a file: waiting, at work, or over.</summary>
/// <param name="question">Everything that decides the result; who asks the same is given the same job.</param>
/// <param name="file">The result's form.</param>
/// <param name="created">When it was asked for.</param>
/// <param name="stopping">Ends with the server.</param>
internal sealed class Job(string question, JobFile file, DateTimeOffset created, CancellationToken stopping) : IProgress<double>, IDisposable
{
    /// <summary>How long a result is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private double share;

    /// <summary>Its id, not to be guessed: who knows it may read the result and cancel the job.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What was asked.</summary>
    public string Question => question;

    /// <summary>Form of the result.</summary>
    public JobFile File => file;

    /// <summary>queued, running, done, failed or cancelled.</summary>
    public string State { get; set; } = Queued;

    /// <summary>Why it failed.</summary>
    public string? Fault { get; set; }

    /// <summary>Bytes of the result; null before.</summary>
    public long? Bytes { get; set; }

    /// <summary>When the result is deleted.</summary>
    public DateTimeOffset Expires => created + Kept;

    /// <summary>Whether it still runs, or will.</summary>
    public bool IsOpen => State is Queued or Running;

    /// <summary>Ends when it is cancelled or the server stops.</summary>
    public CancellationToken Stop => cancellation.Token;

    /// <summary>As it is told.</summary>
    public JobAnswer Answer => new(Id, State, Math.Round(Volatile.Read(ref share), 3), created, Expires, Bytes, State == Done ? $"/v1/jobs/{Id}/result" : null, Fault);

    /// <summary>Waiting for its turn.</summary>
    public const string Queued = "queued";

    /// <summary>At work.</summary>
    public const string Running = "running";

    /// <summary>The result is there.</summary>
    public const string Done = "done";

    /// <summary>Something went wrong; asked again, it is tried again.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody did not want it any more.</summary>
    public const string Cancelled = "cancelled";

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref share, value);

    /// <summary>Asks it to stop.</summary>
    public void Cancel() => cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();
}

/// <summary>Form of a result.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Name">The file name that a browser saves it by.</param>
internal sealed record JobFile(string ContentType, string Name);

/// <summary>A job.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Share">Share of the work done, 0 to 1.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ExpiresAt">When the result is deleted.</param>
/// <param name="Bytes">Size of the result; null before.</param>
/// <param name="Result">Address of the result; null before.</param>
/// <param name="Fault">Why it failed; null otherwise.</param>
public sealed record JobAnswer(
    string Id, string State, double Share, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, long? Bytes, string? Result, string? Fault);
