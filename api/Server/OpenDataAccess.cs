using Insight.Api.OpenApi;

namespace Insight.Api.Server;

/// <summary>
/// Lets pages of any origin read the open data, without credentials. What needs a steward's key stays closed to them. Comes after routing,
/// which also finds the resource that a preflight request asks for.
/// </summary>
public sealed class OpenDataAccess(RequestDelegate next)
{
    private const string DayInSeconds = "86400";

    private const string Exposed =
        "ETag, Link, Location, Content-Disposition, Retry-After, Preference-Applied, Deprecation, Sunset, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit, RateLimit-Policy";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var operation = context.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        if (operation is { NeedsKey: true } || (operation is null && !request.Path.StartsWithSegments("/v1")))
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = Exposed;
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count == 0 || operation is null)
        {
            return next(context);
        }

        headers.AccessControlAllowMethods = HttpMethods.IsGet(request.Headers.AccessControlRequestMethod.ToString()) ? "GET, HEAD" : request.Headers.AccessControlRequestMethod;
        headers.AccessControlAllowHeaders = "Accept, Content-Type, If-None-Match, Last-Event-ID, Prefer";
        headers.AccessControlMaxAge = DayInSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
