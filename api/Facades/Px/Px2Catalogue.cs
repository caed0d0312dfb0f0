using System.Globalization;
using Insight.Api.Answers;
using Insight.Api.Facades.Px.Formats;
using Insight.Api.Publications;
using Insight.Api.Server;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Px;

/// <summary>The resources of PxWebApi 2 that say what there is: config, tables, table, codelist.</summary>
internal sealed class Px2Catalogue(PxDesk desk, ApiSettings settings, TimeProvider clock)
{
    private const int DefaultPageSize = 20;
    private const int LargestPage = 10_000;
    private const int MostDays = 36_500;

    /// <summary>The default language.</summary>
    public const string DefaultLanguage = "fi";

    /// <summary>GET /config.</summary>
    public Task ConfigAsync(HttpContext context)
    {
        LanguageOf(FacadeQuery.Of(context.Request, ["lang"]));
        var limit = CallLimit.Of(settings);
        return Answer.JsonAsync(context, new Px2ConfigAnswer(
            "2.0", typeof(Px2Catalogue).Assembly.GetName().Version!.ToString(3),
            [new("fi", "suomi"), new("sv", "svenska"), new("en", "English")], DefaultLanguage, PxChooser.MostCells, limit.Calls, limit.Seconds,
            "https://creativecommons.org/licenses/by/4.0/",
            [new("fi", "Lähde: Insight ja taulukossa mainitut tuottajat"), new("sv", "Källa: Insight och de producenter som nämns i tabellen"), new("en", "Source: Insight and the producers named in the table")],
            PxFormats.Second[0].Word, [.. PxFormats.Second.Select(f => f.Word)], [new("CORS", [new("enabled", "True")])]));
    }

    /// <summary>GET /tables.</summary>
    public Task TablesAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "query", "pastDays", "includeDiscontinued", "pageNumber", "pageSize", "asOf"]);
        var (language, server) = (LanguageOf(query), Server(context));
        query.OneOf("includeDiscontinued", ["true", "false"]);
        var found = Found(desk.Publication(query.Single("asOf")), language, query).ToList();
        var size = query.Number("pageSize", 1, LargestPage, DefaultPageSize);
        var page = query.Number("pageNumber", 1, int.MaxValue, 1);
        var pages = Math.Max(1, (found.Count + size - 1) / size);
        if (page > pages)
        {
            throw PxProblems.NoPage(page, pages);
        }

        var words = new PxWords(desk.Publication(query.Single("asOf")), language);
        return Answer.JsonAsync(context, new Px2TablesAnswer(
            language, [.. found.Skip((page - 1) * size).Take(size).Select(t => Describe(t, words, server))],
            new Px2PageAnswer(page, size, found.Count, pages, [.. PageLinks(query, language, server, page, pages, size)]),
            [PxLink.Of("self", language, server, $"tables?{Rest(query)}pageNumber={page}&pageSize={size}")]));
    }

    /// <summary>GET /tables/{id}.</summary>
    public Task TableAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "asOf"]);
        var publication = desk.Publication(query.Single("asOf"));
        var id = (string)context.Request.RouteValues["id"]!;
        var table = PxTable.Find(publication, id) ?? throw PxProblems.NoTable(id, PxTable.Of(publication).Select(t => t.Id));
        var language = LanguageOf(query);
        return Answer.JsonAsync(context, new Px2OneTableAnswer(language, Describe(table, new PxWords(publication, language), Server(context))));
    }

    /// <summary>GET /codelists/{id}.</summary>
    public Task CodelistAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["lang", "asOf"]);
        var publication = desk.Publication(query.Single("asOf"));
        var (language, id) = (LanguageOf(query), (string)context.Request.RouteValues["id"]!);
        var codelist = PxCodelist.Find(id) ?? throw PxProblems.NoCodelist(id, [.. PxCodelist.All.Select(c => c.Id)]);
        return Answer.JsonAsync(context, new Px2CodelistAnswer(
            codelist.Id, codelist.Label(language), language, Requests.Languages.All, false, codelist.Type,
            [.. codelist.Areas(publication).Select(area => new Px2CodeAnswer(area, NameOf(publication, area, language), codelist.PartsOf(publication, area)))],
            [PxLink.Of("self", language, Server(context), $"codelists/{codelist.Id}")]));
    }

    /// <summary>The language that a request asks for.</summary>
    public static string LanguageOf(FacadeQuery query) => query.OneOf("lang", Requests.Languages.All) ?? DefaultLanguage;

    /// <summary>The address at which this server was asked.</summary>
    public static Uri Server(HttpContext context) => new($"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}/");

    private static string NameOf(Publication publication, string id, string language) => publication.Areas.TryById(id, out var area) ? area.Name(language) : id;

    /// <summary>Tables that have every word of the query in their id, title or description, and are as new as asked.</summary>
    private IEnumerable<PxTable> Found(Publication publication, string language, FacadeQuery query)
    {
        var words = new PxWords(publication, language);
        var asked = (query.Single("query") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var days = query.Number("pastDays", 1, MostDays, 0);
        var since = clock.GetUtcNow().AddDays(-days);
        return PxTable.Of(publication).Where(table => (days == 0 || table.Updated >= since) && Array.TrueForAll(asked, word => TextOf(table, words).Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static string TextOf(PxTable table, PxWords words) => $"{table.Id} {words.Title(table)} {words.Vocabulary.Pick(table.Indicator.Descriptions)} {words.Theme(table)}";

    private static Px2TableAnswer Describe(PxTable table, PxWords words, Uri server) => new()
    {
        Id = table.Id,
        Label = words.Title(table),
        Description = words.Vocabulary.Pick(table.Indicator.Descriptions),
        Tags = [],
        Updated = PxText.Time(table.Updated),
        FirstPeriod = Code(table.File.FirstPeriod),
        LastPeriod = Code(table.File.LastPeriod),
        Category = "public",
        VariableNames = [words.Vocabulary.Word("area"), .. table.Indicator.Breakdowns.Select(words.Vocabulary.Breakdown), words.Vocabulary.Word("measure"), words.Vocabulary.Word(Publication.Word(table.Frequency))],
        Discontinued = false,
        Source = words.Source(table),
        SubjectCode = table.Indicator.Theme,
        TimeUnit = table.TimeUnit,
        Paths = [[new(table.Indicator.Theme, words.Theme(table))]],
        Links =
        [
            PxLink.Of("self", words.Language, server, $"tables/{table.Id}"), PxLink.Of("metadata", words.Language, server, $"tables/{table.Id}/metadata"),
            PxLink.Of("data", words.Language, server, $"tables/{table.Id}/data"),
        ],
    };

    private static string? Code(string? period) => period is null ? null : PxTable.PeriodCode(Period.Parse(period));

    private static IEnumerable<PxLink> PageLinks(FacadeQuery query, string language, Uri server, int page, int pages, int size)
    {
        PxLink To(string rel, int number) =>
            PxLink.Of(rel, language, server, string.Create(CultureInfo.InvariantCulture, $"tables?{Rest(query)}pageNumber={number}&pageSize={size}"));
        yield return To("self", page);
        yield return To("first", 1);
        yield return To("last", pages);
        if (page < pages)
        {
            yield return To("next", page + 1);
        }

        if (page > 1)
        {
            yield return To("previous", page - 1);
        }
    }

    /// <summary>What pages of the same question have in common.</summary>
    private static string Rest(FacadeQuery query) => string.Concat(
        ((string[])["query", "pastDays", "asOf"]).Where(name => query.Single(name) is not null).Select(name => $"{name}={Uri.EscapeDataString(query.Single(name)!)}&"));
}
