using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Etl.Deliveries;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>GET /v1/alerts.</summary>
internal sealed class AlertEndpoints(StewardDoor door, TimeProvider clock)
{
    private static readonly Operation ListOperation = new("listAlerts", "Runs", "What a steward should look at and mend; it stays until it is mended")
    {
        Description = "files: files of sources or definitions are wrong, what they said before holds. failed: the last run of the source failed. drift: a producer renamed something, the last good "
            + "mapping was used. check: a check of the last load warned.",
        Parameters =
        [
            new("source", "Only about this source.", "statfin"),
            new("kind", "Only of this kind.", "drift") { Words = Alerts.Kinds },
            FileEndpoints.Tongue,
        ],
        Answers = [("application/json", typeof(AlertsAnswer))],
        Problems = [400],
        HasEntityTag = false,
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/alerts", ListOperation, ListAsync);

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var alerts = new Alerts(door.Store, clock).List(query.OneOf("kind", [.. Alerts.Kinds]), query.Single("source"));
        var phrases = FileEndpoints.PhrasesOf(context, query);
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(new AlertsAnswer([.. alerts.Select(alert => AlertAnswer.Of(alert, phrases))])), ContentCoding.Identity);
    }
}

/// <summary>What a steward should look at and mend.</summary>
/// <param name="Alerts">By kind, then by source.</param>
public sealed record AlertsAnswer(IReadOnlyList<AlertAnswer> Alerts);

/// <summary>Something that a steward should look at and mend.</summary>
/// <param name="Kind">files, failed, drift or check.</param>
/// <param name="Source">The source; null where it is about none.</param>
/// <param name="Message">What is wrong, where, and what to do, in the language that was asked for; names and texts of files stay as they are.</param>
/// <param name="Since">When it was found first.</param>
/// <param name="At">When it was found last.</param>
public sealed record AlertAnswer(string Kind, string? Source, string Message, DateTimeOffset Since, DateTimeOffset At)
{
    internal static AlertAnswer Of(Alert alert, Phrases phrases) => new(alert.Kind, alert.Subject.Length == 0 ? null : alert.Subject, phrases.Of(alert.Message), alert.Since, alert.At);
}
