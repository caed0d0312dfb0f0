using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>GET and POST /v1/runs, GET /v1/runs/{id} and its events, POST /v1/runs/{id}/cancel.</summary>
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

    private static readonly Operation OneOperation = new("getRun", Tag, "One run with its steps and its log")
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(RunDetailAnswer))],
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
        Description = "Answers at once; follow the run at the address in Location. A body of {} runs all sources. With periods it is a backfill, with replay it needs no network.",
        Body = typeof(RunRequest),
        Status = StatusCodes.Status202Accepted,
        Answers = [("application/json", typeof(RunAnswer))],
        Problems = [400, 401, 409, 413, 415, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation CancelOperation = new("cancelRun", Tag, "Asks a run to stop, in whichever process it is")
    {
        Description = "One that waits ends at once, one at work as soon as it can. Nothing is left half loaded or half published.",
        Parameters = [Id],
        Status = StatusCodes.Status202Accepted,
        Answers = [("application/json", typeof(RunAnswer))],
        Problems = [401, 404, 409],
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
        routes.Post("/v1/runs/{id}/cancel", CancelOperation, CancelAsync);
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
        var run = Asked(context);
        return Answer.JsonAsync(context, RunDetailAnswer.Of(run, Log.Steps(run.Id), Log.Events(run.Id)));
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

    private Task CancelAsync(HttpContext context)
    {
        var steward = door.Require(context);
        RequestQuery.Of(context.Request, []);
        var run = Asked(context);
        if (!Log.AskToCancel(run.Id, steward))
        {
            throw new ProblemException(new Problem(409, "run-is-over", "The run is over already", $"Run {run.Id} is over: {run.Message}"));
        }

        return AcceptedAsync(context, Log.Find(run.Id)!);
    }

    private async Task StartAsync(HttpContext context)
    {
        var steward = door.Require(context);
        RequestQuery.Of(context.Request, []);
        var body = await JsonBody.ReadAsync<RunRequest>(context, """{"sources": ["statfin"]}""");
        await AcceptedAsync(context, Start(starter, body, steward));
    }

    /// <summary>Answers 202 with a run and its address.</summary>
    internal static Task AcceptedAsync(HttpContext context, Run run)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = $"/v1/runs/{run.Id}";
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(RunAnswer.Of(run)), ContentCoding.Identity);
    }

    /// <summary>Starts a run of what was asked for.</summary>
    /// <exception cref="ProblemException">503 on a server that only reads; 400 or 409 where it cannot be started.</exception>
    internal static Run Start(RunStarter? starter, RunRequest asked, string steward)
    {
        if (starter is null)
        {
            throw new ProblemException(
                new Problem(
                    503,
                    "runs-not-here",
                    "This server starts no runs",
                    "This server only reads; start the run with the command line, insight run, or at a server that loads."));
        }

        IReadOnlyList<string> sources = asked.Sources is { } named && named.All(s => s is not null) ? [.. named.Distinct()] : [];
        foreach (var source in sources.Where(source => !starter.Sources.Contains(source)))
        {
            throw BadRequest.Unknown(
                "source", "sources", source, NearestNames.Of(source, starter.Sources), $"Sources are {string.Join(", ", starter.Sources)}.");
        }

        if (asked is { Replay: true, Periods: not null })
        {
            throw BadRequest.Contradictory("periods", asked.Periods, "A replay loads what landed last, whatever its periods; leave 'periods' or 'replay' out.");
        }

        try
        {
            return starter.Start(new RunOrder(sources.Count == 0 ? starter.Sources : sources, asked.Periods, asked.Replay, steward));
        }
        catch (RunInProgressException e)
        {
            throw new ProblemException(
                new Problem(409, "run-in-progress", "A run of the source is at work", e.Message) { Parameter = "sources", Value = e.Run.Id });
        }
        catch (FormatException e)
        {
            throw BadRequest.Parameter("periods", asked.Periods ?? "", e.Message);
        }
    }
}
