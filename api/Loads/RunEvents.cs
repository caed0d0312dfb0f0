using System.Globalization;
using System.Text;
using Insight.Api.Answers;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>
/// Sends a run's log as server-sent events while it grows. Each has the event's number as id, so that a client that was cut off goes on where it
/// was (Last-Event-ID). The last event is <c>done</c> with the run itself.
/// </summary>
internal sealed class RunEvents(RunLog log, TimeProvider clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SignOfLifeEvery = TimeSpan.FromSeconds(15);

    /// <summary>Writes events until the run is over or the client leaves.</summary>
    public async Task WriteAsync(HttpContext context, string id)
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
                await SendAsync(context, "step", last, Json.Serialize(step));
            }

            if (isOver)
            {
                await SendAsync(context, "done", last, Json.Serialize(RunAnswer.Of(run)));
                return;
            }

            if (clock.GetElapsedTime(quietSince) > SignOfLifeEvery)
            {
                quietSince = clock.GetTimestamp();
                await response.WriteAsync(": still at work\n\n", context.RequestAborted);
            }

            await response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(LookEvery, clock, context.RequestAborted);
        }
    }

    private static Task SendAsync(HttpContext context, string name, int number, byte[] data) => context.Response.WriteAsync(
        $"id: {number.ToString(CultureInfo.InvariantCulture)}\nevent: {name}\ndata: {Encoding.UTF8.GetString(data)}\n\n", context.RequestAborted);

    private static int LastSeen(HttpRequest request) =>
        int.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
