using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Answers;

/// <summary>Writes whole answers: JSON with a strong tag, packed as the client asks, or 304 where the client has it already.</summary>
public static class Answer
{
    /// <summary>Most bytes that are handed to the server in one piece.</summary>
    public const int LongestPiece = 256 * 1024;

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
            : SendAsync(response, bytes);
    }

    /// <summary>Copies bytes where the server sends from: one copy, in large pieces.</summary>
    private static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> bytes)
    {
        await response.StartAsync(CancellationToken.None);
        while (bytes.Length > 0)
        {
            var piece = bytes[..Math.Min(bytes.Length, LongestPiece)];
            bytes = bytes[piece.Length..];
            piece.CopyTo(response.BodyWriter.GetMemory(piece.Length));
            response.BodyWriter.Advance(piece.Length);
            await response.BodyWriter.FlushAsync(bytes.Length == 0 ? CancellationToken.None : response.HttpContext.RequestAborted);
        }
    }
}
