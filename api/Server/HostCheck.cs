using Insight.Api.Problems;

namespace Insight.Api.Server;

/// <summary>Refuses requests whose header Host is no name of a server: links and citations of an answer are made with it.</summary>
public sealed class HostCheck(RequestDelegate next)
{
    private volatile string good = "";

    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Headers.Host.ToString();
        if (host != good)
        {
            good = IsName(host) ? host : throw new ProblemException(new Problem(
                400, "bad-host", "The server's name is none", $"'{BadRequest.Cut(host)}' in the header Host is no name or address of a server, with a port or without.") { Parameter = "Host", Value = host });
        }

        return next(context);
    }

    private static bool IsName(string host)
    {
        try
        {
            return host.Length > 0 && Uri.TryCreate("http://" + new HostString(host).ToUriComponent() + "/", UriKind.Absolute, out var uri)
                && HostString.FromUriComponent(uri).HasValue && HostString.FromUriComponent(host).HasValue;
        }
        catch (ArgumentException)
        {
            // A name that begins with xn-- and is no encoded one.
            return false;
        }
    }
}
