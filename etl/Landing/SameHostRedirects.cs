using System.Net;

namespace Insight.Etl.Landing;

/// <summary>Follows redirects only within the server that was asked, and not for ever.</summary>
internal static class SameHostRedirects
{
    /// <summary>Redirects that a request may take.</summary>
    public const int Most = 5;

    /// <summary>Where a redirect leads; null when the answer is none.</summary>
    /// <exception cref="PayloadException">It leads to another host, from https to http, nowhere, or would turn a query into a plain GET.</exception>
    public static Uri? Next(HttpResponseMessage response, Uri asked, bool hasBody)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
        {
            return null;
        }

        var next = response.Headers.Location is { } location ? new Uri(asked, location) : null;
        if (next is null || !SameServer(asked, next))
        {
            throw new PayloadException(
                $"{asked} redirects to {next?.AbsoluteUri ?? "nowhere"}, which is not the same server; it was not followed. If the producer has moved, change base_url in source.yml.");
        }

        if (hasBody && response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
        {
            throw new PayloadException($"{asked} answers a query with a redirect ({(int)response.StatusCode}) to {next}, which would lose the query; use that address in source.yml.");
        }

        return next;
    }

    /// <summary>The same host and port, or the same host going from http to https.</summary>
    private static bool SameServer(Uri from, Uri to) =>
        from.Host == to.Host && ((from.Scheme == to.Scheme && from.Port == to.Port) || (from.Scheme == "http" && to.Scheme == "https"));
}
