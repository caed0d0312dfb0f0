using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Insight.Etl.Sources;

namespace Insight.Etl.Landing;

/// <summary>Makes the origin that a source asks for. One for a process, so that all runs of a source keep its pace together.</summary>
/// <param name="store">Where payloads land.</param>
/// <param name="http">Sends requests to producers: <see cref="NewHttp"/>.</param>
/// <param name="deliveries">The folder with a folder of deliveries a source.</param>
/// <param name="generators">Who invents the payloads of sources with <c>origin: synthetic</c>, by connector name.</param>
/// <param name="clock">Time.</param>
/// <param name="contact">How a producer reaches whoever runs this (an address of a web page or mail), told in the User-Agent; null tells none.</param>
public sealed class PayloadOrigins(
    LandingStore store,
    HttpMessageInvoker http,
    string deliveries,
    IReadOnlyDictionary<string, PayloadGenerator> generators,
    TimeProvider clock,
    string? contact = null)
{
    private readonly ConcurrentDictionary<string, RequestPace> paces = new(StringComparer.Ordinal);

    /// <summary>An HTTP client as <see cref="LiveOrigin"/> needs it: follows no redirects, keeps no cookies, leaves answers packed as they come.</summary>
    public static HttpMessageInvoker NewHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None ? true : throw Untrusted(certificate, errors) },
    });

    /// <summary>Says what is wrong with a certificate, which the library leaves to the reader of its inner exceptions.</summary>
    private static AuthenticationException Untrusted(X509Certificate? certificate, SslPolicyErrors errors) => new(certificate is null
        ? "it shows no certificate."
        : $"its certificate ({certificate.Subject}, valid from {certificate.GetEffectiveDateString()} to {certificate.GetExpirationDateString()}) is not accepted ({errors}): it has expired, is of another server, or nobody vouches for it.");

    /// <summary>The origin of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="progress">Is told how a live origin comes along, or null.</param>
    /// <exception cref="PayloadException">The source asks for an origin that is not there.</exception>
    public IPayloadOrigin For(SourceDefinition source, IProgress<FetchProgress>? progress = null) => source.Origin switch
    {
        "recorded" => new RecordedOrigin(source, store),
        "live" => new LiveOrigin(source, store, http, PaceOf(source), UserAgent, clock, progress),
        "deliveries" => new DeliveredOrigin(source, Path.Combine(deliveries, source.Id), store, clock),
        "synthetic" => generators.TryGetValue(source.Connector, out var generate)
            ? new SyntheticOrigin(source, generate, store, clock)
            : throw new PayloadException($"Source '{source.Id}' says origin: synthetic, but connector '{source.Connector}' invents nothing; use recorded, live or deliveries."),
        _ => throw new PayloadException($"Source '{source.Id}' says origin: {source.Origin}; known are recorded, live, deliveries and synthetic."),
    };

    /// <summary>Who we are, as producers ask to be told: name, version and contact.</summary>
    public string UserAgent { get; } =
        $"Insight/{typeof(PayloadOrigins).Assembly.GetName().Version?.ToString(2)} ({(contact is null ? "municipal data warehouse" : "+" + contact)})";

    private RequestPace PaceOf(SourceDefinition source) => paces.GetOrAdd(
        source.Id, _ => new RequestPace(source.Limits.Requests, TimeSpan.FromSeconds(source.Limits.PerSeconds), clock));
}
