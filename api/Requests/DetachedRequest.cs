namespace Insight.Api.Requests;

/// <summary>A question that is answered elsewhere than in the request that asked it: as one of many, or later as a job.</summary>
internal static class DetachedRequest
{
    /// <summary>A context with the address of a request and nothing else of it, so that it may outlive the request.</summary>
    /// <param name="origin">The request.</param>
    /// <param name="path">The path of the question; null for that of the request.</param>
    /// <param name="query">The query string of the question; null for that of the request.</param>
    public static HttpContext Of(HttpRequest origin, string? path = null, QueryString? query = null)
    {
        var context = new DefaultHttpContext();
        var request = context.Request;
        request.Method = HttpMethods.Get;
        request.Scheme = origin.Scheme;
        request.Host = origin.Host;
        request.PathBase = origin.PathBase;
        request.Path = path ?? origin.Path;
        request.QueryString = query ?? origin.QueryString;
        return context;
    }

    /// <summary>Lets what is answered go into a stream, until somebody stops it.</summary>
    public static HttpContext Into(this HttpContext context, Stream target, CancellationToken stop)
    {
        context.Response.Body = target;
        context.RequestAborted = stop;
        return context;
    }
}
