using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Warehouse.Periods;

namespace Insight.Api.Comparison;

/// <summary>GET /v1/contributions.</summary>
public sealed class ContributionsEndpoint(PublicationShelf shelf, SeriesScopes scopes)
{
    private static readonly Operation Operation = new("getContributions", "Comparison", "What a change is made of: numerator, denominator, municipalities")
    {
        Description = """
            A ratio's change is parted between numerator and denominator by the mean of both orders in which they can change (Shapley), an aggregate's also among its municipalities.
            The parts add up to the change exactly. Where a member lacks a component, or the series breaks, it is refused with a reason and the list. They are shares of a
            calculation, not causes.
            """,
        Parameters =
        [
            SeriesParameters.Indicator,
            new("area", "Id of an area; a network, region or the country is parted among its municipalities.", "network:paijat-hame-4") { IsRequired = true },
            new("from", "The earlier period. Default: one year before the later one.", "2017"),
            new("to", "The later period. Default: the newest of which the area has figures, numerator and denominator, as of the earlier one; the answer says which was chosen.", "2018"),
            .. SeriesParameters.Rest,
        ],
        Answers = [("application/json", typeof(ContributionsAnswer))],
        Problems = [400, 404, 414, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/contributions", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = SeriesQuery.One(context.Request, shelf, Operation.QueryNames);
        var (indicator, area) = (query.Indicators[0], query.Areas[0]);
        var (from, to) = Written(query);
        var slice = query.SliceOf(indicator, (from ?? to)?.Frequency);
        var scope = await scopes.OpenAsync(query.Publication, indicator, slice, query.MembersOf(indicator), withComponents: true);
        var later = to ?? ContributionSets.Later(scope, area.Id, from) ?? Last(scope, area.Id, from);
        var earlier = from ?? later.Plus(-Period.PerYear(later.Frequency));
        var skipped = to is null && scope.LastOf(area.Id) is { } last && last > later ? last : (Period?)null;
        await Answer.JsonAsync(context, ContributionsAnswer.Of(scope, ContributionSets.Of(scope, area.Id, earlier, later, skipped), query.Language));
    }

    private static (Period? From, Period? To) Written(SeriesQuery query)
    {
        var (from, to) = (query.PeriodOf("from"), query.PeriodOf("to"));
        if (from is { } a && to is { } b && (a.Frequency != b.Frequency || a >= b))
        {
            throw BadRequest.Contradictory(
                "from", a.ToString(), $"{a} does not lie before {b}, or is of another length; write two years, two quarters or two months, the earlier as 'from'.");
        }

        return (from, to);
    }

    /// <summary>The newest period, where no two have figures: the answer says what is missing.</summary>
    private static Period Last(SeriesScope scope, string area, Period? from)
    {
        var last = scope.LastOf(area) ?? scope.Periods[^1];
        return from is { } earlier && earlier >= last
            ? throw BadRequest.Contradictory("from", earlier.ToString(), $"{earlier} is not before {last}, the newest period of {area}; write an earlier one.")
            : last;
    }
}
