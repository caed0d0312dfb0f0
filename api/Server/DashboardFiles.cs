using System.Collections.Concurrent;
using System.IO.Compression;
using Insight.Api.Answers;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Server;

/// <summary>
/// Serves the dashboard's files from wwwroot: index.html at <c>/</c>, the rest by path. Each is read and packed once and kept until it
/// changes on disk. Files under /assets carry a hash in their name and may be kept by browsers for good.
/// </summary>
public sealed class DashboardFiles(RequestDelegate next, string root)
{
    private const string ForGood = "public, max-age=31536000, immutable";
    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly ConcurrentDictionary<(string Path, ContentCoding Coding), Kept> kept = new();

    /// <summary>The folder of the dashboard's files: beside the program where it is published, else in the project.</summary>
    public static string FindRoot(string startFolder)
    {
        string[] places =
        [
            Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            Path.GetFullPath(Path.Combine("..", "..", "..", "wwwroot"), AppContext.BaseDirectory),
            Path.Combine(startFolder, "api", "wwwroot"),
        ];
        return Array.Find(places, Directory.Exists) ?? places[0];
    }

    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var isReading = context.GetEndpoint() is null && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        return isReading && Find(context.Request.Path.Value ?? "/") is { } file ? AnswerAsync(context, file) : next(context);
    }

    private FileInfo? Find(string path)
    {
        var relative = path == "/" ? "index.html" : path.TrimStart('/');
        if (relative.Contains("..", StringComparison.Ordinal) || relative.Contains('\\') || relative.Contains('\0')
            || relative.StartsWith('.'))
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(root, relative));
        return file.Exists ? file : null;
    }

    private Task AnswerAsync(HttpContext context, FileInfo file)
    {
        var type = Types.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream";
        var coding = IsPackable(type) ? ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding) : ContentCoding.Identity;
        var ready = Load(file, coding);
        var caching = context.Request.Path.StartsWithSegments("/assets") ? ForGood : "no-cache";
        return Answer.IsUnchanged(context, ready.Tag, caching, HeaderNames.AcceptEncoding)
            ? Task.CompletedTask
            : Answer.WriteAsync(
                context, type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type, ready.Bytes, coding);
    }

    private Kept Load(FileInfo file, ContentCoding coding)
    {
        var key = (file.FullName, coding);
        if (!kept.TryGetValue(key, out var ready) || ready.Written != file.LastWriteTimeUtc)
        {
            var bytes = File.ReadAllBytes(file.FullName);
            ready = new Kept(
                file.LastWriteTimeUtc, EntityTag.OfBytes(bytes, coding), ContentCodings.Pack(bytes, coding, CompressionLevel.Optimal));
            kept[key] = ready;
        }

        return ready;
    }

    private static bool IsPackable(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("javascript") || type.Contains("json") || type.Contains("svg")
            || type.Contains("wasm");

    private sealed record Kept(DateTime Written, string Tag, byte[] Bytes);
}
