using System.Globalization;
using System.Text;
using Insight.Api.Answers;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>
/// Sends a run's log as server-sent events while it grows. Each has the event's number as id, so that a client that was cut off goes on
/// where it was (Last-Event-ID). The last event is <c>done</c> with the run itself.
/// </summary>
internal sealed class RunEvents(RunLog log, TimeProvider clock, CancellationToken stopping)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SignOfLifeEvery = TimeSpan.FromSeconds(15);

    /// <summary>Writes events until the run is over, the client leaves or the server stops.</summary>
    public async Task WriteAsync(HttpContext context, string id)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await FollowAsync(context, id, ending.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The client asks again where the server is next, and goes on after the last event that it saw.
        }
    }

    private async Task FollowAsync(HttpContext context, string id, CancellationToken ending)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        var last = LastSeen(context.Request);
        var quietSince = clock.GetTimestamp();
        while (log.Find(id) is { } run)
        {
            var isOver = RunAnswer.IsOver(run.State);
            foreach (var step in log.Events(id, last))
            {
                last = step.Sequence;
                quietSince = clock.GetTimestamp();
                await SendAsync(response, "step", last, Json.Serialize(step), ending);
            }

            if (isOver)
            {
                await SendAsync(response, "done", last, Json.Serialize(RunAnswer.Of(run)), ending);
                return;
            }

            if (clock.GetElapsedTime(quietSince) > SignOfLifeEvery)
            {
                quietSince = clock.GetTimestamp();
                await response.WriteAsync(": still at work\n\n", ending);
            }

            await response.Body.FlushAsync(ending);
            await Task.Delay(LookEvery, clock, ending);
        }
    }

    private static Task SendAsync(HttpResponse response, string name, int number, byte[] data, CancellationToken ending) =>
        response.WriteAsync(
        $"id: {number.ToString(CultureInfo.InvariantCulture)}\nevent: {name}\ndata: {Encoding.UTF8.GetString(data)}\n\n", ending);

    private static int LastSeen(HttpRequest request) =>
        int.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
