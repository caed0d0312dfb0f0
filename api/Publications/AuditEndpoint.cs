using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Warehouse.Operations;

namespace Insight.Api.Publications;

/// <summary>GET /v1/audit: who did what, and whether the log is as it was written.</summary>
internal sealed class AuditEndpoint(StewardDoor door, TimeProvider clock)
{
    private static readonly Operation ListOperation = new("getAudit", "Publications", "The audit log, oldest first, with the verdict on its chain of hashes")
    {
        Description = "The whole chain is recomputed at every request. Note the head somewhere else and send it later: a log that was written anew does not have it.",
        Parameters =
        [
            new("after", "Only entries after this number. Default 0.", "100") { Range = (0, int.MaxValue) },
            new("limit", "Most entries that are listed. Default 100.", "20") { Range = (1, 1000) },
            new("head", "A head that was noted earlier, which must still be in the log.", "12:5f2b"),
        ],
        Answers = [("application/json", typeof(AuditAnswer))],
        Problems = [400, 401],
        NeedsKey = true,
        HasEntityTag = false,
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/audit", ListOperation, AnswerAsync);

    private Task AnswerAsync(HttpContext context)
    {
        door.Require(context);
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var log = new AuditLog(door.Store, clock);
        var verdict = log.Verify(query.Single("head"));
        var entries = log.List(query.Number("after", 0, int.MaxValue, 0), query.Number("limit", 1, 1000, 100));
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(new AuditAnswer([.. entries.Select(Told)], verdict.Entries, verdict.Head, verdict.Faults.Count == 0, verdict.Faults)), ContentCoding.Identity);
    }

    private static AuditEntryAnswer Told(AuditEntry e) => new(
        e.Sequence, e.At, e.Fact.Who, e.Fact.What, e.Fact.Subject, e.Fact.Before, e.Fact.After, e.Fact.Comment, e.Previous, e.Hash);
}
