using System.Collections.Concurrent;
using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Values;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>GET /v1/publications, /v1/publications/{id} and /v1/publications/{id}/changes.</summary>
internal sealed class PublicationEndpoints(PublicationShelf shelf, SliceFiles files)
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

    private static readonly Operation ChangesOperation = new(
        "getPublicationChanges", Tag, "What differs between two publications, by indicator, with the largest movers")
    {
        Parameters =
        [
            Id,
            new(
                "from",
                "Id of the publication to compare with. Default: the one that was current before it was written.",
                "20261014T051502Z-9f8e7d6c")
        ],
        Answers = [("application/json", typeof(DifferenceAnswer))],
        Problems = [400, 404, 503],
    };

    private readonly ConcurrentDictionary<string, PublicationAnswer> known = new(StringComparer.Ordinal);

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/publications", ListOperation, ListAsync);
        routes.Get("/v1/publications/{id}", OneOperation, OneAsync);
        routes.Get("/v1/publications/{id}/changes", ChangesOperation, ChangesAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var limit = query.Number("limit", 1, 500, 50);
        var current = shelf.Current;
        var listed = shelf.History.Reverse().DistinctBy(m => m.Publication).Take(limit)
            .Select(move => Summary(move.Publication) is { } summary ? summary with { Since = move.Since, Reason = move.Reason } : null)
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

    private async Task ChangesAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ChangesOperation.QueryNames);
        var after = Asked(context);
        var from = query.Single("from");
        var before = from is null
            ? after.Manifest.Previous is { } previous ? shelf.ById(previous) : null
            : shelf.ById(from) ?? throw BadRequest.Unknown(
                "publication", "from", from, Nearest(from), "Publications are listed at /v1/publications.");
        var differences = await Task.Run(() => files.Compare(before?.Manifest, after.Manifest));
        await Answer.JsonAsync(context, new DifferenceAnswer(before?.Id, after.Id, [.. differences.Select(d => new SliceDifferenceAnswer(
            d.Indicator, d.Division, Publication.Word(d.Frequency), d.Added, d.Revised, d.Withdrawn,
            [.. d.Movers.Select(m => new MoverAnswer(m.Area, m.Period, m.Members, m.OldValue, m.NewValue))]))]));
    }

    private Publication Asked(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        return shelf.ById(id) ?? throw BadRequest.NotFound(
            "unknown-publication", id, $"'{BadRequest.Cut(id)}' is not a publication; they are listed at /v1/publications.",
            Nearest(id));
    }

    private IReadOnlyList<string> Nearest(string id) => NearestNames.Of(id, shelf.History.Select(m => m.Publication));

    /// <summary>Manifests can be large, and they never change; so only what is listed of them is kept.</summary>
    private PublicationAnswer? Summary(string id)
    {
        if (!known.TryGetValue(id, out var summary) && shelf.Store.Manifest(id) is { } manifest)
        {
            summary = new PublicationAnswer(
                id, manifest.Edition, manifest.CreatedAt, null, null, manifest.Changes, manifest.Indicators.Count);
            known[id] = summary;
        }

        return summary;
    }
}
