using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;

namespace Insight.Api.Health;

/// <summary>GET /health/live and /health/ready, for whoever watches over the process.</summary>
internal sealed class HealthEndpoints(PublicationShelf shelf)
{
    private const string Tag = "Health";

    private static readonly Operation LiveOperation = new("getLiveness", Tag, "Whether the process answers")
    {
        Answers = [("application/json", typeof(HealthAnswer))],
        HasEntityTag = false,
    };

    private static readonly Operation ReadyOperation = new("getReadiness", Tag, "Whether there is a publication to answer from")
    {
        Answers = [("application/json", typeof(HealthAnswer))],
        Problems = [503],
        HasEntityTag = false,
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/health/live", LiveOperation, context => WriteAsync(context, new HealthAnswer("live", null)));
        routes.Get("/health/ready", ReadyOperation, context => WriteAsync(context, new HealthAnswer("ready", shelf.Current.Id)));
    }

    private static Task WriteAsync(HttpContext context, HealthAnswer answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(answer), ContentCoding.Identity);
    }
}

/// <summary>How the server is.</summary>
/// <param name="Status">live or ready.</param>
/// <param name="Publication">The publication that is served.</param>
public sealed record HealthAnswer(string Status, string? Publication);
