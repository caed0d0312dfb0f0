using Insight.Api.Answers;
using Insight.Api.Comparison;
using Insight.Api.OpenApi;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Indicators.Comparison.Change;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Observations;

namespace Insight.Api.Narrative;

/// <summary>GET /v1/narrative: what a figure says, in sentences.</summary>
internal sealed class NarrativeEndpoint(PublicationShelf shelf, NarrativeReader reader, SeriesScopes scopes)
{
    private static readonly Operation Operation = new("getNarrative", "Narrative", "What a figure says, in sentences, each number linked to where it comes from")
    {
        Description = """
            One sentence a question: what happened, is it certain, compared with whom, what does it mean for the target, of what date are the data and with what reservations.
            The same figures always give the same words. No sentence says why something changed. A missing figure is said to be missing, and why.
            """,
        Parameters =
        [
            new("indicator", "Id of the indicator.", "unemployment-rate") { IsRequired = true },
            new("area", "Id of the area; a bare number is a municipality.", "KU111") { IsRequired = true },
            new("period", "One period: 2018, 2018-Q4 or 2018-12. Default: the newest that the area has a value for.", "2018"),
            new("frequency", "Default: that of the period, else the indicator's first.", "year") { Words = ["year", "quarter", "month"] },
            new("lang", "Language of the sentences. Default: fi.", "sv") { Words = Languages.All },
            new(
                "peers",
                "With whom the area is compared, as in /v1/comparison: network, region, country, size-class, grouping, neighbours, an area whose members are meant, or a list of areas. Default: the municipality's network, else its region; of an area with members, these.",
                "region") { IsList = true },
            new("breakdown", "A breakdown of the indicator by its name, for example sex=male. Default: the total.", "total") { IsOpen = true },
            SeriesParameters.Division,
            Parameter.AsOf,
        ],
        Answers = [("application/json", typeof(NarrativeAnswer))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/narrative", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = SeriesQuery.One(context.Request, shelf, Operation.QueryNames);
        var (publication, indicator, area) = (query.Publication, query.Indicators[0], query.Areas[0]);
        var language = NarrativeLanguage.Of(query.Language ?? "fi");
        var period = query.PeriodOf("period");
        var members = query.MembersOf(indicator);
        var scope = await scopes.OpenAsync(
            publication, indicator, query.SliceOf(indicator, period?.Frequency), members, SampleSizes.NeedComponents(PublishedTraits.Of(indicator)));
        var change = ChangeAssessment.Assess(await reader.QuestionAsync(scope, area.Id, period));
        var facts = await reader.WithOthersAsync(await reader.FactsAsync(scope, area, change, members.Values.All(DefaultMember.Is)), scope, query.List(PeerSets.Parameter));
        var links = new NarrativeLinks(
            indicator.Id, area.Id, string.Join(',', query.List(PeerSets.Parameter)), query.Single("asOf") is null ? null : publication.Id, members)
        {
            Division = facts.Division,
        };
        await Answer.JsonAsync(context, new NarrativeAnswer(
            publication.Id, indicator.Id, area.Id, change.Now.Period.ToString(), language.Id, indicator.Synthetic, Kebab.Of(change.Verdict),
            facts.Target is { } target ? Kebab.Of(target.Outcome) : null,
            [.. Narrator.Write(facts, language).Select(sentence => SentenceAnswer.Of(sentence, links, language.Id))]));
    }
}
