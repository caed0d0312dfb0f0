using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>GET /v1/comparison.</summary>
public sealed class ComparisonEndpoint(PublicationShelf shelf, SeriesScopes scopes, PeerSets sets, PeerPositions positions)
{
    private const int UsualNeighbours = 10;

    private static readonly Operation Operation = new("getComparison", "Comparison", "Where an area stands among comparable ones")
    {
        Description = """
            The position as a count ("12/38"), median and quartiles, the mean of the values beside that of all areas together, every area with its value and interval. A rank is
            given only where the intervals leave one. An area without a value is named and counts as nothing; one whose figure has another scope in the period is left out and said.
            """,
        Parameters =
        [
            SeriesParameters.Indicator,
            SeriesParameters.Area,
            new(
                PeerSets.Parameter,
                "Who is compared: network, region, country, size-class, grouping or neighbours of the area; an area whose members are meant; or a list of areas. Default: its network, else its region.",
                "network:paijat-hame-4") { IsList = true },
            new("count", "Of neighbours: how many. Default 10.", "12") { Range = (1, 50) },
            new(
                PeerFeatures.Parameter,
                "Of neighbours: indicators with weights by which they are chosen. Default: population, economic-dependency-ratio, tertiary-education-share, unemployment-rate and job-self-sufficiency, each in the nearest year that enough municipalities have; one without such a year within ten takes no part, and the answer says why.",
                "population:1,unemployment-rate:2") { IsList = true },
            SeriesParameters.Period("The period. Default: the newest in which the area has a value."),
            .. SeriesParameters.Rest,
        ],
        Answers = [("application/json", typeof(ComparisonAnswer))],
        Problems = [400, 404, 414, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/comparison", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = SeriesQuery.One(context.Request, shelf, Operation.QueryNames);
        var (indicator, area) = (query.Indicators[0], query.Areas[0]);
        var written = query.PeriodOf("period");
        var scope = await scopes.OpenAsync(
            query.Publication, indicator, query.SliceOf(indicator, written?.Frequency), query.MembersOf(indicator), withComponents: true);
        var period = written ?? scope.LastOf(area.Id) ?? Last(scope);
        var neighbours = NeighbourQuery.Read(query.Number("count", 1, 50, UsualNeighbours), query.List(PeerFeatures.Parameter), query.Publication);
        var (peers, distances) = await sets.OfAsync(query.Publication, area, period, query.List(PeerSets.Parameter), neighbours);
        RefuseUnusedFeatures(query, peers.Kind);
        var position = await positions.OfAsync(scope, area.Id, period, peers, distances);
        await Answer.JsonAsync(context, ComparisonAnswer.Of(scope, position, query.Language));
    }

    private static Period Last(SeriesScope scope) => scope.Periods[^1];

    private static void RefuseUnusedFeatures(SeriesQuery query, Indicators.Comparison.PeerSetKind kind)
    {
        foreach (var name in new[] { "count", PeerFeatures.Parameter })
        {
            if (kind != Indicators.Comparison.PeerSetKind.Neighbours && query.List(name).Count > 0)
            {
                throw BadRequest.Contradictory(
                    name, string.Join(',', query.List(name)), $"'{name}' chooses neighbours; write peers=neighbours, or leave it out.", ["neighbours"]);
            }
        }
    }
}
