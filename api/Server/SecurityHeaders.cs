namespace Insight.Api.Server;

/// <summary>Headers by which browsers keep foreign code out of our pages, and pages of others out of our answers' trust.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Only what this server serves; nothing inline (the charts set their styles through the DOM, which a policy lets through).</summary>
    private const string Pages =
        "default-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Swagger's page also has style elements of its own.</summary>
    private const string SwaggerPages =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (!context.Request.Path.StartsWithSegments("/v1"))
        {
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger") ? SwaggerPages : Pages;
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        }

        return next(context);
    }
}
