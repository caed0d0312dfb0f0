using System.Diagnostics;
using System.Globalization;
using Insight.Api.Answers;

namespace Insight.Api.Problems;

/// <summary>
/// Outermost step of the pipeline: whatever goes wrong further in, also an unknown route or a wrong method, leaves as a <see
/// cref="Problem"/>.
/// </summary>
public sealed class ProblemAnswers(RequestDelegate next, ILogger<ProblemAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response.StatusCode >= 400)
            {
                await DescribeBareStatusAsync(context);
            }
        }
        catch (ProblemException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, e.Problem);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusProblems.Of(e.StatusCode, context.Request));
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            log.LogDebug("The client left before {Path} was answered", context.Request.Path);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var traceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            log.LogError(e, "Request {TraceId} for {Path}{Query} failed", traceId, context.Request.Path, context.Request.QueryString);
            await WriteAsync(context, StatusProblems.Of(500, context.Request) with { TraceId = traceId });
        }
    }

    /// <summary>Writes a problem as the whole answer; HEAD gets its headers only.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        if (problem.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var bytes = Json.Serialize(problem, Json.WithoutNulls);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static Task DescribeBareStatusAsync(HttpContext context)
    {
        var response = context.Response;
        var isBare = !response.HasStarted && response.ContentType is null && response.ContentLength is null or 0;
        return isBare ? WriteAsync(context, StatusProblems.Of(response.StatusCode, context.Request)) : Task.CompletedTask;
    }
}
