using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>GET and POST /v1/runs, GET /v1/runs/{id} and its events.</summary>
internal sealed class RunEndpoints(StewardDoor door, TimeProvider clock, IHostApplicationLifetime lifetime, RunStarter? starter = null)
{
    private const string Tag = "Runs";

    private static readonly string[] States = [.. Enum.GetValues<RunState>().Select(RunLog.Word)];
    private static readonly Parameter Id = new("id", "Id of the run.", "20261121T083005123Z-1a2b3c") { IsInPath = true };

    private static readonly Operation ListOperation = new("listRuns", Tag, "Runs, newest first")
    {
        Parameters =
        [
            new("source", "Only runs in which this source is.", "statfin"),
            new("state", "Only runs in this state.", "failed") { Words = States },
            new("limit", "Most runs that are listed. Default 50.", "10") { Range = (1, 500) },
        ],
        Answers = [("application/json", typeof(RunsAnswer))],
        Problems = [400],
    };

    private static readonly Operation OneOperation = new("getRun", Tag, "One run")
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(RunAnswer))],
        Problems = [404],
    };

    private static readonly Operation EventsOperation = new("followRun", Tag, "One run's log as server-sent events while it grows")
    {
        Description = "Events are named step, with {sequence, at, step, source, message}; the last is named done, with the run. The header Last-Event-ID resumes after an event.",
        Parameters = [Id],
        Answers = [("text/event-stream", typeof(string))],
        Problems = [404],
        HasEntityTag = false,
    };

    private static readonly Operation StartOperation = new("startRun", Tag, "Starts a run of sources")
    {
        Description = "Answers at once; follow the run at the address in Location. A body of {} runs all sources.",
        Body = typeof(RunRequest),
        Status = StatusCodes.Status202Accepted,
        Answers = [("application/json", typeof(RunAnswer))],
        Problems = [400, 401, 409, 413, 415, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private RunLog Log => new(door.Store, clock);

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/runs", ListOperation, ListAsync);
        routes.Post("/v1/runs", StartOperation, StartAsync);
        routes.Get("/v1/runs/{id}", OneOperation, OneAsync);
        routes.Get("/v1/runs/{id}/events", EventsOperation, EventsAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        RunState? state = query.OneOf("state", States) is { } word ? Enum.GetValues<RunState>()[Array.IndexOf(States, word)] : null;
        var runs = Log.List(query.Single("source"), state, query.Number("limit", 1, 500, 50));
        return Answer.JsonAsync(context, new RunsAnswer([.. runs.Select(RunAnswer.Of)]));
    }

    private Task OneAsync(HttpContext context)
    {
        RequestQuery.Of(context.Request, []);
        return Answer.JsonAsync(context, RunAnswer.Of(Asked(context)));
    }

    private Task EventsAsync(HttpContext context)
    {
        RequestQuery.Of(context.Request, []);
        return new RunEvents(Log, clock, lifetime.ApplicationStopping).WriteAsync(context, Asked(context).Id);
    }

    private Run Asked(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        return Log.Find(id)
            ?? throw BadRequest.NotFound("unknown-run", id, $"'{BadRequest.Cut(id)}' is not a run; runs are listed at /v1/runs.");
    }

    private async Task StartAsync(HttpContext context)
    {
        door.Require(context);
        RequestQuery.Of(context.Request, []);
        var sources = await SourcesAsync(context);
        if (starter is null)
        {
            throw new ProblemException(
                new Problem(
                    503,
                    "runs-not-here",
                    "This server starts no runs",
                    "This server only reads; start the run with the command line, insight run, or at a server that loads."));
        }

        var run = Start(starter, sources);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = $"/v1/runs/{run.Id}";
        context.Response.Headers.CacheControl = "no-store";
        await Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(RunAnswer.Of(run)), ContentCoding.Identity);
    }

    private static Run Start(RunStarter starter, IReadOnlyList<string> asked)
    {
        foreach (var source in asked)
        {
            if (!starter.Sources.Contains(source))
            {
                throw BadRequest.Unknown(
                    "source", "sources", source, NearestNames.Of(source, starter.Sources), $"Sources are {string.Join(", ", starter.Sources)}.");
            }
        }

        try
        {
            return starter.Start(asked.Count == 0 ? starter.Sources : asked);
        }
        catch (RunInProgressException e)
        {
            throw new ProblemException(
                new Problem(409, "run-in-progress", "A run of the source is at work", e.Message) { Parameter = "sources", Value = e.Run.Id });
        }
    }

    private static async Task<IReadOnlyList<string>> SourcesAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync<RunRequest>(context, """{"sources": ["statfin"]}""");
        return body.Sources is { } sources && sources.All(s => s is not null) ? [.. sources.Distinct()] : [];
    }
}
