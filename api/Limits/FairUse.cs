using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Insight.Api.Problems;
using Insight.Api.Server;
using Microsoft.AspNetCore.RateLimiting;

namespace Insight.Api.Limits;

/// <summary>
/// Fair limits of keyless reading: a bucket of tokens a client, refilled every second; a request takes one, and who has none is answered 429.
/// Clients on this machine are not limited, unless a proxy here passes somebody else's request on: then that somebody is the client.
/// </summary>
internal sealed class FairUse : IDisposable
{
    /// <summary>A full bucket lasts for so many seconds of steady asking.</summary>
    private const int BucketSeconds = 10;

    private const string PolicyName = "reading";
    private static readonly string[] Unlimited = ["/health", "/assets"];

    private readonly int perSecond;
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    public FairUse(ApiSettings settings)
    {
        perSecond = settings.RequestsPerSecond;
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(
            context => RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => Bucket()), StringComparer.Ordinal);
    }

    private int Capacity => perSecond * BucketSeconds;

    /// <summary>Takes further tokens for a request that asks for much at once.</summary>
    /// <exception cref="ProblemException">429.</exception>
    public void Take(HttpContext context, int tokens)
    {
        if (tokens < 1 || !Concerns(context))
        {
            return;
        }

        using var lease = limiter.AttemptAcquire(context, Math.Min(tokens, Capacity));
        Tell(context);
        if (!lease.IsAcquired)
        {
            throw new ProblemException(Refusal(lease));
        }
    }

    /// <summary>Puts the limits before everything that comes later.</summary>
    public void Use(IApplicationBuilder app)
    {
        if (perSecond == 0)
        {
            return;
        }

        var options = new RateLimiterOptions { GlobalLimiter = limiter, OnRejected = (rejected, _) => RefuseAsync(rejected) };
        app.UseWhen(Concerns, limited => limited.UseRateLimiter(options).Use((context, next) =>
        {
            Tell(context);
            return next(context);
        }));
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();

    /// <summary>Nobody asks faster than this machine itself, and health is asked by whoever watches the server.</summary>
    private bool Concerns(HttpContext context) =>
        perSecond > 0
        && !(context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && context.Request.Headers["X-Forwarded-For"].Count == 0)
        && !Array.Exists(Unlimited, path => context.Request.Path.StartsWithSegments(path));

    /// <summary>The address of a client; of IPv6 its network, since a household has a whole one. What a proxy on this machine says last is believed, nothing else.</summary>
    private static string ClientOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (IPAddress.IsLoopback(address) && IPAddress.TryParse(LastForwarded(context), out var forwarded))
        {
            address = forwarded;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static string LastForwarded(HttpContext context) => context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();

    private TokenBucketRateLimiterOptions Bucket() => new()
    {
        TokenLimit = Capacity,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    private ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        Tell(rejected.HttpContext);
        return new ValueTask(ProblemAnswers.WriteAsync(rejected.HttpContext, Refusal(rejected.Lease)));
    }

    private Problem Refusal(RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        return new Problem(
            429, "too-many-requests", "Too many requests",
            $"A client may ask {perSecond} times a second, and {Capacity} times at once after a pause. Ask again in {wait} s; for many series ask /v1/values/batch, for everything /v1/export.")
        { RetryAfter = wait };
    }

    /// <summary>RateLimit-Limit, -Remaining and -Reset, and the same as RateLimit and RateLimit-Policy, the fields of the later drafts.</summary>
    private void Tell(HttpContext context)
    {
        var left = limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0;
        var reset = (Capacity - left + perSecond - 1) / perSecond;
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = Text(Capacity);
        headers["RateLimit-Remaining"] = Text(left);
        headers["RateLimit-Reset"] = Text(reset);
        headers["RateLimit-Policy"] = $"\"{PolicyName}\";q={Capacity};w={BucketSeconds}";
        headers["RateLimit"] = $"\"{PolicyName}\";r={left};t={reset}";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
