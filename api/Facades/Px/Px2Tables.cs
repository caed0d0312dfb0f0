using Insight.Api.Facades.Px.Formats;
using Insight.Api.Problems;

namespace Insight.Api.Facades.Px;

/// <summary>The resources of PxWebApi 2 about one table: metadata, default selection, data.</summary>
internal sealed class Px2Tables(PxDesk desk)
{
    /// <summary>A body that works.</summary>
    public const string ExampleBody = """{"selection":[{"variableCode":"area","valueCodes":["KU111"]},{"variableCode":"period","valueCodes":["top(3)"]}]}""";

    private static readonly string[] OutputWords = ["aggregated", Px2Variable.Parts];

    /// <summary>GET /tables/{id}/metadata.</summary>
    public async Task MetadataAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "defaultSelection", "savedQuery", "codelist[]", "asOf", "division"]);
        var shape = await desk.OpenAsync(query, IdOf(context));
        var chooser = new PxChooser(shape, mayOmit: true);
        IReadOnlyList<PxAxis> axes = query.Single("savedQuery") is { } saved ? chooser.Choose(Px2SavedQueries.Read(saved).Selection?.Choices ?? [], [], []).Axes
            : query.OneOf("defaultSelection", ["true", "false"]) == "true" ? chooser.Default()
            : chooser.Every(query.Parts("codelist").ToDictionary(c => c.Part, c => c.Value, StringComparer.OrdinalIgnoreCase));
        await desk.SendMetadataAsync(context, shape, axes, Px2Catalogue.LanguageOf(query));
    }

    /// <summary>GET /tables/{id}/defaultselection.</summary>
    public async Task DefaultAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "asOf", "division"]);
        var shape = await desk.OpenAsync(query, IdOf(context));
        await SelectionAsync(context, new PxChooser(shape, mayOmit: false).Choose([], [], []), Px2Catalogue.LanguageOf(query), $"tables/{shape.Table.Id}/defaultselection");
    }

    /// <summary>GET /tables/{id}/data.</summary>
    public async Task DataAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(
            context.Request, ["lang", "valuecodes[]", "codelist[]", "outputvalues[]", "outputFormat", "outputFormatParams", "heading", "stub", "asOf", "division"]);
        await SendAsync(context, IdOf(context), query, ChoicesOf(query), query.List("heading"), query.List("stub"));
    }

    /// <summary>POST /tables/{id}/data.</summary>
    public async Task PostAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "outputFormat", "outputFormatParams", "asOf", "division"]);
        var body = context.Request.ContentLength == 0 ? new Px2Selection([], null) : await FacadeBody.ReadAsync<Px2Selection>(context, ExampleBody);
        await SendAsync(context, IdOf(context), query, body.Choices, body.Placement?.Heading ?? [], body.Placement?.Stub ?? []);
    }

    /// <summary>Sends what a saved query asks.</summary>
    public Task SendSavedAsync(HttpContext context, FacadeQuery query, Px2SavedQuery saved) => SendAsync(
        context, saved.TableId ?? "", query, saved.Selection?.Choices ?? [], saved.Selection?.Placement?.Heading ?? [], saved.Selection?.Placement?.Stub ?? [], saved);

    /// <summary>Sends the values that a saved query means.</summary>
    public async Task SendSelectionAsync(HttpContext context, FacadeQuery query, Px2SavedQuery saved)
    {
        var shape = await desk.OpenAsync(query, saved.TableId ?? "");
        var cube = new PxChooser(shape, mayOmit: false).Choose(saved.Selection?.Choices ?? [], saved.Selection?.Placement?.Stub ?? [], saved.Selection?.Placement?.Heading ?? []);
        await SelectionAsync(context, cube, Px2Catalogue.LanguageOf(query), $"tables/{shape.Table.Id}/defaultselection");
    }

    private async Task SendAsync(
        HttpContext context, string table, FacadeQuery query, IReadOnlyList<PxChoice> choices, IReadOnlyList<string> heading, IReadOnlyList<string> stub, Px2SavedQuery? saved = null)
    {
        var format = PxFormats.Find(PxFormats.Second, "outputFormat", query.Single("outputFormat") ?? saved?.OutputFormat);
        var parameters = query.List("outputFormatParams") is { Count: > 0 } asked ? asked : saved?.OutputFormatParams ?? [];
        PxFormats.Check(format, parameters);
        var language = query.Single("lang") is null && saved?.Language is { } own && Requests.Languages.All.Contains(own) ? own : Px2Catalogue.LanguageOf(query);
        var shape = await desk.OpenAsync(query, table);
        await desk.SendAsync(context, new PxChooser(shape, mayOmit: false).Choose(choices, stub, heading), format, language, PxStyle.Of(parameters));
    }

    private static Task SelectionAsync(HttpContext context, PxCube cube, string language, string path) => Answers.Answer.JsonAsync(context, new Px2SelectionAnswer(
        [.. cube.Axes.Select(a => new Px2Variable(a.Dimension.Code, null, [.. a.Codes]))],
        new Px2Placement([.. cube.Heading.Select(a => a.Dimension.Code)], [.. cube.Stub.Select(a => a.Dimension.Code)]),
        language, [PxLink.Of("self", language, Px2Catalogue.Server(context), path)]));

    private static IReadOnlyList<PxChoice> ChoicesOf(FacadeQuery query)
    {
        var codelists = query.Parts("codelist").ToDictionary(c => c.Part, c => c.Value, StringComparer.OrdinalIgnoreCase);
        var outputs = query.Parts("outputvalues").ToDictionary(c => c.Part, c => c.Value, StringComparer.OrdinalIgnoreCase);
        if (outputs.FirstOrDefault(o => !OutputWords.Contains(o.Value, StringComparer.OrdinalIgnoreCase)) is { Key: not null } wrong)
        {
            throw BadRequest.Parameter($"outputvalues[{wrong.Key}]", wrong.Value, $"'{BadRequest.Cut(wrong.Value)}' is neither aggregated nor single.", OutputWords);
        }

        List<PxChoice> choices =
        [
            .. query.Parts("valuecodes").Select(choice => new PxChoice(choice.Part, PxExpression.Split(choice.Value))
            {
                Codelist = codelists.GetValueOrDefault(choice.Part), WantsParts = Px2Variable.Parts.Equals(outputs.GetValueOrDefault(choice.Part), StringComparison.OrdinalIgnoreCase),
            }),
        ];
        return codelists.Keys.FirstOrDefault(part => !choices.Exists(c => c.Variable.Equals(part, StringComparison.OrdinalIgnoreCase))) is { } alone
            ? throw BadRequest.Contradictory($"codelist[{alone}]", codelists[alone], $"A codelist belongs to chosen values; write also valuecodes[{BadRequest.Cut(alone)}], for example *.")
            : choices;
    }

    private static string IdOf(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
