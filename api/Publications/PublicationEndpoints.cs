using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;

namespace Insight.Api.Publications;

/// <summary>GET /v1/publications and /v1/publications/{id}.</summary>
internal sealed class PublicationEndpoints(PublicationShelf shelf, PublicationSummaries summaries)
{
    private const string Tag = "Publications";

    private static readonly Parameter Id = new("id", "Id of a publication.", "20261121T083005Z-1a2b3c4d") { IsInPath = true };

    private static readonly Operation ListOperation = new("listPublications", Tag, "Publications, the current one first")
    {
        Parameters = [new("limit", "Most publications that are listed. Default 50.", "10") { Range = (1, 500) }],
        Answers = [("application/json", typeof(PublicationsAnswer))],
        Problems = [400, 503],
    };

    private static readonly Operation OneOperation = new("getPublication", Tag, "One publication: its loads and definition versions")
    {
        Parameters = [Id],
        Answers = [("application/json", typeof(PublicationDetailAnswer))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/publications", ListOperation, ListAsync);
        routes.Get("/v1/publications/{id}", OneOperation, OneAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var limit = query.Number("limit", 1, 500, 50);
        var current = shelf.Current;
        var listed = shelf.History.Reverse().DistinctBy(m => m.Publication).Take(limit)
            .Select(move => summaries.Of(move.Publication) is { } summary ? summary with { Since = move.Since, Reason = move.Reason } : null)
            .OfType<PublicationAnswer>();
        return Answer.JsonAsync(context, new PublicationsAnswer(current.Id, [.. listed]));
    }

    private Task OneAsync(HttpContext context)
    {
        RequestQuery.Of(context.Request, OneOperation.QueryNames);
        var manifest = Asked(context).Manifest;
        var move = shelf.History.LastOrDefault(m => m.Publication == manifest.Id);
        return Answer.JsonAsync(context, new PublicationDetailAnswer(
            manifest.Id, manifest.Edition, manifest.CreatedAt, move?.Since, move?.Reason, manifest.Changes, manifest.Indicators.Count,
            manifest.CodeVersion, manifest.Previous,
            [.. manifest.Indicators.Select(i => new IndicatorVersion(i.Id, i.Version, i.DefinitionHash))], manifest.Loads));
    }

    private Publication Asked(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        return shelf.ById(id) ?? throw BadRequest.NotFound(
            "unknown-publication", id, $"'{BadRequest.Cut(id)}' is not a publication; they are listed at /v1/publications.",
            Nearest(id));
    }

    private IReadOnlyList<string> Nearest(string id) => NearestNames.Of(id, shelf.History.Select(m => m.Publication));
}
