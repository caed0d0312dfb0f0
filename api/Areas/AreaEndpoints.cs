using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;

namespace Insight.Api.Areas;

/// <summary>GET /v1/areas and /v1/areas/{id}.</summary>
internal sealed class AreaEndpoints(PublicationShelf shelf)
{
    private const string Tag = "Areas";

    private static readonly Operation ListOperation = new("listAreas", Tag, "Areas: municipalities, regions, the country, networks")
    {
        Parameters =
        [
            new("level", "Only areas of these levels.", "municipality") { Words = AreaWords.Levels, IsList = true },
            new("q", "Only areas whose id or name in any language contains this; case does not matter.", "hein"),
            Parameter.Language,
            Parameter.AsOf,
        ],
        Answers = [("application/json", typeof(AreasAnswer))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation OneOperation = new("getArea", Tag, "One area with its members")
    {
        Parameters =
        [
            new("id", "Id of the area; a bare number is a municipality.", "KU111") { IsInPath = true }, Parameter.Language, Parameter.AsOf
        ],
        Answers = [("application/json", typeof(AreaAnswer))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/areas", ListOperation, ListAsync);
        routes.Get("/v1/areas/{id}", OneOperation, OneAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ListOperation.QueryNames);
        var publication = shelf.AsOf(query.Single("asOf"));
        var language = query.OneOf("lang", Languages.All);
        var levels = query.EachOf("level", AreaWords.Levels);
        var sought = query.Text("q");
        var areas = publication.Areas.Areas
            .Where(a => levels.Count == 0 || levels.Contains(AreaWords.Word(a.Level)))
            .Where(a => sought is null || Contains(a.Id, sought) || a.Names.Values.Any(name => Contains(name, sought)))
            .Select(a => AreaAnswer.Of(a, publication, language));
        return Answer.JsonAsync(context, new AreasAnswer(publication.Id, [.. areas]));
    }

    private Task OneAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, OneOperation.QueryNames);
        var publication = shelf.AsOf(query.Single("asOf"));
        var id = (string)context.GetRouteValue("id")!;
        if (!publication.Areas.TryResolve(id, out var area))
        {
            throw BadRequest.NotFound(
                "unknown-area", id, $"'{BadRequest.Cut(id)}' is not an area of this publication; areas are listed at /v1/areas.", AreaSearch.Suggestions(publication.Areas, id));
        }

        return Answer.JsonAsync(context, AreaAnswer.Of(area, publication, query.OneOf("lang", Languages.All)) with
        {
            Members = publication.Areas.MembersOf(area.Id, publication.CurrentDivision),
        });
    }

    private static bool Contains(string text, string sought) => text.Contains(sought, StringComparison.OrdinalIgnoreCase);
}
