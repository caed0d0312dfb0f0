using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Indicators.Comparison.Change;

namespace Insight.Api.Comparison;

/// <summary>GET /v1/change.</summary>
public sealed class ChangeEndpoint(PublicationShelf shelf, SeriesScopes scopes, ChangeVerdicts verdicts)
{
    private const int MostChanges = 2_000;

    private static readonly Operation Operation = new("getChange", "Comparison", "Whether changes are real, usual variation or a revision")
    {
        Description = """
            Each figure against the one before: of months and quarters that of the same season of the year before, never the month before. Counts by the exact Poisson test, samples
            by the difference of two shares with finite populations, registers by the limits of usual variation (XmR) over at least five comparable points. Nothing is compared
            over a break. In lists the false-discovery rate is kept (Benjamini–Hochberg): clear at 1 %, possible at 5 %. Says nothing of causes.
            """,
        Parameters =
        [
            new("indicator", "Ids of indicators, at most 100.", "unemployment-rate") { IsRequired = true, IsList = true },
            new("area", "Ids of areas, or members:MK07; at most 400, and 2,000 changes.", "KU016,KU111") { IsRequired = true, IsList = true },
            SeriesParameters.Period("The later period. Default: each area's newest with a value."),
            .. SeriesParameters.Rest,
        ],
        Answers = [("application/json", typeof(ChangesAnswer))],
        Problems = [400, 404, 414, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/change", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = SeriesQuery.Several(context.Request, shelf, Operation.QueryNames);
        if (query.Indicators.Count * query.Areas.Count > MostChanges)
        {
            throw BadRequest.Parameter(
                "area", "", $"{query.Indicators.Count} indicators of {query.Areas.Count} areas are more than {MostChanges} changes; ask for fewer at a time.");
        }

        var asked = await QuestionsAsync(query);
        var answers = ChangeAssessment.Assess([.. asked.Select(pair => pair.Question)]);
        await Answer.JsonAsync(context, new ChangesAnswer(
            answers.Count(answer => answer.Probability is not null),
            [.. asked.Zip(answers, (pair, answer) => ChangeAnswer.Of(pair.Scope, answer, query.Language))]) { Source = query.Publication });
    }

    private async Task<List<(SeriesScope Scope, ChangeQuestion Question)>> QuestionsAsync(SeriesQuery query)
    {
        var period = query.PeriodOf("period");
        var asked = new List<(SeriesScope Scope, ChangeQuestion Question)>();
        foreach (var indicator in query.Indicators)
        {
            var slice = query.SliceOf(indicator, period?.Frequency);
            var needed = SampleSizes.NeedComponents(PublishedTraits.Of(indicator));
            var scope = await scopes.OpenAsync(query.Publication, indicator, slice, query.MembersOf(indicator), needed);
            var questions = await verdicts.QuestionsAsync(scope, query.Areas.Select(area => area.Id), period);
            asked.AddRange(questions.Select(question => (scope, question)));
        }

        return asked;
    }
}
