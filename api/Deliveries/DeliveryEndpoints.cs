using System.Text;
using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Indicators.Deliveries;
using Insight.Warehouse.Publications;

namespace Insight.Api.Deliveries;

/// <summary>GET /v1/deliveries and /v1/deliveries.ics.</summary>
internal sealed class DeliveryEndpoints(PublicationShelf shelf, DeliveryCalendar calendar, TimeProvider clock, AwaitedSources? awaited = null)
{
    private const string Tag = "Deliveries";
    private static readonly string[] States = ["on-time", "late"];

    private static readonly Parameter Source = new("source", "Only this source.", "statfin");

    private static readonly Parameter AsOf = new(
        "asOf", "What was there and what was late on a day (UTC) or at a moment; with the id of a publication, on the day on which it was made. Default: today.", "2026-12-31");

    private static readonly Operation ListOperation = new("getDeliveries", Tag, "What was delivered, what is due and what is late: by source, municipality and indicator")
    {
        Description = "A period's figures are due so many days after its end as the definitions say (lag_days). Municipalities that had figures, or are to deliver them, and lack the last period are named, with the day since which that is so.",
        Parameters = [Source, new("state", "Only what is on time, or late.", "late") { Words = States }, AsOf],
        Answers = [("application/json", typeof(DeliveriesAnswer))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation CalendarOperation = new("getDeliveryCalendar", Tag, "The delivery calendar as iCalendar, to subscribe to")
    {
        Parameters = [Source, new("lang", "Language of the events. Default fi.", "sv") { Words = Languages.All }, AsOf],
        Answers = [("text/calendar", typeof(string))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/deliveries", ListOperation, ListAsync);
        routes.Get("/v1/deliveries.ics", CalendarOperation, CalendarAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var state = query.OneOf("state", States);
        var all = On(Asked(query), query.Single("source"));
        return Answer.JsonAsync(context, state is null ? all : all with
        {
            Sources = [.. all.Sources.Where(s => s.State == state)],
            Indicators = [.. all.Indicators.Where(i => i.State == state)],
        });
    }

    private Task CalendarAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, CalendarOperation.QueryNames);
        var language = query.OneOf("lang", Languages.All) ?? "fi";
        var asked = Asked(query);
        var bytes = Encoding.UTF8.GetBytes(DeliveryIcs.Write(On(asked, query.Single("source")), asked.Publication.Manifest.CreatedAt, language));
        return Answer.IsUnchanged(context, EntityTag.OfBytes(bytes, ContentCoding.Identity), "no-cache", "Accept-Encoding")
            ? Task.CompletedTask
            : Answer.WriteAsync(context, "text/calendar; charset=utf-8", bytes, ContentCoding.Identity);
    }

    private (Publication Publication, PublicationManifest Manifest, DateOnly Day) Asked(RequestQuery query)
    {
        var asOf = query.Single("asOf");
        var publication = shelf.AsOf(asOf);
        var moment = asOf is null ? clock.GetUtcNow() : PublicationShelf.TryMoment(asOf, out var asked) ? asked : publication.Manifest.CreatedAt;
        var manifest = asOf is null && awaited is not null ? awaited.In(publication.Manifest) : publication.Manifest;
        return (publication, manifest, DateOnly.FromDateTime(moment.UtcDateTime));
    }

    private DeliveriesAnswer On((Publication Publication, PublicationManifest Manifest, DateOnly Day) asked, string? source)
    {
        var all = DeliveriesAnswer.Of(calendar.On(asked.Manifest, asked.Publication.Areas, asked.Day));
        return source is null ? all : all with
        {
            Sources = [.. all.Sources.Where(s => s.Source == source)],
            Indicators = [.. all.Indicators.Where(i => i.Sources.Contains(source))],
        };
    }
}
