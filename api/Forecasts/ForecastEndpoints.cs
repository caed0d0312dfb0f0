using System.Text.Json;
using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>POST and GET /v1/forecasts, GET /v1/forecasts/{id}, and the computations below /v1/forecasts/jobs.</summary>
internal sealed class ForecastEndpoints(ForecastRunner runner, ForecastQueue queue, ForecastStore store, StewardDoor door, PublicationShelf shelf)
{
    private const string Tag = "Forecasts";
    private const int LargestBody = 64 * 1024;

    private static readonly Parameter Id = new("id", "Id of a stored forecast.", "20261121T083005Z-1a2b3c4d") { IsInPath = true };
    private static readonly Parameter JobId = new("id", "Id of a computation, as answered when it was started.", "4bf92f3577b34da6a3ce929d0e0e4736") { IsInPath = true };

    private static readonly Operation MakeOperation = new("makeForecast", Tag, "Makes a forecast, and keeps it as a vintage or not")
    {
        Description = """
            With store (the default) the forecast is kept for ever and needs the steward's key: 201 with Location, or 200 when the same question was answered before from the same values.
            With "store": false anybody may compute: 200 with the forecast. Long computations, and those asked for with the header Prefer: respond-async, answer 202 with the address of a
            computation to follow. Computations run one after the other; when too many wait, the answer is 503.
            """,
        Body = typeof(ForecastRequest),
        Status = StatusCodes.Status201Created,
        Answers = [("application/json", typeof(ForecastDocument))],
        Problems = [400, 401, 404, 409, 413, 415, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation ListOperation = new("listForecasts", Tag, "Stored forecasts, newest first")
    {
        Parameters =
        [
            new("indicator", "Only those of this indicator.", "unemployment-rate"),
            new("area", "Only those with this area.", "KU111"),
            new("asOf", "Only those made from the publication that was current at the end of a day (UTC), at a moment, or has this id, or from an earlier one.", "2026-12-31"),
            new("limit", "Most forecasts that are listed. Default 50.", "10") { Range = (1, 500) },
        ],
        Answers = [("application/json", typeof(ForecastsAnswer))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation OneOperation = new("getForecast", Tag, "One stored forecast: the same bytes for ever")
    {
        Parameters = [Id, new("format", "Default: json; the others have one row for each area, period and level.", "csv") { Words = ForecastFormats.Words }],
        Answers =
        [
            ("application/json", typeof(ForecastDocument)), ("text/csv", typeof(string)), (ForecastFormats.Parquet, typeof(string)),
            (Insight.Warehouse.Arrow.ArrowStreamWriter.MediaType, typeof(string)),
        ],
        Problems = [400, 404],
    };

    private static readonly Operation JobOperation = new("getForecastJob", Tag, "How far a computation is")
    {
        Parameters = [JobId],
        Answers = [("application/json", typeof(ForecastJobAnswer))],
        Problems = [404],
    };

    private static readonly Operation CancelOperation = new("cancelForecastJob", Tag, "Asks a computation to stop")
    {
        Parameters = [JobId],
        Answers = [("application/json", typeof(ForecastJobAnswer))],
        Problems = [404],
        HasEntityTag = false,
    };

    private static readonly JsonSerializerOptions StrictBody = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/v1/forecasts", MakeOperation, MakeAsync);
        routes.Get("/v1/forecasts", ListOperation, ListAsync);
        routes.Get("/v1/forecasts/{id}", OneOperation, OneAsync);
        routes.Get("/v1/forecasts/jobs/{id}", JobOperation, context => Answer.JsonAsync(context, Job(context).Answer));
        routes.Delete("/v1/forecasts/jobs/{id}", CancelOperation, CancelAsync);
    }

    private async Task MakeAsync(HttpContext context)
    {
        RequestQuery.Of(context.Request, []);
        var request = await BodyAsync(context);
        var isStored = request.Store ?? true;
        if (isStored)
        {
            door.Require(context);
        }

        var question = runner.Question(request);
        if (isStored && runner.Same(question) is { } same)
        {
            await WriteVintageAsync(context, same, StatusCodes.Status200OK);
        }
        else if (!isStored && runner.Kept(question) is { } kept)
        {
            await WriteAsync(context, ForecastFormats.Json(kept), StatusCodes.Status200OK);
        }
        else
        {
            await ComputeAsync(context, question, request, isStored);
        }
    }

    private async Task ComputeAsync(HttpContext context, ForecastQuestion question, ForecastRequest request, bool isStored)
    {
        var (job, isShort) = runner.Start(question, request, isStored, isStored || door.IsSteward(context.Request));
        if (!isShort || Preferences.WantsAsync(context.Request))
        {
            context.Response.Headers.Location = "/v1/forecasts/jobs/" + job.Id;
            await WriteAsync(context, Json.Serialize(job.Answer), StatusCodes.Status202Accepted);
            return;
        }

        using (context.RequestAborted.Register(job.Cancel))
        {
            await job.Over;
        }

        var outcome = ForecastRunner.Result(job);
        await (outcome.Vintage is { } vintage
            ? WriteVintageAsync(context, vintage, StatusCodes.Status201Created)
            : WriteAsync(context, ForecastFormats.Json(outcome.Document!), StatusCodes.Status200OK));
    }

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var (indicator, area) = (query.Single("indicator"), query.Single("area"));
        var last = query.Single("asOf") is { } asOf ? shelf.AsOf(asOf).Id : null;
        var found = store.All().Where(v =>
            (indicator is null || v.Indicator == indicator) && (area is null || v.Areas.Contains(area)) && (last is null || string.CompareOrdinal(v.Publication, last) <= 0));
        return Answer.JsonAsync(context, new ForecastsAnswer([.. found.Take(query.Number("limit", 1, 500, 50)).Select(ForecastAnswer.Of)]));
    }

    private Task OneAsync(HttpContext context)
    {
        var format = RequestQuery.Of(context.Request, OneOperation.QueryNames).OneOf("format", ForecastFormats.Words) ?? "json";
        var id = (string)context.GetRouteValue("id")!;
        var vintage = store.Find(id)
            ?? throw BadRequest.NotFound("unknown-forecast", id, $"'{BadRequest.Cut(id)}' is not a stored forecast; they are listed at /v1/forecasts.");
        var document = store.Document(vintage);
        var read = JsonSerializer.Deserialize<ForecastDocument>(document, VintageWriter.Json)!;
        var bytes = format switch
        {
            "json" => document,
            "parquet" => File.ReadAllBytes(store.RowsPath(vintage.File)),
            _ => ForecastFormats.Of(ForecastTables.Of(read), format),
        };
        return ForecastFormats.WriteAsync(context, format, bytes, ForecastTables.FileName(read));
    }

    private Task CancelAsync(HttpContext context)
    {
        var job = Job(context);
        job.Cancel();
        return WriteAsync(context, Json.Serialize(job.Answer), StatusCodes.Status200OK);
    }

    private ForecastJob Job(HttpContext context)
    {
        RequestQuery.Of(context.Request, []);
        var id = (string)context.GetRouteValue("id")!;
        return queue.Find(id) ?? throw BadRequest.NotFound(
            "unknown-job", id, $"'{BadRequest.Cut(id)}' is not a computation of this server, or it was over long ago; stored forecasts are listed at /v1/forecasts.");
    }

    private Task WriteVintageAsync(HttpContext context, ForecastVintage vintage, int status)
    {
        context.Response.Headers.Location = "/v1/forecasts/" + vintage.Id;
        return WriteAsync(context, store.Document(vintage), status);
    }

    private static Task WriteAsync(HttpContext context, byte[] json, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, Answer.JsonType, json, ContentCoding.Identity);
    }

    private static async Task<ForecastRequest> BodyAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType, request));
        }

        if (request.ContentLength > LargestBody)
        {
            throw new ProblemException(StatusProblems.Of(StatusCodes.Status413PayloadTooLarge, request));
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<ForecastRequest>(request.Body, StrictBody, context.RequestAborted) ?? new ForecastRequest();
        }
        catch (JsonException e)
        {
            throw new ProblemException(new Problem(
                400, "bad-body", "The body cannot be read",
                $"The body is not {{\"indicator\": \"unemployment-rate\", \"areas\": [\"KU111\"]}} with the documented fields: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}, at {e.Path ?? "$"}."));
        }
    }
}
