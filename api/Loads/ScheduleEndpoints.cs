using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Etl.Scheduling;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>GET and POST /v1/schedules; POST /v1/schedules/{id}/change, pause, resume, remove and run.</summary>
internal sealed class ScheduleEndpoints(StewardDoor door, TimeProvider clock, ScheduleBook? book = null, RunStarter? starter = null)
{
    private const string Tag = "Schedules";

    private static readonly Parameter Id = new("id", "Id of the schedule.", "statfin") { IsInPath = true };

    private static readonly Operation ListOperation = new("listSchedules", Tag, "Schedules with their next five runs in local time")
    {
        Answers = [("application/json", typeof(SchedulesAnswer))],
        Problems = [400],
        HasEntityTag = false,
    };

    private static readonly Operation OneOperation = new("getSchedule", Tag, "One schedule")
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(ScheduleAnswer))],
        Problems = [404],
        HasEntityTag = false,
    };

    private static readonly Operation CreateOperation = new("createSchedule", Tag, "Makes a schedule")
    {
        Body = typeof(ScheduleRequest),
        Status = StatusCodes.Status201Created,
        Answers = [("application/json", typeof(ScheduleAnswer))],
        Problems = [400, 401, 409, 413, 415, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation ChangeOperation = new("changeSchedule", Tag, "Changes when a schedule fires")
    {
        Description = "Takes effect in every running worker within two seconds.",
        Parameters = [Id],
        Body = typeof(ScheduleChangeRequest),
        Answers = [("application/json", typeof(ScheduleAnswer))],
        Problems = [400, 401, 404, 413, 415, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation PauseOperation = Verb("pauseSchedule", "Starts nothing by a schedule for now");
    private static readonly Operation ResumeOperation = Verb("resumeSchedule", "Lets a paused schedule go on; what fell due in the pause is not made up for");

    private static readonly Operation RemoveOperation = new("removeSchedule", Tag, "Removes a schedule that a steward made")
    {
        Parameters = [Id],
        Status = StatusCodes.Status204NoContent,
        Problems = [401, 404, 409, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation RunOperation = new("runSchedule", Tag, "Runs the source of a schedule now")
    {
        Parameters = [Id],
        Status = StatusCodes.Status202Accepted,
        Answers = [("application/json", typeof(RunAnswer))],
        Problems = [401, 404, 409, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private ScheduleBook Reading => book ?? new ScheduleBook(door.Store, () => [], clock);

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/schedules", ListOperation, context => TellAsync(context, () => new SchedulesAnswer([.. Reading.List().Select(Told)])));
        routes.Get("/v1/schedules/{id}", OneOperation, context => TellAsync(context, () => Told(Reading.Find(IdOf(context)))));
        routes.Post("/v1/schedules", CreateOperation, CreateAsync);
        routes.Post("/v1/schedules/{id}/change", ChangeOperation, ChangeAsync);
        routes.Post("/v1/schedules/{id}/pause", PauseOperation, context => PauseAsync(context, true));
        routes.Post("/v1/schedules/{id}/resume", ResumeOperation, context => PauseAsync(context, false));
        routes.Post("/v1/schedules/{id}/remove", RemoveOperation, RemoveAsync);
        routes.Post("/v1/schedules/{id}/run", RunOperation, RunAsync);
    }

    private static Operation Verb(string id, string summary) => new(id, Tag, summary)
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(ScheduleAnswer))],
        Problems = [401, 404, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private async Task CreateAsync(HttpContext context)
    {
        var steward = door.Require(context);
        var body = await JsonBody.ReadAsync<ScheduleRequest>(context, """{"source": "statfin", "cron": "0 30 8 ? * MON-FRI", "timeZone": "Europe/Helsinki"}""");
        await TellAsync(context, () =>
        {
            var made = Told(Writing.Create(body.Id, body.Source ?? "", body.Cron ?? "", body.TimeZone ?? "Europe/Helsinki", steward));
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = "/v1/schedules/" + made.Id;
            return made;
        });
    }

    private async Task ChangeAsync(HttpContext context)
    {
        var steward = door.Require(context);
        var body = await JsonBody.ReadAsync<ScheduleChangeRequest>(context, """{"cron": "0 30 8 ? * MON-FRI"}""");
        await TellAsync(context, () => Told(Writing.Change(IdOf(context), body.Cron, body.TimeZone, steward)));
    }

    private Task PauseAsync(HttpContext context, bool isPaused)
    {
        var steward = door.Require(context);
        return TellAsync(context, () => Told(Writing.Pause(IdOf(context), isPaused, steward)));
    }

    private Task RemoveAsync(HttpContext context)
    {
        var steward = door.Require(context);
        Try(() =>
        {
            Writing.Remove(IdOf(context), steward);
            return 0;
        });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task RunAsync(HttpContext context)
    {
        var steward = door.Require(context);
        var source = Try(() => Reading.Find(IdOf(context))).Schedule.Source;
        return RunEndpoints.AcceptedAsync(context, RunEndpoints.Start(starter, new RunRequest([source]), steward));
    }

    /// <summary>The book where this server knows the sources; a server that only reads leaves changes to others.</summary>
    private ScheduleBook Writing => book ?? throw new ProblemException(new Problem(
        503, "runs-not-here", "This server starts no runs", "This server only reads; change schedules with the command line, insight schedule, or at a server that loads."));

    private ScheduleAnswer Told(PlannedSchedule planned) => ScheduleAnswer.Of(planned, new RunLog(door.Store, clock).List(planned.Schedule.Source, null, 1).FirstOrDefault());

    private static string IdOf(HttpContext context) => (string)context.GetRouteValue("id")!;

    private static Task TellAsync<T>(HttpContext context, Func<T> tell)
    {
        RequestQuery.Of(context.Request, []);
        var answer = Try(tell);
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(answer), ContentCoding.Identity);
    }

    private static T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (ScheduleException e)
        {
            throw new ProblemException(e.Code switch
            {
                "unknown-schedule" => new Problem(404, e.Code, "There is no such resource", e.Message),
                "schedule-exists" or "schedule-of-source" => new Problem(409, e.Code, "The schedule cannot be so", e.Message),
                _ => new Problem(400, e.Code, "The schedule cannot be so", e.Message)
                {
                    Parameter = e.Field, Value = e.Value, Suggestions = NearestNames.Of(e.Value ?? "", e.Known) is { Count: > 0 } near ? near : null,
                },
            });
        }
    }
}
