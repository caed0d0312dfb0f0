using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Answers;

/// <summary>Writes whole answers: JSON with a strong tag, packed as the client asks, or 304 where the client has it already.</summary>
public static class Answer
{
    /// <summary>The media type of all JSON answers.</summary>
    public const string JsonType = "application/json; charset=utf-8";

    /// <summary>Answers 200 with a value as JSON, or 304.</summary>
    public static Task JsonAsync<T>(HttpContext context, T value)
    {
        var bytes = Json.Serialize(value);
        var coding = ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding);
        if (IsUnchanged(context, EntityTag.OfBytes(bytes, coding), "no-cache", HeaderNames.AcceptEncoding))
        {
            return Task.CompletedTask;
        }

        return WriteAsync(context, JsonType, ContentCodings.Pack(bytes, coding, CompressionLevel.Fastest), coding);
    }

    /// <summary>
    /// Sets the headers by which caches work. True where the client named this tag: the answer is then 304 and complete.
    /// </summary>
    public static bool IsUnchanged(HttpContext context, string tag, string cacheControl, string vary)
    {
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = cacheControl;
        headers.Vary = vary;
        if (!EntityTag.Matches(context.Request.Headers.IfNoneMatch, tag))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    /// <summary>Writes ready bytes with their length; HEAD gets the headers only.</summary>
    public static Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> bytes, ContentCoding coding)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (ContentCodings.NameOf(coding) is { } name)
        {
            response.Headers.ContentEncoding = name;
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
