using Insight.Api.Answers;
using Insight.Api.Areas;
using Insight.Api.OpenApi;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Indicators.Forecasting.Accuracy;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Forecasts;

namespace Insight.Api.Forecasts;

/// <summary>GET /v1/forecasts/accuracy: how did we do.</summary>
internal sealed class AccuracyEndpoint(PublicationShelf shelf, ForecastData data, ForecastStore store, TimeProvider clock)
{
    /// <summary>Newest forecasts that are compared in one request.</summary>
    private const int MostVintages = 500;

    private static readonly Operation Operation = new("getForecastAccuracy", "Forecasts", "Stored forecasts compared with what came")
    {
        Description = "By indicator, kind (forecast or hindcast), method, size class of municipalities and periods ahead: error, skill against the (seasonal) naive forecast of the same time, realised coverage. Scenarios are left out.",
        Parameters =
        [
            new("indicator", "Only forecasts of this indicator.", "unemployment-rate"),
            new("area", "Only this area.", "KU111"),
            new("kind", "forecast: only those made before the values were published; hindcast: only those made afterwards, from an earlier origin or publication. Default: both, in rows of their own.", "forecast") { Words = VintageKinds.Words },
            Parameter.AsOf,
            new("format", "Default: json; the others have one row for each group and level.", "csv") { Words = ForecastFormats.Words },
        ],
        Answers =
        [
            ("application/json", typeof(AccuracyReport)), ("text/csv", typeof(string)), (ForecastFormats.Parquet, typeof(string)),
            (Insight.Warehouse.Arrow.ArrowStreamWriter.MediaType, typeof(string)),
        ],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/forecasts/accuracy", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, Operation.QueryNames);
        var format = query.OneOf("format", ForecastFormats.Words) ?? "json";
        var publication = shelf.AsOf(query.Single("asOf"));
        var (indicator, area, kind) = (query.Single("indicator"), query.Single("area"), query.OneOf("kind", VintageKinds.Words));
        var id = area is null ? null : AreaSearch.Required(publication.Areas, "area", area).Id;
        var vintages = store.All().Where(v => (indicator is null || v.Indicator == indicator) && (id is null || v.Areas.Contains(id))).Take(MostVintages).ToArray();
        var report = await Task.Run(() => data.Query(connection =>
            new AccuracyReader(connection, shelf.Store, new VintageWriter(store, clock, ForecastRunner.Version)).Read(publication.Manifest, publication.Areas, vintages, id, kind)));
        var bytes = format == "json" ? Json.Serialize(report) : ForecastFormats.Of(AccuracyTables.Of(report), format);
        await ForecastFormats.WriteAsync(context, format, bytes, "forecast-accuracy");
    }
}
