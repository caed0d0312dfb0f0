using Insight.Api.Answers;
using Insight.Api.Facades.Px.Formats;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Server;

namespace Insight.Api.Facades.Px;

/// <summary>PxWeb's first interface: one database, a folder for each theme, a table for each indicator and length of period.</summary>
internal sealed class Px1Tables(PxDesk desk, ApiSettings settings)
{
    /// <summary>A body that works.</summary>
    public const string ExampleBody =
        """{"query":[{"code":"area","selection":{"filter":"item","values":["KU111"]}},{"code":"period","selection":{"filter":"top","values":["3"]}}],"response":{"format":"json-stat2"}}""";

    private const string Database = "insight";
    private const string Ending = ".px";
    private static readonly string[] Filters = ["item", "all", "top", "agg:", "vs:"];

    /// <summary>GET /px/v1/{lang}: databases; with ?config the limits.</summary>
    public Task DatabasesAsync(HttpContext context)
    {
        LanguageOf(context);
        return IsConfig(context) ? ConfigAsync(context) : Answer.JsonAsync(context, (Px1DatabaseAnswer[])[new(Database, "Insight")]);
    }

    /// <summary>GET /px/v1/{lang}/{database}: folders; with ?query= the tables that a search finds.</summary>
    public Task FoldersAsync(HttpContext context)
    {
        var (language, query) = (LanguageOf(context), QueryOf(context, "query", "filter"));
        CheckDatabase(context);
        var publication = desk.Publication(query.Single("asOf"));
        var words = new PxWords(publication, language);
        if (IsConfig(context))
        {
            return ConfigAsync(context);
        }

        return query.Single("query") is { } asked
            ? Answer.JsonAsync(context, Found(publication, words, asked).ToList())
            : Answer.JsonAsync(context, publication.Manifest.Themes.Select(t => new Px1ItemAnswer(t.Id, "l", words.Vocabulary.Pick(t.Names))).ToList());
    }

    /// <summary>GET /px/v1/{lang}/{database}/{theme}: tables.</summary>
    public Task TablesAsync(HttpContext context)
    {
        var (language, query) = (LanguageOf(context), QueryOf(context));
        CheckDatabase(context);
        var publication = desk.Publication(query.Single("asOf"));
        var (words, theme) = (new PxWords(publication, language), CheckTheme(context, publication));
        Px1ItemAnswer[] tables =
            [.. PxTable.Of(publication).Where(t => t.Indicator.Theme == theme).Select(t => new Px1ItemAnswer(t.Id + Ending, "t", words.Title(t)) { Updated = PxText.Time(t.Updated) })];
        return Answer.JsonAsync(context, tables);
    }

    /// <summary>GET /px/v1/{lang}/{database}/{theme}/{table}: its variables.</summary>
    public async Task TableAsync(HttpContext context)
    {
        var (language, shape) = await OpenAsync(context);
        var words = new PxWords(shape.Table.Publication, language);
        var variables = shape.Dimensions.Select(d => new Px1VariableAnswer(d.Code, words.Dimension(shape.Table, d), d.Values, words.Values(shape.Table, d))
        {
            Elimination = d.Elimination is null ? null : true, Time = d.Role == PxRole.Time ? true : null,
        });
        var bytes = Json.Serialize(new Px1TableAnswer(words.Title(shape.Table), [.. variables]), Json.WithoutNulls);
        await FacadeAnswer.SendAsync(context, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)), Answer.JsonType, stream => stream.WriteAsync(bytes).AsTask());
    }

    /// <summary>POST /px/v1/{lang}/{database}/{theme}/{table}: its values.</summary>
    public async Task DataAsync(HttpContext context)
    {
        var (language, shape) = await OpenAsync(context);
        var question = await FacadeBody.ReadAsync<Px1Query>(context, ExampleBody);
        var format = PxFormats.Find(PxFormats.First, "response.format", question.Response?.Format);
        PxChoice[] choices = [.. (question.Query ?? []).OfType<Px1Variable>().Select(v => ChoiceOf(shape, v))];
        await desk.SendAsync(context, new PxChooser(shape, mayOmit: true).Choose(choices, [], []), format, language, PxStyle.Plain);
    }

    private static PxChoice ChoiceOf(PxShape shape, Px1Variable variable)
    {
        var (code, filter) = (variable.Code ?? "", variable.Selection?.Filter ?? "item");
        string[] values = [.. (variable.Selection?.Values ?? []).OfType<string>()];
        var prefix = Filters.FirstOrDefault(f => f[^1] == ':' ? filter.StartsWith(f, StringComparison.OrdinalIgnoreCase) : f.Equals(filter, StringComparison.OrdinalIgnoreCase));
        return prefix switch
        {
            "item" => new PxChoice(code, values),
            "all" => new PxChoice(code, values.Length == 0 ? ["*"] : values),
            "top" => new PxChoice(code, [.. values.Select(v => $"top({v})")]),
            null => throw BadRequest.Parameter("filter", filter, $"'{BadRequest.Cut(filter)}' is not a filter of {BadRequest.Cut(code)}; it is item, all, top, agg:… or vs:….", Filters),
            _ => new PxChoice(code, values.Length == 0 ? ["*"] : values) { Codelist = CodelistOf(shape, filter) },
        };
    }

    /// <summary>A codelist may be named as <c>agg:region</c> or, with a file's ending, <c>agg:region.agg</c>.</summary>
    private static string CodelistOf(PxShape shape, string filter)
    {
        var id = filter.EndsWith(".agg", StringComparison.OrdinalIgnoreCase) || filter.EndsWith(".vs", StringComparison.OrdinalIgnoreCase) ? filter[..filter.LastIndexOf('.')] : filter;
        return PxCodelist.Find(id)?.Id ?? throw PxProblems.NoCodelistOf(shape.Dimensions[0], filter, [.. PxCodelist.Of(shape).Select(c => c.Id)]);
    }

    private async Task<(string Language, PxShape Shape)> OpenAsync(HttpContext context)
    {
        var (language, query) = (LanguageOf(context), QueryOf(context, "division"));
        CheckDatabase(context);
        CheckTheme(context, desk.Publication(query.Single("asOf")));
        var id = (string)context.Request.RouteValues["table"]!;
        return (language, await desk.OpenAsync(query, id.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? id[..^Ending.Length] : id));
    }

    private static IEnumerable<Px1FoundAnswer> Found(Publication publication, PxWords words, string asked) => PxTable.Of(publication)
        .Where(t => asked is "*" || words.Title(t).Contains(asked.Trim('*'), StringComparison.OrdinalIgnoreCase) || t.Id.Contains(asked.Trim('*'), StringComparison.OrdinalIgnoreCase))
        .Select(t => new Px1FoundAnswer(t.Id + Ending, "/" + t.Indicator.Theme, words.Title(t), 1, PxText.Time(t.Updated)));

    private Task ConfigAsync(HttpContext context)
    {
        var limit = CallLimit.Of(settings);
        return Answer.JsonAsync(context, new Px1ConfigAnswer(PxChooser.MostCells, PxChooser.MostCells, limit.Calls, limit.Seconds, true));
    }

    private static bool IsConfig(HttpContext context) => context.Request.QueryString.Value is "?config" or "?config=";

    private static FacadeQuery QueryOf(HttpContext context, params string[] more) => FacadeQuery.Of(context.Request, ["asOf", "config", .. more]);

    private static string LanguageOf(HttpContext context)
    {
        var language = (string)context.Request.RouteValues["lang"]!;
        return Requests.Languages.All.FirstOrDefault(l => l.Equals(language, StringComparison.OrdinalIgnoreCase))
            ?? throw BadRequest.NotFound("unknown-language", language, $"'{BadRequest.Cut(language)}' is not a language here; there are {string.Join(", ", Requests.Languages.All)}.", Requests.Languages.All);
    }

    private static void CheckDatabase(HttpContext context)
    {
        var database = (string)context.Request.RouteValues["database"]!;
        if (!database.Equals(Database, StringComparison.OrdinalIgnoreCase))
        {
            throw BadRequest.NotFound("unknown-database", database, $"'{BadRequest.Cut(database)}' is not a database here; there is {Database}.", [Database]);
        }
    }

    private static string CheckTheme(HttpContext context, Publication publication)
    {
        var theme = (string)context.Request.RouteValues["theme"]!;
        return publication.Manifest.Themes.FirstOrDefault(t => t.Id == theme)?.Id ?? throw BadRequest.NotFound(
            "unknown-theme", theme, $"'{BadRequest.Cut(theme)}' is not a theme of this publication; there are {string.Join(", ", publication.Manifest.Themes.Select(t => t.Id))}.",
            NearestNames.Of(theme, publication.Manifest.Themes.Select(t => t.Id)));
    }
}
