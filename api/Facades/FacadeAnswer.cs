using System.IO.Compression;
using Insight.Api.Answers;

namespace Insight.Api.Facades;

/// <summary>Sends an answer of another interface as it is written, with an entity tag made of what determines it, packed as the client asks.</summary>
internal static class FacadeAnswer
{
    /// <summary>Answers 304 where the client has the answer already, else writes it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="determining">Everything that decides the bytes of the answer, together with this build.</param>
    /// <param name="contentType">Media type.</param>
    /// <param name="write">Writes the body.</param>
    /// <param name="vary">Headers on which the answer depends.</param>
    public static async Task SendAsync(HttpContext context, string determining, string contentType, Func<Stream, Task> write, string vary = "Accept-Encoding")
    {
        var coding = ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding);
        if (Answer.IsUnchanged(context, EntityTag.OfQuery(determining, coding), "no-cache", vary))
        {
            return;
        }

        var response = context.Response;
        response.ContentType = contentType;
        if (ContentCodings.NameOf(coding) is { } name)
        {
            response.Headers.ContentEncoding = name;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (coding == ContentCoding.Identity)
        {
            await write(response.Body);
            return;
        }

        await using var packed = ContentCodings.Pack(response.Body, coding, CompressionLevel.Fastest);
        await write(packed);
    }
}
