using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Microsoft.Net.Http.Headers;

namespace Insight.Api.Jobs;

/// <summary>GET and DELETE /v1/jobs/{id}, GET /v1/jobs/{id}/result.</summary>
internal sealed class JobEndpoints(JobDesk desk)
{
    private const string Tag = "Jobs";

    private static readonly Parameter Id = new("id", "Id of a job, as answered when it was asked for.", "4bf92f3577b34da6a3ce929d0e0e4736") { IsInPath = true };

    private static readonly Operation OneOperation = new("getJob", Tag, "How far a job is, and where its result will be")
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(JobAnswer))],
        Problems = [400, 404],
        HasEntityTag = false,
    };

    private static readonly Operation CancelOperation = new("cancelJob", Tag, "Stops a job, or deletes its result")
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(JobAnswer))],
        Problems = [400, 404],
        HasEntityTag = false,
    };

    private static readonly Operation ResultOperation = new("getJobResult", Tag, "The result of a job; parts of it with the header Range")
    {
        Parameters = [Id],
        Answers = [("application/octet-stream", typeof(string))],
        Problems = [400, 404, 409],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/jobs/{id}", OneOperation, context => TellAsync(context, Asked(context)));
        routes.Delete("/v1/jobs/{id}", CancelOperation, CancelAsync);
        routes.Get("/v1/jobs/{id}/result", ResultOperation, ResultAsync);
    }

    /// <summary>Answers 202 with the job and its address.</summary>
    public static Task AcceptAsync(HttpContext context, Job job)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = "/v1/jobs/" + job.Id;
        context.Response.Headers["Preference-Applied"] = Preferences.RespondAsync;
        return TellAsync(context, job);
    }

    private Task CancelAsync(HttpContext context)
    {
        var job = Asked(context);
        desk.Cancel(job);
        return TellAsync(context, job);
    }

    private Task ResultAsync(HttpContext context)
    {
        var job = Asked(context);
        if (job.State != Job.Done)
        {
            throw new ProblemException(new Problem(
                409, "no-result", "There is no result", $"The job is {job.State}; its result can be read when it is done, and for a day. See /v1/jobs/{job.Id}.") { RetryAfter = job.IsOpen ? 2 : null });
        }

        var response = Results.File(
            desk.PathOf(job), job.File.ContentType, job.File.Name, entityTag: new EntityTagHeaderValue($"\"{job.Id}\""), enableRangeProcessing: true);
        context.Response.Headers.CacheControl = "no-cache";
        return response.ExecuteAsync(context);
    }

    private Job Asked(HttpContext context)
    {
        RequestQuery.Of(context.Request, []);
        var id = (string)context.GetRouteValue("id")!;
        return desk.Find(id) ?? throw BadRequest.NotFound(
            "unknown-job", id, $"'{BadRequest.Cut(id)}' is not a job of this server; results are kept for a day.");
    }

    private static Task TellAsync(HttpContext context, Job job)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (job.IsOpen)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        return Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(job.Answer), ContentCoding.Identity);
    }
}
