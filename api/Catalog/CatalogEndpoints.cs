using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Api.Values;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Insight.Warehouse.Publications;

namespace Insight.Api.Catalog;

/// <summary>GET /v1/themes, /v1/indicators, /v1/indicators/{id} and /v1/sources.</summary>
internal sealed class CatalogEndpoints(PublicationShelf shelf, SliceCache slices, DataFolder folder, StewardDoor door, TimeProvider clock)
{
    private const string Tag = "Catalogue";
    private static readonly string[] Formats = ["json", "html"];

    private static readonly Operation ThemesOperation = new("listThemes", Tag, "Themes with their indicators")
    {
        Parameters = [Parameter.Language, Parameter.AsOf],
        Answers = [("application/json", typeof(ThemesAnswer))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation IndicatorsOperation = new("listIndicators", Tag, "Indicators")
    {
        Parameters =
        [
            new("theme", "Only indicators of these themes.", "employment") { IsList = true },
            new("q", "Only indicators whose id, name or description in any language contains this; case does not matter.", "unemploy"),
            Parameter.Language,
            Parameter.AsOf,
            new("format", "html: one page for data stewards, with what each indicator is made of and what the fields of a definition mean. Default: json.", "html") { Words = Formats },
        ],
        Answers = [("application/json", typeof(IndicatorsAnswer)), ("text/html", typeof(string))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation IndicatorOperation = new(
        "getIndicator", Tag, "One indicator with its definition, members and sources")
    {
        Parameters = [new("id", "Id of the indicator.", "unemployment-rate") { IsInPath = true }, Parameter.Language, Parameter.AsOf],
        Answers = [("application/json", typeof(IndicatorDetailAnswer))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation SourcesOperation = new("listSources", Tag, "Sources: producer, licence, schedule, last load")
    {
        Parameters = [Parameter.AsOf],
        Answers = [("application/json", typeof(SourcesAnswer))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/themes", ThemesOperation, ThemesAsync);
        routes.Get("/v1/indicators", IndicatorsOperation, IndicatorsAsync);
        routes.Get("/v1/indicators/{id}", IndicatorOperation, IndicatorAsync);
        routes.Get("/v1/sources", SourcesOperation, SourcesAsync);
    }

    private Task ThemesAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ThemesOperation.QueryNames);
        var manifest = shelf.AsOf(query.Single("asOf")).Manifest;
        var language = query.OneOf("lang", Languages.All);
        return Answer.JsonAsync(context, new ThemesAnswer(manifest.Id, [.. manifest.Themes.Select(t => new ThemeAnswer(
            t.Id, t.Names, [.. manifest.Indicators.Where(i => i.Theme == t.Id).Select(i => i.Id)])
        { Name = Languages.Pick(t.Names, language) })]));
    }

    private Task IndicatorsAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, IndicatorsOperation.QueryNames);
        var publication = shelf.AsOf(query.Single("asOf"));
        var manifest = publication.Manifest;
        var language = query.OneOf("lang", Languages.All);
        var themes = query.EachOf("theme", [.. manifest.Themes.Select(t => t.Id)]);
        var sought = query.Text("q");
        var indicators = manifest.Indicators
            .Where(i => themes.Count == 0 || themes.Contains(i.Theme))
            .Where(
                i => sought is null
                    || i.Names.Values.Concat(i.Descriptions.Values).Append(i.Id).Any(
                        t => t.Contains(sought, StringComparison.OrdinalIgnoreCase)));
        if (query.OneOf("format", Formats) == "html")
        {
            var page = new CataloguePage(publication, language ?? "fi", query.Single("asOf") is null ? "" : "&asOf=" + publication.Id);
            return HtmlPage.AnswerAsync(context, language ?? "fi", page.Write([.. indicators]));
        }

        return Answer.JsonAsync(
            context, new IndicatorsAnswer(manifest.Id, [.. indicators.Select(i => IndicatorAnswers.Short(i, language))], manifest.Withdrawals));
    }

    private async Task IndicatorAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, IndicatorOperation.QueryNames);
        var publication = shelf.AsOf(query.Single("asOf"));
        var id = (string)context.GetRouteValue("id")!;
        var indicator = publication.Indicator(id) ?? throw BadRequest.NotFound(
            "unknown-indicator", id, $"'{BadRequest.Cut(id)}' is not an indicator of this publication; they are listed at /v1/indicators.", NearestNames.Of(id, publication.IndicatorIds));
        var members = await MembersAsync(indicator);
        var dates = await DatesAsync(publication, indicator);
        await Answer.JsonAsync(context, IndicatorAnswers.Detailed(indicator, publication, query.OneOf("lang", Languages.All), members, dates));
    }

    private Task SourcesAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, SourcesOperation.QueryNames);
        var asOf = query.Single("asOf");
        var manifest = shelf.AsOf(asOf).Manifest;
        return Answer.JsonAsync(context, new SourcesAnswer(manifest.Id, [.. manifest.Sources.Select(s => SourceAnswer.Of(s, manifest))])
        {
            FilesWrongSince = asOf is null && File.Exists(folder.OperationsFile) ? new Alerts(door.Store, clock).List(Alerts.Files).FirstOrDefault()?.Since : null,
        });
    }

    /// <summary>The date of the whole series, in all its frequencies, and when the newest of its inputs was loaded.</summary>
    private async ValueTask<DataDates> DatesAsync(Publication publication, PublishedIndicator indicator)
    {
        var dates = new List<DataDates>();
        foreach (var published in indicator.Slices.Where(slice => slice.Division == PublishedSlice.Current))
        {
            var slice = await slices.GetAsync(published, indicator.Breakdowns);
            dates.Add(DataDates.Of(
                publication, indicator, slice, [.. Enumerable.Range(0, slice.Axes.Areas.Length)], slice.Axes.Periods.Select((period, index) => new PeriodPick(index, period))));
        }

        return DataDates.Together(dates) with { Loaded = DataDates.Of(publication, indicator).Loaded };
    }

    private async ValueTask<Dictionary<string, IReadOnlyList<string>>> MembersAsync(PublishedIndicator indicator)
    {
        if (indicator.Breakdowns.Count == 0 || indicator.Slices.Count == 0)
        {
            return [];
        }

        var axes = (await slices.GetAsync(indicator.Slices[0], indicator.Breakdowns)).Axes;
        return axes.Breakdowns.Index().ToDictionary(b => b.Item, b => (IReadOnlyList<string>)axes.Members[b.Index]);
    }
}
