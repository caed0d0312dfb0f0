using System.Text;
using Insight.Api.Answers;
using Insight.Api.Areas;
using Insight.Api.Comparison;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Values;
using Insight.Indicators.Narrative;
using Insight.Warehouse.Periods;

namespace Insight.Api.Narrative;

/// <summary>GET /v1/briefing: one page about an area.</summary>
internal sealed class BriefingEndpoint(PublicationShelf shelf, BriefingReader reader)
{
    private static readonly Operation Operation = new("getBriefing", "Narrative", "One page about an area: what changed, what is off or on target, what is missing")
    {
        Description = """
            At most twelve indicators, and only such as passed a test: a change that is clear or possible after all changes of the area were assessed together (false-discovery
            control), or a target that can be assessed. Those clearly worse and those off target come first; ties go to the surer change. What found no room is named, and so is what
            is missing, late (by the indicator's usual lag, as of the publication) or awaiting data. As JSON, as a page (HTML without scripts, WCAG 2.1 AA, printable) or as Markdown.
            """,
        Parameters =
        [
            new("area", "Id of the area: a municipality, a network, a region, the country.", "KU111") { IsRequired = true },
            new("period", "Figures of this period only: 2018, 2018-Q4 or 2018-12. Default: each indicator's newest.", "2018"),
            new("lang", "Language. Default: fi.", "sv") { Words = Languages.All },
            new("format", "Before the header Accept. Default: json.", "html") { Words = BriefingFormats.Words },
            SeriesParameters.Division,
            Parameter.AsOf,
        ],
        Answers = [("application/json", typeof(BriefingAnswer)), ("text/html", typeof(string)), ("text/markdown", typeof(string))],
        Problems = [400, 404, 406, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/briefing", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, Operation.QueryNames);
        var publication = shelf.AsOf(query.Single("asOf"));
        var area = query.Single("area") is { } text
            ? AreaSearch.Required(publication.Areas, "area", text)
            : throw BadRequest.Missing("area", "Name one area, for example area=KU111; they are listed at /v1/areas.");
        var format = BriefingFormats.Of(query, context.Request);
        var language = NarrativeLanguage.Of(query.OneOf("lang", Languages.All) ?? "fi");
        var briefing = await reader.ReadAsync(publication, area, PeriodOf(query), DivisionQuery.LabelOf(query, publication));
        var view = new BriefingView(briefing, language, query.Single("asOf") is null ? null : publication.Id);
        context.Response.Headers.ContentLanguage = language.Id;
        await (format switch
        {
            BriefingFormat.Html => HtmlPage.AnswerAsync(context, language.Id, BriefingPage.Write(view)),
            BriefingFormat.Markdown => HtmlPage.BytesAsync(context, BriefingFormats.ContentType(format), Encoding.UTF8.GetBytes(BriefingMarkdown.Write(view))),
            _ => HtmlPage.BytesAsync(context, BriefingFormats.ContentType(format), Json.Serialize(BriefingAnswer.Of(view))),
        });
    }

    private static Period? PeriodOf(RequestQuery query)
    {
        if (query.Single("period") is not { } text)
        {
            return null;
        }

        return Period.TryParse(text, out var period)
            ? period
            : throw new ProblemException(new Problem(
                400, "bad-period", "A period cannot be read", $"'{BadRequest.Cut(text)}' is not one period; write a year 2025, a quarter 2025-Q1 or a month 2025-01.")
            { Parameter = "period", Value = text });
    }
}
