using System.Globalization;
using System.Text.Json;
using Insight.Api.Problems;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>
/// The publications of one edition as this process sees them. The current one switches at once when the pointer file changes; the file is
/// looked at no more than once a second. Earlier ones are opened when they are asked for, and a few are kept.
/// </summary>
public sealed class PublicationShelf(PublicationStore store, TimeProvider clock, ILogger<PublicationShelf> log)
{
    /// <summary>The edition that this server serves.</summary>
    public const string Edition = "public";

    private const int MostKept = 4;
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LinkedList<Publication> kept = [];
    private State? state;
    private long lookedAt;

    /// <summary>The lake's store, for the files that publications name.</summary>
    public PublicationStore Store => store;

    /// <summary>The current publication, or null before anything was published.</summary>
    public Publication? CurrentOrNull
    {
        get
        {
            var seen = Volatile.Read(ref lookedAt);
            if (clock.GetElapsedTime(seen) >= LookEvery && Interlocked.CompareExchange(ref lookedAt, clock.GetTimestamp(), seen) == seen)
            {
                Refresh();
            }

            return state?.Current;
        }
    }

    /// <summary>The current publication.</summary>
    /// <exception cref="ProblemException">503: nothing was published yet.</exception>
    public Publication Current => CurrentOrNull ?? throw Nothing();

    /// <summary>The edition's pointer as it is now; another object when it moves. Null before anything was published.</summary>
    public EditionPointer? Pointer => CurrentOrNull is null ? null : state!.Pointer;

    /// <summary>All moves of the edition's pointer, oldest first.</summary>
    public IReadOnlyList<PointerMove> History => Pointer?.History ?? [];

    /// <summary>Looks at the pointer now; called after something was published in this process.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            try
            {
                var stamp = StampOf(store.PointerPath(Edition));
                if (state?.Stamp != stamp && store.Pointer(Edition) is { } pointer)
                {
                    var current = state?.Current.Id == pointer.Current ? state.Current : Open(pointer.Current);
                    state = new State(
                        stamp,
                        pointer,
                        current
                            ?? throw new PublicationException($"The lake lacks the publication {pointer.Current} that its pointer names."));
                }
            }
            catch (Exception e) when (e is PublicationException or IOException or JsonException or UnauthorizedAccessException)
            {
                log.LogError(
                    e,
                    "The pointer of edition {Edition} cannot be followed; the publication {Publication} stays",
                    Edition,
                    state?.Current.Id ?? "(none)");
            }
        }
    }

    /// <summary>
    /// The publication that <c>asOf</c> means: null is the current one; an id is that one; a date is the one that was current at the end of
    /// that day (UTC), a time the one that was current then.
    /// </summary>
    /// <param name="asOf">What was asked.</param>
    /// <param name="parameter">The parameter that asked it, for messages.</param>
    /// <exception cref="ProblemException">It names none.</exception>
    public Publication AsOf(string? asOf, string parameter = "asOf")
    {
        var current = Current;
        if (asOf is null || asOf == current.Id)
        {
            return current;
        }

        return TryMoment(asOf, out var moment) ? CurrentAt(moment, asOf, parameter) : ById(asOf) ?? throw UnknownPublication(asOf, parameter);
    }

    /// <summary>The publication that was current before another first was; null where that was the first.</summary>
    public Publication? Before(Publication publication)
    {
        var moves = History;
        var first = moves.Index().FirstOrDefault(m => m.Item.Publication == publication.Id).Index;
        return first == 0 ? null : ById(moves[first - 1].Publication);
    }

    /// <summary>The publication with an id, or null; candidates that never were current are not served.</summary>
    public Publication? ById(string id)
    {
        var current = Current;
        if (id == current.Id)
        {
            return current;
        }

        lock (gate)
        {
            return History.Any(m => m.Publication == id) ? Kept(id) ?? Keep(Open(id)) : null;
        }
    }

    private Publication CurrentAt(DateTimeOffset moment, string asOf, string parameter)
    {
        var history = History;
        return state!.Pointer.CurrentAt(moment) is { } id && ById(id) is { } publication
            ? publication
            : throw new ProblemException(new Problem(404, "no-publication", "Nothing was published yet",
                $"Nothing was published as of {BadRequest.Cut(asOf)}; the first publication is of {history[0].Since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.")
            { Parameter = parameter, Value = asOf });
    }

    private ProblemException UnknownPublication(string asOf, string parameter) => BadRequest.Unknown(
        "publication", parameter, asOf, NearestNames.Of(asOf, History.Select(m => m.Publication)),
        "Write a date such as 2026-03-31, or an id from /v1/publications.");

    private Publication? Kept(string id)
    {
        var node = kept.First;
        while (node is not null && node.Value.Id != id)
        {
            node = node.Next;
        }

        if (node is not null)
        {
            kept.Remove(node);
            kept.AddFirst(node);
        }

        return node?.Value;
    }

    private Publication? Keep(Publication? publication)
    {
        if (publication is not null)
        {
            kept.AddFirst(publication);
            if (kept.Count > MostKept)
            {
                kept.RemoveLast();
            }
        }

        return publication;
    }

    private Publication? Open(string id) =>
        store.Manifest(id) is { } manifest ? new Publication(manifest, store.Document<AreasDocument>(manifest.AreasFile)) : null;

    /// <summary>The moment that a date (the end of that day, UTC) or a time means.</summary>
    internal static bool TryMoment(string text, out DateTimeOffset moment)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            moment = new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
            return true;
        }

        return DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    private static ProblemException Nothing() => new(new Problem(
        503, "no-publication", "Nothing is published yet", "No publication is there yet; a load and a computation make the first one. Ask again in a moment.") { RetryAfter = 5 });

    private static (DateTime, long) StampOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private sealed record State((DateTime, long) Stamp, EditionPointer Pointer, Publication Current);
}
