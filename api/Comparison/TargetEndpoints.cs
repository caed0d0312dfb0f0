using Insight.Api.Answers;
using Insight.Api.Areas;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Values;
using Insight.Indicators.Comparison;

namespace Insight.Api.Comparison;

/// <summary>GET /v1/targets and /v1/targets/progress.</summary>
public sealed class TargetEndpoints(PublicationShelf shelf, TargetProgresses progresses)
{
    private const string Tag = "Comparison";

    private static readonly Parameter Area = new("area", "Only targets of these areas.", "KU111") { IsList = true };
    private static readonly Parameter Indicator = new("indicator", "Only targets of these indicators.", "ghg-total-hinku") { IsList = true };

    private static readonly Operation ListOperation = new("listTargets", Tag, "Targets with their baselines, paths and decisions")
    {
        Parameters = [Area, Indicator, Parameter.AsOf, SeriesParameters.Language],
        Answers = [("application/json", typeof(TargetsAnswer))],
        Problems = [400, 404, 503],
    };

    private static readonly Operation ProgressOperation = new("getTargetProgress", Tag, "When targets are reached: path, required change, observed trend")
    {
        Description = """
            A path is compared and a trend (Theil–Sen) fitted only since the last break. A year is named only where the trend surely leads to the target, and no further ahead
            than twice the span that was observed. Outcomes: achieved, on-track, behind, wrong-direction, not-assessable.
            """,
        Parameters = [Area, Indicator, SeriesParameters.Division, Parameter.AsOf, SeriesParameters.Language],
        Answers = [("application/json", typeof(TargetProgressAnswer))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/targets", ListOperation, ListAsync);
        routes.Get("/v1/targets/progress", ProgressOperation, ProgressAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var (publication, targets, language) = Asked(context.Request, ListOperation);
        return Answer.JsonAsync(context, new TargetsAnswer([.. targets.Select(target => TargetAnswer.Of(target, language))]) { Source = publication });
    }

    private async Task ProgressAsync(HttpContext context)
    {
        var (publication, targets, language) = Asked(context.Request, ProgressOperation);
        var division = DivisionQuery.LabelOf(RequestQuery.Of(context.Request, ProgressOperation.QueryNames), publication);
        var progress = new List<ProgressAnswer>();
        foreach (var target in targets)
        {
            if (publication.Indicator(target.Indicator) is { } indicator)
            {
                progress.Add(ProgressAnswer.Of(await progresses.OfAsync(publication, target, division), indicator.Synthetic, language));
            }
        }

        await Answer.JsonAsync(context, new TargetProgressAnswer(progress, division) { Source = publication });
    }

    private (Publication Publication, IReadOnlyList<Target> Targets, string? Language) Asked(HttpRequest request, Operation operation)
    {
        var query = RequestQuery.Of(request, operation.QueryNames);
        var publication = shelf.AsOf(query.Single("asOf"));
        var areas = query.List("area").Select(text => AreaSearch.Required(publication.Areas, "area", text).Id).ToHashSet(StringComparer.Ordinal);
        var indicators = query.List("indicator").Select(id => publication.Indicator(id)?.Id ?? throw BadRequest.Unknown(
            "indicator", "indicator", id, NearestNames.Of(id, publication.IndicatorIds), "Indicators are listed at /v1/indicators.")).ToHashSet(StringComparer.Ordinal);
        var language = query.OneOf("lang", Languages.All);
        return (publication,
            [.. progresses.TargetsOf(publication)
                .Where(target => (areas.Count == 0 || areas.Contains(target.Area)) && (indicators.Count == 0 || indicators.Contains(target.Indicator)))],
            language);
    }
}
