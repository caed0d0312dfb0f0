using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Etl.Deliveries;
using Insight.Etl.Run;
using Insight.Warehouse;
using Insight.Warehouse.Operations;

namespace Insight.Api.Loads;

/// <summary>POST and GET /v1/sources/{id}/files, the refused rows of a delivery, POST /v1/datasets/{id}/observations.</summary>
internal sealed class FileEndpoints(StewardDoor door, DataFolder folder, FileDesk? desk = null)
{
    private const string Tag = "Deliveries";
    private const int MostShown = 10_000;

    private static readonly string[] YesOrNo = ["true", "false"];
    private static readonly string[] Forms = ["json", "csv"];

    private static readonly string[] FileTypes =
    [
        "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/json", "application/vnd.ms-excel", "text/plain", "application/octet-stream",
    ];

    private static readonly Parameter Source = new("id", "Id of the source; its origin is deliveries.", "staff-absence") { IsInPath = true };
    private static readonly Parameter DryRun = new("dry-run", "true: every row is looked at and the answer is the same, but nothing is kept or loaded. Default false.", "true") { Words = YesOrNo };
    private static readonly Parameter Limit = new("limit", "Most refused rows that are listed. Default 100.", "20") { Range = (0, MostShown) };
    private static readonly Parameter Form = new(
        "format", "csv answers with all refused rows as CSV instead, also where a check stops the whole file (422): then the first line says why. Default json.", "csv") { Words = Forms };

    /// <summary>The language of sentences.</summary>
    internal static readonly Parameter Tongue = new("lang", "Language of sentences, reasons and remedies. Default: that of Accept-Language, else en.", "fi") { Words = Languages.All };

    private static readonly Operation PostOperation = new("deliverFile", Tag, "Delivers a municipality's file to a source and has it loaded")
    {
        Description = "The body is the file: CSV (UTF-8, Windows-1252, ISO-8859-15), XLSX or JSON, up to 200 MB. Each municipality's mapping profile stands in the source's description. Rows that "
            + "cannot be used are listed with line, column, value, reason and remedy; the others are loaded; where there are no others, nothing is kept (422). 200 instead of 202 where nothing is loaded: a dry run, or content that came before. "
            + "Needs the steward's key or that of the municipality.",
        Parameters =
        [
            Source,
            new("file", "Name that the source expects, where there are several: see GET.", "absences_016.csv"),
            new("profile", "Municipality whose mapping profile reads it, where its key does not say so.", "016"),
            DryRun, Limit, Form, Tongue,
        ],
        FileTypes = FileTypes,
        Status = StatusCodes.Status202Accepted,
        Answers = [("application/json", typeof(FileAnswer))],
        Problems = [400, 401, 403, 404, 413, 415, 422, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation ListOperation = new("listDeliveries", Tag, "What may be delivered to a source, and what was")
    {
        Parameters = [Source, new("limit", "Most deliveries that are listed. Default 50.", "10") { Range = (1, 500) }],
        Answers = [("application/json", typeof(FilesAnswer))],
        Problems = [400, 401, 404, 503],
        NeedsKey = true,
    };

    private static readonly Operation BadRowsOperation = new("getBadRows", Tag, "All refused rows of a delivery as CSV")
    {
        Parameters = [Source, new("delivery", "Id of the delivery.", "20261122T061500123Z-1a2b3c4d") { IsInPath = true }, Tongue],
        Answers = [("text/csv", typeof(string))],
        Problems = [400, 401, 404],
        NeedsKey = true,
        HasEntityTag = false,
    };

    private static readonly Operation PushOperation = new("pushObservations", Tag, "Pushes observations to a data set and has them loaded")
    {
        Description = "An observation has area, period, a member for each breakdown of the data set, measure, value and status. The answer has the form of a delivered file's; line is the position "
            + "in the list; where every observation is refused, nothing is kept (422). The same content again, or the same Idempotency-Key again, changes nothing.",
        Parameters = [new("id", "Id of the data set; its source's origin is deliveries.", "lake-areas") { IsInPath = true }, DryRun, Limit, Form, Tongue],
        Body = typeof(PushRequest),
        Status = StatusCodes.Status202Accepted,
        Answers = [("application/json", typeof(FileAnswer))],
        Problems = [400, 401, 403, 404, 413, 415, 422, 503],
        NeedsKey = true,
        HasEntityTag = false,
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/v1/sources/{id}/files", PostOperation, PostAsync);
        routes.Get("/v1/sources/{id}/files", ListOperation, ListAsync);
        routes.Get("/v1/sources/{id}/files/{delivery}/bad-rows", BadRowsOperation, BadRowsAsync);
        routes.Post("/v1/datasets/{id}/observations", PushOperation, PushAsync);
    }

    private FileDesk Desk => desk ?? throw new ProblemException(new Problem(
        503, "deliveries-not-here", "This server takes no deliveries", "This server only reads; deliver to a server that loads, or with the command line: insight file."));

    private async Task PostAsync(HttpContext context)
    {
        var sender = door.RequireHolder(context);
        var query = RequestQuery.Of(context.Request, PostOperation.QueryNames);
        FileProblems.RefuseType(context.Request, FileTypes);
        var offer = new FileOffer(Id(context), sender, query.Single("file"), query.Single("profile"), query.OneOf("dry-run", YesOrNo) == "true");
        await AnswerAsync(context, query, intake => intake.ReceiveAsync(offer, FileProblems.Body(context, intake.MostBytes(offer)), context.RequestAborted));
    }

    private async Task PushAsync(HttpContext context)
    {
        var sender = door.RequireHolder(context);
        var query = RequestQuery.Of(context.Request, PushOperation.QueryNames);
        FileProblems.RefuseType(context.Request, ["application/json"]);
        var key = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? FileProblems.Key(given) : null;
        var offer = new PushOffer(Id(context), sender, key, query.OneOf("dry-run", YesOrNo) == "true");
        await AnswerAsync(context, query, intake => intake.ReceiveAsync(offer, FileProblems.Body(context, intake.MostBytes(offer)), context.RequestAborted));
    }

    private async Task AnswerAsync(HttpContext context, RequestQuery query, Func<FileIntake, Task<IntakeReport>> receive)
    {
        var (limit, isCsv, phrases) = (query.Number("limit", 0, MostShown, 100), query.OneOf("format", Forms) == "csv", PhrasesOf(context, query));
        IntakeReport report;
        try
        {
            report = await receive(Desk.Intake);
        }
        catch (IntakeException e) when (isCsv && e.Fault == IntakeFault.Refused)
        {
            await WriteCsvAsync(context, StatusCodes.Status422UnprocessableEntity, BadRows.ToCsv(e, phrases));
            return;
        }
        catch (IntakeException e)
        {
            await FileProblems.ReadOnAsync(context);
            throw FileProblems.Of(e, limit, phrases);
        }
        catch (ProblemException)
        {
            await FileProblems.ReadOnAsync(context);
            throw;
        }
        catch (Exception e) when (Faults.AreExpected(e) && e is not IOException and not BadHttpRequestException)
        {
            throw new ProblemException(new Problem(503, "worker-not-started", "Deliveries cannot be taken now", $"Mend this and send it again: {e.Message}"));
        }

        var (run, isQueued) = report is { State: IntakeState.Accepted, Delivery: { } kept } ? Desk.Load(kept) : (null, false);
        var status = report.State is IntakeState.Accepted or IntakeState.Waiting ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        if (run is not null && !isQueued)
        {
            context.Response.Headers.Location = $"/v1/runs/{run.Id}";
        }

        await (isCsv
            ? WriteCsvAsync(context, status, BadRows.ToCsv(report.Refused, phrases))
            : WriteAsync(context, status, Answer.JsonType, Json.Serialize(FileAnswer.Of(report, limit, run, isQueued, phrases))));
    }

    /// <summary>Sentences in the language that a request asks for.</summary>
    internal static Phrases PhrasesOf(HttpContext context, RequestQuery query) => Phrases.In(query.OneOf("lang", Languages.All) ?? Languages.Accepted(context.Request));

    private static Task WriteCsvAsync(HttpContext context, int status, byte[] csv) => WriteAsync(context, status, "text/csv; charset=utf-8", csv);

    private static Task WriteAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return Answer.WriteAsync(context, type, body, ContentCoding.Identity);
    }

    private Task ListAsync(HttpContext context)
    {
        var sender = door.RequireHolder(context);
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        try
        {
            var expected = Desk.Intake.ExpectedFiles(Id(context), sender);
            var mine = Desk.Intake.Book.List(Id(context), query.Number("limit", 1, 500, 50)).Where(d => sender.IsSteward || d.By == sender.Name);
            return Answer.JsonAsync(context, new FilesAnswer(Id(context), [.. expected.Select(ExpectedFileAnswer.Of)], [.. mine.Select(DeliveryAnswer.Of)]));
        }
        catch (IntakeException e)
        {
            throw FileProblems.Of(e, 0, Phrases.In("en"));
        }
    }

    private Task BadRowsAsync(HttpContext context)
    {
        var sender = door.RequireHolder(context);
        var phrases = PhrasesOf(context, RequestQuery.Of(context.Request, BadRowsOperation.QueryNames));
        var id = (string)context.GetRouteValue("delivery")!;
        var entry = new DeliveryBook(door.Store, TimeProvider.System).Find(id);
        if (entry is null || entry.Source != Id(context) || !(sender.IsSteward || entry.By == sender.Name) || !File.Exists(BadRows.PathOf(folder, entry.Id)))
        {
            throw BadRequest.NotFound("unknown-delivery", id, $"'{BadRequest.Cut(id)}' is not a delivery to '{BadRequest.Cut(Id(context))}' with refused rows; deliveries are listed at /v1/sources/{BadRequest.Cut(Id(context))}/files.");
        }

        return WriteCsvAsync(context, StatusCodes.Status200OK, BadRows.ToCsv(BadRows.Read(folder, entry), phrases));
    }

    private static string Id(HttpContext context) => (string)context.GetRouteValue("id")!;
}
