using Insight.Api.Answers;
using Insight.Api.Formats;
using Insight.Api.Jobs;
using Insight.Api.OpenApi;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Insight.Api.Values;

/// <summary>GET /v1/values.</summary>
internal sealed class ValuesEndpoint(PublicationShelf shelf, SliceCache slices, ValuesSelector selector, AreaLabels labels, ReadyTexts texts, KeptAnswers kept, JobDesk desk)
{
    private static readonly Operation Operation = new("getValues", "Values", "Values of indicators by area, period and breakdown")
    {
        Description = """
            One question, several formats. An area or period that is named gets a row for each of its cells, with or without a value; a range, level:, last: and all
            give what there is. A value that is missing is null and always has a status that says why. Values are not rounded. The entity tag holds the publication and
            the question, so that an unchanged answer is a 304. With the header Prefer: respond-async the answer is 202 with a job, whose result is kept for a day.
            """,
        Parameters =
        [
            new("indicator", "Ids of indicators, at most 50.", "unemployment-rate") { IsRequired = true, IsList = true },
            new(
                "area",
                "Ids of areas (a bare number is a municipality), members:MK07, level:municipality, or all. At most 1,000. Default: all.",
                "KU016,KU111,network:paijat-hame-4") { IsList = true },
            new(
                "period",
                "Periods 2018, 2018-Q4, 2018-12; ranges 2015..2018, 2015.., ..2018; last:12; all. Years asked with frequency=month are their months. Default: all.",
                "2015..2018") { IsList = true },
            new(
                "frequency",
                "Default: that of the periods, else the first that the indicators have.",
                "year") { Words = ["year", "quarter", "month"] },
            .. DivisionQuery.Parameters,
            new(
                "breakdown",
                "A breakdown of the indicator by its name, for example sex=male,female or sex=all. Default: the total (of scope like-for-like) where there is one, else every member.",
                "total") { IsOpen = true },
            new(
                "version",
                "A version of one indicator's definition by its number; without it all versions make one series, each for the periods for which it holds.",
                "1"),
            Parameter.AsOf,
            new("format", "Before the header Accept. Default: json.", "json") { Words = ValuesFormats.Words },
            new("layout", "Of format=json: rows, or series with one array of values each. Default: rows.", "series") { Words = ValuesFormats.Layouts },
            new(
                "excel",
                "CSV that a spreadsheet in this language opens by a double click: byte order mark, in fi and sv semicolons and decimal commas, names instead of ids.",
                "fi") { Words = Requests.Languages.All },
            new("include", "components: also numerator and denominator.", "components") { Words = ["components"], IsList = true },
            new("lang", "Language of notes and names. Default: in JSON all of them, as a map; in CSV no names; in other formats English.", "sv") { Words = Requests.Languages.All },
        ],
        Answers = [("application/json", typeof(ValuesSchema)), .. ValuesFormats.MediaTypes.Skip(1).Select(type => (type, typeof(string)))],
        Problems = [400, 404, 406, 414, 503],
        HasPreparedLink = true,
    };

    private readonly PreparedQuestions questions = new(shelf, new ValuesQueryReader(shelf, labels, Operation.QueryNames));

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/values", Operation, AnswerAsync);

    /// <summary>Reads a question; anything that is wrong with it is found here, before anything is written.</summary>
    /// <param name="request">Where the question's address and query are.</param>
    public Task<ValuesReply> ReplyAsync(HttpRequest request) => ReplyAsync(questions.Of(request), request);

    private async Task<ValuesReply> ReplyAsync(PreparedQuestion question, HttpRequest request)
    {
        if (question.Query.Indicators.Count > 1)
        {
            await CheckMembersAsync(question.Query);
        }

        var reply = new ValuesReply(question, labels, texts, request, indicator => selector.SelectAsync(question.Query, indicator, question));
        await reply.FirstAsync();
        return reply;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var question = questions.Of(context.Request);
        var query = question.Query;
        var coding = ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding);
        context.Response.Headers.Link = StringValues.Concat(context.Response.Headers.Link, question.CiteAs);
        if (Preferences.WantsAsync(context.Request))
        {
            await LaterAsync(context, question);
            return;
        }

        if (Answer.IsUnchanged(context, question.Tag(coding), "no-cache", "Accept, Accept-Encoding"))
        {
            return;
        }

        if (kept.Of(question.Answer(coding)) is { } body)
        {
            SetHeaders(context.Response, query, coding);
            await Answer.WriteAsync(context, query.Format.ContentType, body, coding);
            return;
        }

        var reply = await ReplyAsync(question, context.Request);
        SetHeaders(context.Response, query, coding);
        using var recorder = kept.Recorder(question.Answer(coding), context.Request);
        await using var answer = new ValuesAnswer(context, coding, recorder);
        var isPlain = coding == ContentCoding.Identity && query.Format.FileEnding is (null or ".csv") && HttpMethods.IsGet(context.Request.Method);
        if (isPlain && question.Length > 0)
        {
            await answer.BeginAsync(question.Length);
        }

        await query.Format.WriteAsync(answer, reply);
        await answer.CompleteAsync();
        question.Length = isPlain ? answer.Length : question.Length;
    }

    /// <summary>Answers with a job. What is wrong with the question is said at once.</summary>
    private async Task LaterAsync(HttpContext context, PreparedQuestion question)
    {
        var (query, detached) = (question.Query, DetachedRequest.Of(context.Request));
        var reply = await ReplyAsync(question, detached.Request);
        var file = new JobFile(query.Format.ContentType, NameOf(query, query.Format.FileEnding ?? ".json"));
        await JobEndpoints.AcceptAsync(context, desk.Ask(string.Join('\n', "values", query.Canonical, reply.Address), file, async (target, progress, stop) =>
        {
            await using var answer = new ValuesAnswer(detached.Into(target, stop), ContentCoding.Identity);
            await query.Format.WriteAsync(answer, reply.Telling(progress));
            await answer.CompleteAsync();
        }));
    }

    /// <summary>
    /// Finds unknown members before the first byte is sent. The slices are fetched again one by one for writing, so that no more than one
    /// is held.
    /// </summary>
    private async ValueTask CheckMembersAsync(ValuesQuery query)
    {
        foreach (var indicator in query.Indicators)
        {
            if (indicator.Slice is { } slice && indicator.Members.Any(m => m is not null))
            {
                indicator.Combinations((await slices.GetAsync(slice, indicator.Indicator.Breakdowns)).Axes);
            }
        }
    }

    private static void SetHeaders(HttpResponse response, ValuesQuery query, ContentCoding coding)
    {
        if (ContentCodings.NameOf(coding) is { } name)
        {
            response.Headers.ContentEncoding = name;
        }

        response.ContentType = query.Format.ContentType;
        if (query.Format.Name == "csv")
        {
            response.Headers.Append("Link", $"<{CsvMetadataFormat.In(new Uri(response.HttpContext.Request.GetEncodedUrl()), CsvMetadataFormat.Word)}>; rel=\"describedby\"; type=\"application/csvm+json\"");
        }

        if (query.Format.FileEnding is { } ending)
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{NameOf(query, ending)}\"";
        }
    }

    private static string NameOf(ValuesQuery query, string ending) => query.Indicators[0].Indicator.Id + (query.Indicators.Any(i => i.Indicator.Synthetic) ? "-synthetic" : "") + ending;
}
