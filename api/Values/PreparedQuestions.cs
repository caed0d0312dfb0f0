using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Insight.Api.Answers;
using Insight.Api.Citations;
using Insight.Api.Publications;

namespace Insight.Api.Values;

/// <summary>
/// Questions that were read before, ready to be answered again: reading one takes some microseconds, which a short answer feels. Each is the
/// place of its whole answers, whose memory <see cref="KeptAnswers"/> limits. No questions to earlier publications are held, which would keep
/// those in memory. Forgotten when the edition's pointer moves, because the same text may then mean another publication.
/// </summary>
internal sealed class PreparedQuestions(PublicationShelf shelf, ValuesQueryReader reader)
{
    private const int Most = 2_000;
    private const int LongestText = 1_000;

    private volatile Known known = new(null, new ConcurrentDictionary<string, PreparedQuestion>(StringComparer.Ordinal));

    /// <summary>The question of a request.</summary>
    public PreparedQuestion Of(HttpRequest request)
    {
        var pointer = shelf.Pointer;
        var current = known;
        if (!ReferenceEquals(current.Pointer, pointer) || current.Questions.Count >= Most)
        {
            current = new Known(pointer, new ConcurrentDictionary<string, PreparedQuestion>(StringComparer.Ordinal));
            known = current;
        }

        var text = request.QueryString.Value ?? "";
        if (request.Headers.Accept.Count > 0)
        {
            text += "\n" + request.Headers.Accept;
        }

        return current.Questions.TryGetValue(text, out var prepared) && prepared.IsAskedAt(request) ? prepared : Prepare(request, current, text);
    }

    private PreparedQuestion Prepare(HttpRequest request, Known current, string text)
    {
        var prepared = new PreparedQuestion(reader.Read(request), request);
        if (text.Length <= LongestText && ReferenceEquals(prepared.Query.Publication, shelf.CurrentOrNull))
        {
            current.Questions[text] = prepared;
        }

        return prepared;
    }

    private sealed record Known(object? Pointer, ConcurrentDictionary<string, PreparedQuestion> Questions);
}

/// <summary>A question with what every answer to it has in common.</summary>
internal sealed class PreparedQuestion
{
    private readonly string[] tags;
    private long length;
    private readonly KeptAnswer[] answers = [.. Enum.GetValues<ContentCoding>().Select(_ => new KeptAnswer())];
    private readonly ConditionalWeakTable<Slice, AskedCells>? cells;
    private readonly (string Scheme, string? Host, string? Base) address;

    /// <summary>A question as it was asked in a request.</summary>
    public PreparedQuestion(ValuesQuery query, HttpRequest request)
    {
        Query = query;
        cells = query.Indicators.Count == 1 ? [] : null;
        address = (request.Scheme, request.Host.Value, request.PathBase.Value);
        Citation = new Citation(query, request);
        CiteAs = PermanentLink.Header(Citation.Link);
        tags = [.. Enum.GetValues<ContentCoding>().Select(coding => EntityTag.OfQuery(query.Canonical, coding))];
    }

    /// <summary>The question.</summary>
    public ValuesQuery Query { get; }

    /// <summary>Whether a request with the same question was sent to the same address of this server, which stands in answers and citations.</summary>
    public bool IsAskedAt(HttpRequest request) =>
        address.Host == request.Host.Value && address.Scheme == request.Scheme && address.Base == request.PathBase.Value;

    /// <summary>How the answer is cited.</summary>
    public Citation Citation { get; }

    /// <summary>The permanent link as a header.</summary>
    public string CiteAs { get; }

    /// <summary>Bytes of the answer as text without packing, once it was given; 0 before. The same question has the same bytes.</summary>
    public long Length
    {
        get => Volatile.Read(ref length);
        set => Volatile.Write(ref length, value);
    }

    /// <summary>Where the answer in a content coding may be kept.</summary>
    public KeptAnswer Answer(ContentCoding coding) => answers[(int)coding];

    /// <summary>What the question comes to in a slice; kept, without keeping the slice, where it asks for one indicator.</summary>
    public AskedCells CellsIn(Slice slice, Func<AskedCells> find)
    {
        if (cells is null)
        {
            return find();
        }

        if (!cells.TryGetValue(slice, out var found))
        {
            found = find();
            cells.AddOrUpdate(slice, found);
        }

        return found;
    }

    /// <summary>The entity tag of the answer in a content coding.</summary>
    public string Tag(ContentCoding coding) => tags[(int)coding];
}
