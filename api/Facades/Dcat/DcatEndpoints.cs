using Insight.Api.Facades.Px;
using Insight.Api.OpenApi;
using Insight.Api.Publications;

namespace Insight.Api.Facades.Dcat;

/// <summary>The catalogue of open data: /dcat by the header Accept, /catalog.ttl, /catalog.jsonld.</summary>
internal sealed class DcatEndpoints(PublicationShelf shelf)
{
    private static readonly Operation Any = Describe("dcat", [(RdfWriters.JsonLdType, typeof(System.Text.Json.Nodes.JsonNode)), (RdfWriters.TurtleType, typeof(string))]);

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/dcat", Any, context => AnswerAsync(context, WantsTurtle(context.Request)));
        routes.Get("/catalog.ttl", Describe("dcatTurtle", [(RdfWriters.TurtleType, typeof(string))]), context => AnswerAsync(context, true));
        routes.Get("/catalog.jsonld", Describe("dcatJsonLd", [(RdfWriters.JsonLdType, typeof(System.Text.Json.Nodes.JsonNode))]), context => AnswerAsync(context, false));
    }

    private static Operation Describe(string id, IReadOnlyList<(string, Type)> answers) => new(id, "DCAT-AP 3", "Catalogue of open data by DCAT-AP 3")
    {
        Description = "A data set for each indicator, a distribution for each format; titles in Finnish, Swedish and English. What avoindata.fi and data.europa.eu harvest.",
        Parameters = [Parameter.AsOf], Answers = answers, Problems = [400, 404, 503],
    };

    private Task AnswerAsync(HttpContext context, bool turtle)
    {
        var publication = shelf.AsOf(FacadeQuery.Of(context.Request, ["asOf"]).Single("asOf"));
        var server = Px2Catalogue.Server(context);
        return FacadeAnswer.SendAsync(
            context, string.Join('\n', "dcat", publication.Id, server.AbsoluteUri, turtle), (turtle ? RdfWriters.TurtleType : RdfWriters.JsonLdType) + "; charset=utf-8",
            async stream =>
            {
                var graph = new DcatCatalogue(publication, server).Make();
                await stream.WriteAsync(turtle ? RdfWriters.Turtle(graph) : RdfWriters.JsonLd(graph), context.RequestAborted);
            },
            "Accept, Accept-Encoding");
    }

    private static bool WantsTurtle(HttpRequest request)
    {
        var types = request.GetTypedHeaders().Accept.Where(t => t.Quality is not 0).OrderByDescending(t => t.Quality ?? 1);
        return types.Select(t => t.MediaType.ToString()).FirstOrDefault(t => t is RdfWriters.TurtleType or RdfWriters.JsonLdType or "application/json") == RdfWriters.TurtleType;
    }
}
