using System.Globalization;
using System.Text;
using System.Text.Json;
using Insight.Api.Answers;
using Insight.Api.Formats;
using Insight.Api.Jobs;
using Insight.Api.Limits;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Values;
using Insight.Api.Withdrawals;

namespace Insight.Api.Batch;

/// <summary>POST /v1/values/batch: many questions for values at once, each with its own answer or problem.</summary>
internal sealed class BatchEndpoint(ValuesEndpoint values, FairUse limits, WithdrawalNotices notices, JobDesk desk)
{
    private const int MostQuestions = 200;
    private const string Id = "id";
    private const string Example = """{"queries": [{"id": "a", "indicator": "unemployment-rate", "area": ["KU016", "KU111"], "period": "last:5"}]}""";

    private static readonly Operation Operation = new("getValuesBatch", "Values", "Values for many questions at once: an answer or a problem for each")
    {
        Description = """
            A question is an object with the parameters of /v1/values, lists as arrays or with commas, and an id by which its answer is told. The answers are those of /v1/values in JSON, in the order of the
            questions; what is wrong with one does not keep the others from being answered. At most 200 questions. Towards the fair limit each question counts as a request.
            With the header Prefer: respond-async the answer is 202 with a job, whose result is kept for a day.
            """,
        Body = typeof(BatchRequest),
        Answers = [("application/json", typeof(BatchSchema))],
        Problems = [400, 413, 415, 429, 503],
        HasEntityTag = false,
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Post("/v1/values/batch", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        RequestQuery.Of(context.Request, []);
        var questions = (await JsonBody.ReadAsync<BatchRequest>(context, Example)).Queries;
        if (questions is not { Count: > 0 and <= MostQuestions } || questions.Contains(null!))
        {
            throw new ProblemException(new Problem(
                400, "bad-body", "The body cannot be read", $"'queries' has {questions?.Count ?? 0} questions, or one that is null; send 1 to {MostQuestions}, for example {Example}.")
            { Parameter = "queries" });
        }

        limits.Take(context, questions.Count - 1);
        await (Preferences.WantsAsync(context.Request) ? LaterAsync(context, questions) : AtOnceAsync(context, questions));
    }

    private Task LaterAsync(HttpContext context, IReadOnlyList<Dictionary<string, JsonElement>> questions)
    {
        var detached = DetachedRequest.Of(context.Request);
        var key = string.Join('\n', "batch", detached.Request.Host, Encoding.UTF8.GetString(Json.Serialize(questions)));
        return JobEndpoints.AcceptAsync(context, desk.Ask(key, new JobFile(Answer.JsonType, "insight-batch.json"), async (target, progress, stop) =>
        {
            await using var answer = new ValuesAnswer(detached.Into(target, stop), ContentCoding.Identity);
            await WriteAsync(answer, detached.Request, questions, progress);
        }));
    }

    private async Task AtOnceAsync(HttpContext context, IReadOnlyList<Dictionary<string, JsonElement>> questions)
    {
        var coding = ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding);
        var response = context.Response;
        response.ContentType = Answer.JsonType;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (ContentCodings.NameOf(coding) is { } name)
        {
            response.Headers.ContentEncoding = name;
        }

        await using var answer = new ValuesAnswer(context, coding);
        await WriteAsync(answer, context.Request, questions, null);
    }

    private async Task WriteAsync(ValuesAnswer answer, HttpRequest origin, IReadOnlyList<Dictionary<string, JsonElement>> questions, IProgress<double>? progress)
    {
        await answer.WriteAsync("{\"answers\":["u8.ToArray());
        for (var i = 0; i < questions.Count; i++)
        {
            await WriteAsync(answer, origin, questions[i], i);
            progress?.Report((i + 1.0) / questions.Count);
        }

        await answer.WriteAsync("]}"u8.ToArray());
        await answer.CompleteAsync();
    }

    private async Task WriteAsync(ValuesAnswer answer, HttpRequest origin, Dictionary<string, JsonElement> question, int place)
    {
        var id = question.TryGetValue(Id, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : place.ToString(CultureInfo.InvariantCulture);
        var head = (place == 0 ? "" : ",") + $"{{\"id\":{JsonText.Quoted(id)},";
        try
        {
            var asked = Request(origin, question);
            notices.Check(asked, new HeaderDictionary());
            var reply = await values.ReplyAsync(asked);
            if (reply.Query.Format.ContentType != Answer.JsonType)
            {
                throw BadRequest.Parameter("format", reply.Query.Format.Name, "Answers of a batch are JSON; leave the format out, or ask /v1/values for it.");
            }

            await answer.WriteAsync(Encoding.UTF8.GetBytes(head + "\"status\":200,\"answer\":"));
            await reply.Query.Format.WriteAsync(answer, reply);
        }
        catch (ProblemException e)
        {
            await answer.WriteAsync(Encoding.UTF8.GetBytes(head + string.Create(CultureInfo.InvariantCulture, $"\"status\":{e.Problem.Status},\"problem\":")));
            await answer.WriteAsync(Json.Serialize(e.Problem, Json.WithoutNulls));
        }

        await answer.WriteAsync("}"u8.ToArray());
    }

    /// <summary>The question as if it had been asked by itself.</summary>
    private static HttpRequest Request(HttpRequest origin, Dictionary<string, JsonElement> question)
    {
        var pairs = question.Where(p => p.Key != Id).SelectMany(p => TextsOf(p.Key, p.Value).Select(text => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(text)}"));
        return DetachedRequest.Of(origin, "/v1/values", new QueryString("?" + string.Join('&', pairs))).Request;
    }

    private static IEnumerable<string> TextsOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => item.ValueKind == JsonValueKind.Array ? throw NotAValue(name, item) : TextsOf(name, item)),
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        _ => throw NotAValue(name, value),
    };

    private static ProblemException NotAValue(string name, JsonElement value) =>
        BadRequest.Parameter(BadRequest.Cut(name), value.GetRawText(), $"'{BadRequest.Cut(name)}' is {value.ValueKind}; write a text, a number or a list of them.");
}
