using System.Net;

namespace Insight.Etl.Landing;

/// <summary>A try failed in a way that may pass: the server was busy or broken, or the connection was cut or silent.</summary>
internal sealed class TransientFault(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server asked us to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether an answer of this status may be different next time.</summary>
    public static bool IsTransient(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        || ((int)response.StatusCode >= 500 && response.StatusCode is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported))
        || (response.StatusCode == HttpStatusCode.Forbidden && response.Headers.RetryAfter is not null);

    /// <summary>What Retry-After says, seconds or date, as a span from now; null where it says nothing.</summary>
    public static TimeSpan? RetryAfterOf(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
