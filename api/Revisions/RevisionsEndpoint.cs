using System.Globalization;
using System.Text;
using Insight.Api.Answers;
using Insight.Api.Jobs;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Revisions;

/// <summary>GET /v1/revisions: what changed between two publications, cell by cell, with the load that caused it.</summary>
internal sealed class RevisionsEndpoint(PublicationShelf shelf, SliceFiles files, JobDesk desk)
{
    private const string Head =
        "indicator,division,frequency,area,period,members,kind,before,after,percent,status_before,status_after,cause,load,source,file,sha256,loaded_at\r\n";

    private const int DefaultLimit = 1000;
    private const int FlushCharacters = 64 * 1024;
    private static readonly string[] Kinds = ["added", "revised", "withdrawn", "status"];

    private static readonly Operation Operation = new("getRevisions", "Publications", "What changed between two publications, with the load or the definition that caused it")
    {
        Description = """
            A value can be added, revised (with the old one, the new one and the percentage), withdrawn, or have another status. JSON comes page by page; CSV is streamed whole unless a limit is given, then its
            next page is in the header Link. To follow changes exactly, with components, take /v1/changes. A whole CSV comes as a job (202) with the header Prefer: respond-async.
            """,
        Parameters =
        [
            new("from", "The publication before: a date (that of the end of that day, UTC), a moment or an id. Default: the one that was current before the one after.", "2026-03-31"),
            new("to", "The publication after, in the same forms. Default: the current one.", "2026-12-31"),
            new("indicator", "Only this indicator.", "unemployment-rate"),
            new("area", "Only this area.", "KU111"),
            new("period", "Only this period.", "2018"),
            new("kind", "Only changes of this kind.", "revised") { Words = Kinds },
            new("limit", "Most changes of a page. Default 1,000.", "100") { Range = (1, 10_000) },
            new("after", "Where the page begins: next of the page before.", "0-100"),
            new("format", "json (default) or csv; or ask by Accept.", "csv") { Words = DifferenceEndpoints.Formats },
        ],
        Answers = [("application/json", typeof(RevisionsAnswer)), ("text/csv", typeof(string))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/revisions", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, Operation.QueryNames);
        var after = shelf.AsOf(query.Single("to"), "to");
        var before = query.Single("from") is { } from ? shelf.AsOf(from, "from") : shelf.Before(after);
        var filter = Filter(query, before, after);
        var (limit, place) = (query.Number("limit", 1, 10_000, DefaultLimit), query.Single("after"));
        var isCsv = DifferenceEndpoints.WantsCsv(context, query);
        if (isCsv && query.Single("limit") is null && place is null)
        {
            await StreamAsync(context, before, after, filter);
            return;
        }

        var page = await Task.Run(() => Page(before, after, filter, place, limit));
        var causes = new RevisionCauses(before, after);
        if (isCsv)
        {
            DifferenceCsv.LinkNext(context, page.Next);
            await DifferenceCsv.WriteAsync(context, string.Concat(page.Cells.Select(cell => Line(cell, causes)).Prepend(Head)));
            return;
        }

        await Answer.JsonAsync(context, AnswerOf(before, after, page, causes));
    }

    private static ChangedCellFilter Filter(RequestQuery query, Publication? before, Publication after)
    {
        var (indicator, area, period) = (query.Single("indicator"), query.Single("area"), query.Single("period"));
        if (indicator is not null && after.Indicator(indicator) is null && before?.Indicator(indicator) is null)
        {
            throw BadRequest.Unknown(
                "indicator", "indicator", indicator, NearestNames.Of(indicator, after.IndicatorIds), "Indicators are listed at /v1/indicators.");
        }

        if (area is not null && !after.Areas.TryById(area, out _))
        {
            throw BadRequest.Unknown("area", "area", area, NearestNames.Of(area, after.Areas.Areas.Select(a => a.Id)), "Areas are listed at /v1/areas.");
        }

        if (period is not null && !Period.TryParse(period, out _))
        {
            throw BadRequest.Parameter("period", period, $"'{BadRequest.Cut(period)}' is not a period; write 2018, 2018-Q4 or 2018-12.");
        }

        return new ChangedCellFilter(indicator, Area: area, Period: period, Kind: query.OneOf("kind", Kinds));
    }

    private ChangedCellPage Page(Publication? before, Publication after, ChangedCellFilter filter, string? place, int limit)
    {
        try
        {
            return files.ChangedCells(before?.Manifest, after.Manifest, filter, place, limit);
        }
        catch (FormatException e)
        {
            throw BadRequest.Parameter("after", place!, e.Message);
        }
    }

    private static RevisionsAnswer AnswerOf(Publication? before, Publication after, ChangedCellPage page, RevisionCauses causes)
    {
        var told = page.Cells.Select(cell => (Cell: cell, Why: causes.Of(cell.Indicator, cell.Load))).ToList();
        var from = before is null ? "" : "?from=" + before.Id;
        return new RevisionsAnswer(
            before?.Id, after.Id, before?.Manifest.CreatedAt, after.Manifest.CreatedAt,
            [.. told.Select(t => new CellRevisionAnswer(
                t.Cell.Indicator, t.Cell.Division, Publication.Word(t.Cell.Frequency), t.Cell.Area, t.Cell.Period, t.Cell.Members, t.Cell.Kind, t.Cell.OldValue, t.Cell.NewValue,
                t.Cell.Percent, t.Cell.OldStatus, t.Cell.NewStatus, t.Why.Cause, t.Why.Load?.Number))],
            [.. told.Select(t => t.Why.Load).OfType<PublishedLoad>().Distinct().OrderBy(l => l.Number)],
            page.Next,
            $"/v1/publications/{after.Id}/changes{from}");
    }

    private async Task StreamAsync(HttpContext context, Publication? before, Publication after, ChangedCellFilter filter)
    {
        var question = string.Join('\n', "revisions", before?.Id, after.Id, filter);
        if (Preferences.WantsAsync(context.Request))
        {
            var file = new JobFile("text/csv; charset=utf-8", $"revisions-{before?.Id}-to-{after.Id}.csv");
            await JobEndpoints.AcceptAsync(context, desk.Ask(question, file, (target, _, stop) => WriteAsync(target, before, after, filter, stop)));
            return;
        }

        if (Answer.IsUnchanged(context, EntityTag.OfQuery(question, ContentCoding.Identity), "no-cache", "Accept"))
        {
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await WriteAsync(context.Response.Body, before, after, filter, context.RequestAborted);
        }
    }

    private async Task WriteAsync(Stream target, Publication? before, Publication after, ChangedCellFilter filter, CancellationToken stop)
    {
        var (text, causes) = (new StringBuilder(Head), new RevisionCauses(before, after));
        foreach (var cell in files.EachChangedCell(before?.Manifest, after.Manifest, filter))
        {
            text.Append(Line(cell, causes));
            if (text.Length >= FlushCharacters)
            {
                await target.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stop);
                text.Clear();
            }
        }

        await target.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), stop);
    }

    private static string Line(ChangedCell cell, RevisionCauses causes)
    {
        var (cause, load) = causes.Of(cell.Indicator, cell.Load);
        return DifferenceCsv.Line(
        [
            cell.Indicator, cell.Division, Publication.Word(cell.Frequency), cell.Area, cell.Period, string.Join(' ', cell.Members), cell.Kind, cell.OldValue, cell.NewValue, cell.Percent,
            cell.OldStatus, cell.NewStatus, cause, load?.Number, load?.SourceId, load?.File, load?.Sha256, load?.LoadedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ]);
    }
}
