using Insight.Api.Problems;
using Insight.Etl.Deliveries;
using Microsoft.AspNetCore.Http.Features;

namespace Insight.Api.Loads;

/// <summary>What can be wrong with a delivery, as problems.</summary>
internal static class FileProblems
{
    private const int LongestKey = 200;

    /// <summary>Bytes beyond a source's limit that are read from a client that has been refused already.</summary>
    private const long ReadOn = 1 << 24;

    /// <summary>Refuses a body of another type.</summary>
    /// <exception cref="ProblemException">415.</exception>
    public static void RefuseType(HttpRequest request, IReadOnlyList<string> accepted)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        if (!accepted.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw new ProblemException(new Problem(
                415, "unsupported-media-type", "The body's media type is not accepted",
                $"'{BadRequest.Cut(request.ContentType ?? "")}' is not accepted here; send the file itself as the body with Content-Type: {string.Join(", ", accepted)}."));
        }
    }

    /// <summary>The body, of which the server reads as much as the source takes.</summary>
    /// <exception cref="ProblemException">413: its announced length is more.</exception>
    public static Stream Body(HttpContext context, long most)
    {
        // The source's own limit is told with its remedy; the server's lies above it by what is read on.
        Allow(context, most + ReadOn);
        if (context.Request.ContentLength > most)
        {
            throw TooLarge(FormattableString.Invariant($"The body has {context.Request.ContentLength} bytes and the source takes at most {most}; deliver it in parts, or raise limits.max_bytes in source.yml."));
        }

        return context.Request.Body;
    }

    /// <summary>Reads on what a client still sends that has been refused: while it sends it looks for no answer, and a connection that is cut takes the answer with it.</summary>
    public static async Task ReadOnAsync(HttpContext context)
    {
        Allow(context, ReadOn);
        var buffer = new byte[1 << 16];
        int count;
        for (var left = context.Request.ContentLength > ReadOn ? 0 : ReadOn; left > 0; left -= count)
        {
            count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
            if (count == 0)
            {
                return;
            }
        }
    }

    /// <summary>An Idempotency-Key.</summary>
    /// <exception cref="ProblemException">400: it is too long or holds signs that are none of a key.</exception>
    public static string Key(string given) => given.Length <= LongestKey && given.All(c => c is > ' ' and < '\u007f')
        ? given
        : throw BadRequest.Parameter("Idempotency-Key", given, $"An Idempotency-Key has at most {LongestKey} visible ASCII characters.");

    /// <summary>The problem that a refusal is.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="limit">Most refused rows that it lists.</param>
    /// <param name="phrases">The language of rows and sentence.</param>
    public static ProblemException Of(IntakeException refusal, int limit, Phrases phrases)
    {
        var (status, code, title) = refusal.Fault switch
        {
            IntakeFault.NotFound => (404, "unknown-target", "There is nothing of this name to deliver to"),
            IntakeFault.WrongPlace => (422, "not-expected-here", "This is not expected here"),
            IntakeFault.NotAllowed => (403, "not-yours", "The key does not deliver this"),
            IntakeFault.TooLarge => (413, "body-too-large", "The request's body is too large"),
            IntakeFault.KeyReused => (422, "idempotency-key-reused", "The Idempotency-Key was used for other content"),
            _ => (422, "delivery-refused", "The delivery was refused"),
        };
        return new(new Problem(status, code, title, phrases.Of(refusal.Message))
        {
            BadRows = refusal.Refused.Count == 0 ? null : FileAnswer.Rows(refusal.Refused, limit, phrases),
            Suggestions = refusal.Suggestions.Count == 0 ? null : refusal.Fault == IntakeFault.NotFound ? null : refusal.Suggestions,
        });
    }

    /// <summary>Lets a body have so many bytes, where none of it was read yet.</summary>
    private static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature && !(feature.MaxRequestBodySize > bytes))
        {
            feature.MaxRequestBodySize = bytes;
        }
    }

    private static ProblemException TooLarge(string detail) => new(new Problem(413, "body-too-large", "The request's body is too large", detail));
}
