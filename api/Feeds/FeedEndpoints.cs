using System.Text;
using Insight.Api.Answers;
using Insight.Api.Deliveries;
using Insight.Api.OpenApi;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Indicators.Deliveries;

namespace Insight.Api.Feeds;

/// <summary>GET /v1/releases.atom and /v1/releases.ics: what was published, and what is expected.</summary>
internal sealed class FeedEndpoints(PublicationShelf shelf, PublicationSummaries summaries, DeliveryCalendar calendar, TimeProvider clock)
{
    private const string Tag = "Publications";
    private const int MostReleases = 50;

    private static readonly Dictionary<string, string> CalendarNames = new(StringComparer.Ordinal)
    {
        ["fi"] = "Insight: julkaisut ja odotettavissa olevat aineistot", ["sv"] = "Insight: publiceringar och väntade uppgifter", ["en"] = "Insight: releases and expected data",
    };

    private static readonly Parameter Language = new("lang", "Language of titles and summaries. Default fi.", "sv") { Words = Languages.All };

    private static readonly Operation AtomOperation = new("getReleaseFeed", Tag, "Releases as an Atom feed, newest first, with withdrawals of indicators")
    {
        Parameters = [Language],
        Answers = [(AtomFeed.MediaType, typeof(string))],
        Problems = [400, 503],
    };

    private static readonly Operation CalendarOperation = new("getReleaseCalendar", Tag, "Releases that were, and the data that are expected next, as iCalendar")
    {
        Parameters = [Language],
        Answers = [("text/calendar", typeof(string))],
        Problems = [400, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/releases.atom", AtomOperation, AtomAsync);
        routes.Get("/v1/releases.ics", CalendarOperation, CalendarAsync);
    }

    private Task AtomAsync(HttpContext context)
    {
        var language = LanguageOf(context, AtomOperation);
        var request = context.Request;
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var current = shelf.Current;
        return WriteAsync(
            context, AtomFeed.MediaType + "; charset=utf-8", AtomFeed.Write(Releases(), current.Manifest.Withdrawals, address, address + request.Path + request.QueryString, language));
    }

    private Task CalendarAsync(HttpContext context)
    {
        var language = LanguageOf(context, CalendarOperation);
        var current = shelf.Current;
        var expected = DeliveriesAnswer.Of(calendar.On(current.Manifest, current.Areas, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
        var events = Releases().SelectMany(release => Event(release, language)).Concat(DeliveryIcs.Events(expected, current.Manifest.CreatedAt, language));
        return WriteAsync(context, "text/calendar; charset=utf-8", Encoding.UTF8.GetBytes(IcsText.Calendar("Releases", CalendarNames[language], events)));
    }

    private static string LanguageOf(HttpContext context, Operation operation) => RequestQuery.Of(context.Request, operation.QueryNames).OneOf("lang", Languages.All) ?? "fi";

    private List<Release> Releases()
    {
        _ = shelf.Current;
        return [.. shelf.History.Reverse().Take(MostReleases)
            .Select(move => summaries.Of(move.Publication) is { } summary ? new Release(move.Publication, move.Since, move.Reason, summary.CreatedAt, summary.Changes) : null).OfType<Release>()];
    }

    private static IEnumerable<string> Event(Release release, string language) =>
    [
        "BEGIN:VEVENT",
        $"UID:{release.Id}@insight",
        "DTSTAMP:" + IcsText.Moment(release.Since),
        "DTSTART:" + IcsText.Moment(release.Since),
        "DURATION:PT0S",
        $"SUMMARY;LANGUAGE={language}:" + IcsText.Escape(release.Title(language)),
        "DESCRIPTION:" + IcsText.Escape(release.Summary(language)),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ];

    private static Task WriteAsync(HttpContext context, string type, byte[] bytes) =>
        Answer.IsUnchanged(context, EntityTag.OfBytes(bytes, ContentCoding.Identity), "no-cache", "Accept-Encoding")
            ? Task.CompletedTask
            : Answer.WriteAsync(context, type, bytes, ContentCoding.Identity);
}
