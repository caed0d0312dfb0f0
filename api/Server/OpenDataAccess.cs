namespace Insight.Api.Server;

/// <summary>
/// Lets pages of any origin read the open data (GET and HEAD of /v1), without credentials. What changes something stays closed to them.
/// </summary>
public sealed class OpenDataAccess(RequestDelegate next)
{
    private const string DayInSeconds = "86400";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/v1"))
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Content-Disposition, Location";
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count == 0)
        {
            return next(context);
        }

        headers.AccessControlAllowMethods = "GET, HEAD";
        headers.AccessControlAllowHeaders = "Accept, If-None-Match, Last-Event-ID";
        headers.AccessControlMaxAge = DayInSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
