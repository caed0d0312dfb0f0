using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>GET /v1/candidates; POST /v1/publications/{id}/approve, return and roll-back. All need a steward's key.</summary>
internal sealed class DecisionEndpoints(PublicationShelf shelf, StewardDoor door, TimeProvider clock)
{
    private const string Tag = "Publications";

    private static readonly string[] States = [.. Enum.GetValues<CandidateState>().Select(Candidates.Word)];
    private static readonly Parameter Id = new("id", "Id of a candidate or publication.", "20261121T083005Z-1a2b3c4d") { IsInPath = true };

    private static readonly Operation ListOperation = new("listCandidates", Tag, "Candidates with what was decided on them, newest first")
    {
        Parameters =
        [
            new("state", "Only candidates in this state.", "needs-approval") { Words = States },
            new("limit", "Most candidates that are listed. Default 20.", "5") { Range = (1, 200) },
        ],
        Answers = [("application/json", typeof(CandidatesAnswer))],
        Problems = [400, 401],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation ApproveOperation = Deciding(
        "approvePublication", "Approves a candidate that waits", "With the last approval that it needs, it becomes current at once.", typeof(CandidateAnswer));

    private static readonly Operation ReturnOperation = Deciding(
        "returnPublication", "Returns a candidate that waits", "The comment says what is wrong. The current publication stays, and the same content is not put up again.", typeof(CandidateAnswer));

    private static readonly Operation RollBackOperation = Deciding(
        "rollBackPublication", "Makes a former publication current again", "The comment says why. What follows is approved by a person.", typeof(RolledBackAnswer));

    private PublicationDecisions Decisions => new(door.Store, shelf.Store, clock);

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/candidates", ListOperation, ListAsync);
        routes.Post("/v1/publications/{id}/approve", ApproveOperation, context => DecideAsync(context, (id, who, comment) => Told(Decisions.Approve(id, who, comment))));
        routes.Post("/v1/publications/{id}/return", ReturnOperation, context => DecideAsync(context, (id, who, comment) => Told(Decisions.Return(id, who, comment))));
        routes.Post("/v1/publications/{id}/roll-back", RollBackOperation, context => DecideAsync(context, RollBack));
    }

    private static Operation Deciding(string id, string summary, string description, Type answer) => new(id, Tag, summary)
    {
        Description = description,
        Parameters = [Id],
        Body = typeof(DecisionRequest),
        Answers = [("application/json", answer)],
        Problems = [400, 401, 404, 409, 413, 415],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private Task ListAsync(HttpContext context)
    {
        door.Require(context);
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        CandidateState? state = query.OneOf("state", States) is { } word ? Enum.GetValues<CandidateState>()[Array.IndexOf(States, word)] : null;
        return NowAsync(context, new CandidatesAnswer([.. Decisions.Candidates.List(state, query.Number("limit", 1, 200, 20)).Select(Told)]));
    }

    private async Task DecideAsync<T>(HttpContext context, Func<string, string, string?, T> decide)
    {
        var steward = door.Require(context);
        RequestQuery.Of(context.Request, []);
        var body = await JsonBody.ReadAsync<DecisionRequest>(context, """{"comment": "…"}""");
        try
        {
            var answer = decide((string)context.GetRouteValue("id")!, steward, body.Comment);
            shelf.Refresh();
            await NowAsync(context, answer);
        }
        catch (DecisionException e)
        {
            throw new ProblemException(Refused(e));
        }
        catch (PublicationException e)
        {
            throw new ProblemException(new Problem(409, "publication-damaged", "The publication is not whole", e.Message));
        }
    }

    private RolledBackAnswer RollBack(string id, string who, string? comment)
    {
        var move = Decisions.RollBack(PublicationShelf.Edition, id, who, comment).History[^1];
        return new RolledBackAnswer(move.Publication, move.Since, move.Reason);
    }

    private CandidateAnswer Told(Candidate candidate) => CandidateAnswer.Of(candidate, shelf.Store.Manifest(candidate.Publication));

    private static Problem Refused(DecisionException fault) => fault.Code switch
    {
        "unknown-publication" => new Problem(404, fault.Code, "There is no such resource", fault.Message),
        "comment-missing" => new Problem(400, fault.Code, "A comment is missing", fault.Message) { Parameter = "comment" },
        _ => new Problem(409, fault.Code, "The decision cannot be taken", fault.Message),
    };

    private static Task NowAsync<T>(HttpContext context, T answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(answer), ContentCoding.Identity);
    }
}
