using System.Globalization;
using Insight.Api.Answers;
using Insight.Api.Areas;
using Insight.Api.Facades.Px;
using Insight.Api.Formats;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Areas;

namespace Insight.Api.Facades.Kolada;

/// <summary>Kolada's interface, version 3: key figures, municipalities, groups, data by year.</summary>
internal sealed class KoladaEndpoints(PublicationShelf shelf, KoladaShelf figures)
{
    private const string Tag = "Kolada v3";
    private const string Root = "/kolada/v3";
    private const int LargestPage = 5_000;

    private static readonly Parameter[] Paging =
    [
        new("page", "Number of the page. Default: 1.", "1") { Range = (1, int.MaxValue) }, new("per_page", "Most values on a page. Default: 5,000.", "5000") { Range = (1, LargestPage) },
        new("lang", "Language of titles. Default: fi.", "sv") { Words = Requests.Languages.All }, Parameter.AsOf,
    ];

    private static readonly Parameter Title = new("title", "A part of the title.", "arbets");
    private static readonly Parameter FromDate = new("from_date", "Only what was published since this day; what is gone has isdeleted.", "2026-01-01");

    private static readonly Dictionary<string, Parameter> Dimensions = new()
    {
        ["kpi"] = new("kpi", "Ids of key figures, with commas.", "unemployment-rate"),
        ["municipality"] = new("municipality", "Ids of areas, with commas: KU111 or 111, MK07, SSS, network:paijat-hame-4.", "KU111,KU016"),
        ["year"] = new("year", "Years, with commas.", "2017,2018"),
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        Metadata(routes, "kpi", "Key figures", KpisAsync, k => k.Id, k => k.Title);
        Metadata(routes, "kpi_groups", "Groups of key figures: themes", KpiGroupsAsync, g => g.Id, g => g.Title);
        Metadata(routes, "municipality", "Municipalities, regions and the country", MunicipalitiesAsync, m => m.Id, m => m.Title, new Parameter("region_type", "K or L.", "K") { Words = ["K", "L"] });
        Metadata(routes, "municipality_groups", "Groups of municipalities: networks, groupings, sub-regions", MunicipalityGroupsAsync, g => g.Id, g => g.Title);
        Metadata(routes, "ou", "Organizational units: none", (_, _, _) => Task.FromResult<IEnumerable<KoladaMunicipality>>([]), o => o.Id, o => o.Title, new Parameter("municipality", "Without effect.", "KU111"));
        routes.Get(Root + "/data", Data("koladaData", [.. Dimensions.Values]), DataAsync);
        foreach (var order in (string[])["kpi/municipality/year", "kpi/year", "kpi/municipality", "municipality/year", "municipality/kpi", "municipality/kpi/year"])
        {
            string[] parts = order.Split('/');
            var id = "koladaDataBy" + string.Concat(parts.Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
            routes.Get($"{Root}/data/{string.Join('/', parts.Select(p => $"{p}/{{{p}}}"))}", Data(id, [.. parts.Select(p => Dimensions[p] with { IsInPath = true })]), DataAsync);
        }
    }

    private static Operation Data(string id, Parameter[] dimensions) => new(id, Tag, "Values by year")
    {
        Parameters = [.. dimensions, FromDate, .. Paging, DivisionQuery.Parameters[0]], Answers = [("application/json", typeof(KoladaPage<KoladaDatum>))], Problems = [400, 404, 503],
    };

    private void Metadata<T>(
        IEndpointRouteBuilder routes, string name, string summary, Func<Publication, Vocabulary, FacadeQuery, Task<IEnumerable<T>>> all, Func<T, string> idOf, Func<T, string> titleOf, Parameter? more = null)
    {
        Parameter[] parameters = [Title, .. more is null ? [] : new[] { more }, .. Paging];
        var operation = new Operation("kolada" + name.Replace("_", "", StringComparison.Ordinal), Tag, summary)
        {
            Parameters = parameters, Answers = [("application/json", typeof(KoladaPage<T>))], Problems = [400, 503],
        };
        async Task AnswerAsync(HttpContext context)
        {
            var query = FacadeQuery.Of(context.Request, [.. parameters.Select(p => p.Name)]);
            var publication = shelf.AsOf(query.Single("asOf"));
            var found = await all(publication, new Vocabulary(publication.Manifest, query.OneOf("lang", Requests.Languages.All) ?? "fi"), query);
            var ids = (context.Request.RouteValues["id"] as string)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var title = query.Single("title");
            await PageAsync(context, query, [.. found.Where(v => (ids is null || ids.Contains(idOf(v), StringComparer.OrdinalIgnoreCase)) && (title is null || titleOf(v).Contains(title, StringComparison.OrdinalIgnoreCase)))]);
        }

        routes.Get($"{Root}/{name}", operation, AnswerAsync);
        routes.Get($"{Root}/{name}/{{id}}", operation with { Id = operation.Id + "ById", Parameters = [new("id", "Ids, with commas; one that there is not is left out.", "KU111") { IsInPath = true }, .. parameters] }, AnswerAsync);
    }

    private async Task<IEnumerable<KoladaKpi>> KpisAsync(Publication publication, Vocabulary words, FacadeQuery query) => (await figures.KpisAsync(publication)).Select(t => new KoladaKpi(
        t.Indicator.Id, words.Pick(t.Indicator.Names), words.Pick(t.Indicator.Descriptions), ThemeOf(publication, t, words), t.Indicator.Owner, t.Indicator.Breakdowns.Contains("sex"), "K", false,
        t.Updated.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), t.File.LastPeriod));

    private async Task<IEnumerable<KoladaGroup>> KpiGroupsAsync(Publication publication, Vocabulary words, FacadeQuery query) => (await figures.KpisAsync(publication))
        .GroupBy(t => t.Indicator.Theme)
        .Select(g => new KoladaGroup(g.Key, ThemeOf(publication, g.First(), words), [.. g.Select(t => new KoladaMember(t.Indicator.Id, words.Pick(t.Indicator.Names)))]));

    private static Task<IEnumerable<KoladaMunicipality>> MunicipalitiesAsync(Publication publication, Vocabulary words, FacadeQuery query)
    {
        var type = query.OneOf("region_type", ["K", "L"]);
        return Task.FromResult(Current(publication).Where(a => KoladaShelf.TypeOf(a.Level) is { } own && (type is null || type == own))
            .Select(a => new KoladaMunicipality(a.Id, a.Name(words.Language), KoladaShelf.TypeOf(a.Level)!)));
    }

    private static Task<IEnumerable<KoladaGroup>> MunicipalityGroupsAsync(Publication publication, Vocabulary words, FacadeQuery query) => Task.FromResult(Current(publication)
        .Where(a => KoladaShelf.TypeOf(a.Level) is null)
        .Select(a => new KoladaGroup(a.Id, a.Name(words.Language), [.. publication.Areas.MembersOf(a.Id, publication.CurrentDivision).Select(m => new KoladaMember(m, NameOf(publication, m, words)))])));

    private async Task DataAsync(HttpContext context)
    {
        var query = FacadeQuery.Of(context.Request, ["kpi", "kpi_id", "municipality", "municipality_id", "year", "from_date", "page", "per_page", "lang", "asOf", "division"]);
        IReadOnlyList<string> Asked(string name) => context.Request.RouteValues[name] is string inPath
            ? inPath.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [.. query.List(name), .. query.List(name + "_id")];
        var (kpis, areas, years) = (Asked("kpi"), Asked("municipality"), query.List("year") is { Count: > 0 } inQuery ? inQuery : Asked("year"));
        if (((IReadOnlyList<string>[])[kpis, areas, years]).Count(asked => asked.Count > 0) < 2)
        {
            throw BadRequest.Missing("kpi", "Name at least two of kpi, municipality and year, for example /kolada/v3/data/kpi/unemployment-rate/year/2018.");
        }

        var publication = shelf.AsOf(query.Single("asOf"));
        var earlier = Earlier(query);
        var areaIds = areas.Count == 0 ? null : areas.Select(a => AreaSearch.Required(publication.Areas, "municipality", a).Id).ToHashSet();
        var wanted = years.Count == 0 ? null : years.Select(YearOf).ToHashSet();
        var data = new List<KoladaDatum>();
        foreach (var table in await TablesAsync(publication, kpis))
        {
            var before = earlier is null ? null : PxTable.Find(earlier, table.Id)?.In(query.Division(earlier));
            data.AddRange(await DataOfAsync(table.In(query.Division(publication)), areaIds, wanted, before));
        }

        await PageAsync(context, query, data);
    }

    private async Task<List<KoladaDatum>> DataOfAsync(PxTable table, HashSet<string>? areas, HashSet<int>? years, PxTable? before)
    {
        var now = await figures.DataAsync(table, areas, years);
        return before is not null ? KoladaShelf.Changes(now, await figures.DataAsync(before, areas, years)) : now;
    }

    private async Task<List<PxTable>> TablesAsync(Publication publication, IReadOnlyList<string> kpis)
    {
        var all = await figures.KpisAsync(publication);
        return kpis.Count == 0 ? all : [.. kpis.Distinct().Select(id => all.Find(t => t.Indicator.Id == id) ?? throw BadRequest.NotFound(
            "unknown-kpi", id, $"'{BadRequest.Cut(id)}' is not a key figure with values by year; they are listed at {Root}/kpi.", NearestNames.Of(id, all.Select(t => t.Indicator.Id))))];
    }

    /// <summary>The publication before the day since which changes are asked for; null where everything is newer.</summary>
    private Publication? Earlier(FacadeQuery query)
    {
        if (query.Single("from_date") is not { } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw BadRequest.Parameter("from_date", text, $"'{BadRequest.Cut(text)}' is not a day; write for example 2026-01-31.");
        }

        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return shelf.History.Count == 0 || start <= shelf.History[0].Since ? null : shelf.AsOf(text + "T00:00:00Z");
    }

    private static int YearOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        ? year
        : throw BadRequest.Parameter("year", text, $"'{BadRequest.Cut(text)}' is not a year; write for example 2018,2019.");

    private static Task PageAsync<T>(HttpContext context, FacadeQuery query, IReadOnlyList<T> all)
    {
        var (page, size) = (query.Number("page", 1, int.MaxValue, 1), query.Number("per_page", 1, LargestPage, LargestPage));
        T[] values = [.. all.Skip((int)Math.Min((long)(page - 1) * size, int.MaxValue)).Take(size)];
        return Answer.JsonAsync(context, new KoladaPage<T>(
            values.Length, page, size, values, (long)page * size < all.Count ? AddressOf(context, page + 1, size) : null, page > 1 ? AddressOf(context, page - 1, size) : null));
    }

    private static string AddressOf(HttpContext context, int page, int size)
    {
        var request = context.Request;
        var rest = request.Query.Where(p => !p.Key.Equals("page", StringComparison.OrdinalIgnoreCase) && !p.Key.Equals("per_page", StringComparison.OrdinalIgnoreCase))
            .SelectMany(p => p.Value.Select(v => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(v ?? "")}&"));
        return string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host.ToUriComponent()}{request.Path.ToUriComponent()}?{string.Concat(rest)}page={page}&per_page={size}");
    }

    private static IEnumerable<Area> Current(Publication publication) =>
        publication.Areas.Areas.Where(a => !(a.ValidTo <= publication.CurrentDivision) && !(a.ValidFrom > publication.CurrentDivision));

    private static string ThemeOf(Publication publication, PxTable table, Vocabulary words) => new PxWords(publication, words.Language).Theme(table);

    private static string NameOf(Publication publication, string id, Vocabulary words) => publication.Areas.TryById(id, out var area) ? area.Name(words.Language) : id;
}
