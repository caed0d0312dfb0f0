using Insight.Api.Answers;
using Insight.Api.Export;
using Insight.Api.Jobs;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Values;
using Insight.Warehouse.Publications;

namespace Insight.Api.Revisions;

/// <summary>GET /v1/changes: what a client that keeps a copy must do to it.</summary>
internal sealed class ChangesEndpoint(PublicationShelf shelf, SliceFiles files, ExportWriter writer, JobDesk desk)
{
    private const string Json = "json";
    private static readonly string[] Formats = [Json, "csv", "jsonl"];

    private static readonly Operation Operation = new("getChanges", "Publications", "What changed since a publication: indicators, or every row to change in a copy")
    {
        Description = """
            A copy of /v1/export stays exact: json says which indicators changed and gives the token for next time; csv and jsonl have every changed row, with upsert (replace the row with the same indicator,
            division, frequency, area, period and breakdown, or add it) or delete. Rows are those of /v1/export with the operation before them. With the header Prefer: respond-async
            rows come as a job (202).
            """,
        Parameters =
        [
            new("since", "The publication that the copy is of: its id, the token of the last answer, or a date (the publication that was current at the end of that day, UTC).", "2026-03-31") { IsRequired = true },
            new("to", "Until which publication, in the same forms. Default: the current one.", "2026-12-31"),
            new("indicator", "Only these indicators. Default: all.", "unemployment-rate") { IsList = true },
            new("format", "Default: json.", "csv") { Words = Formats },
        ],
        Answers = [("application/json", typeof(ChangesSinceAnswer)), ("text/csv", typeof(string)), ("application/x-ndjson", typeof(string))],
        Problems = [400, 404, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/changes", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, Operation.QueryNames);
        var since = query.Single("since") ?? throw BadRequest.Missing(
            "since", "Say since when: the token of the last answer, the id of a publication (they are listed at /v1/publications) or a date such as 2026-03-31.");
        var (before, after) = (shelf.AsOf(since, "since"), shelf.AsOf(query.Single("to"), "to"));
        var ids = Asked(query, before, after);
        var format = query.OneOf("format", Formats) ?? Json;
        if (format != Json)
        {
            await StreamAsync(context, before, after, ids, format);
            return;
        }

        var differences = before.Id == after.Id ? [] : await Task.Run(() => files.Compare(before.Manifest, after.Manifest));
        await Answer.JsonAsync(context, AnswerOf(before, after, ids, differences));
    }

    private static HashSet<string> Asked(RequestQuery query, Publication before, Publication after)
    {
        var ids = query.List("indicator");
        foreach (var id in ids.Where(id => before.Indicator(id) is null && after.Indicator(id) is null))
        {
            throw BadRequest.Unknown("indicator", "indicator", id, NearestNames.Of(id, after.IndicatorIds), "Indicators are listed at /v1/indicators.");
        }

        return [.. ids.Count > 0 ? ids : before.IndicatorIds.Concat(after.IndicatorIds)];
    }

    private static ChangesSinceAnswer AnswerOf(Publication before, Publication after, HashSet<string> ids, IReadOnlyList<SliceDifference> differences)
    {
        var causes = new RevisionCauses(before, after);
        var slices = differences.ToLookup(d => d.Indicator, StringComparer.Ordinal);
        return new ChangesSinceAnswer(
            before.Id, after.Id, after.Id,
            [.. ids.Order(StringComparer.Ordinal).Where(id => IsChanged(id, before, after, slices)).Select(id => Changed(id, before, after, causes.OfAll(id), slices[id]))],
            [.. after.Manifest.Loads.Where(l => before.Load(l.Number) is null)],
            [.. after.Manifest.Withdrawals.Where(w => !before.Manifest.Withdrawals.Any(was => was.Id == w.Id && was.Date == w.Date && was.ReplacedBy == w.ReplacedBy))],
            $"/v1/changes?since={before.Id}&to={after.Id}&format=csv");
    }

    private static bool IsChanged(string id, Publication before, Publication after, ILookup<string, SliceDifference> slices) =>
        slices.Contains(id) || before.Indicator(id)?.DefinitionHash != after.Indicator(id)?.DefinitionHash;

    private static ChangedIndicatorAnswer Changed(
        string id, Publication before, Publication after, RevisionCauses.OfIndicator causes, IEnumerable<SliceDifference> slices) => new(
        id,
        before.Indicator(id) is null ? "added" : after.Indicator(id) is null ? "removed" : "changed",
        causes.DefinitionChanged,
        after.Indicator(id)?.Version,
        [.. causes.NewLoads.Select(l => l.Number)],
        [.. slices.Select(d => new ChangedSliceAnswer(d.Division, Publication.Word(d.Frequency), d.Added, d.Revised, d.Withdrawn, d.StatusChanged))]);

    private async Task StreamAsync(HttpContext context, Publication before, Publication after, HashSet<string> ids, string format)
    {
        var question = string.Join('\n', ["changes", before.Id, after.Id, format, .. ids.Order(StringComparer.Ordinal)]);
        var file = new JobFile(format == "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson", $"insight-{before.Id}-to-{after.Id}.{format}");
        Task WriteAsync(Stream target, IProgress<double>? progress, CancellationToken stop) => writer.WriteAsync(
            target, PublicationRows.Changed(shelf.Store, before.Manifest, after.Manifest, ids.Contains), format == "csv" ? new CsvLines(true) : new JsonLines(true), progress, stop);
        if (Preferences.WantsAsync(context.Request))
        {
            await JobEndpoints.AcceptAsync(context, desk.Ask(question, file, WriteAsync));
            return;
        }

        if (Answer.IsUnchanged(context, EntityTag.OfQuery(question, ContentCoding.Identity), "no-cache", "Accept-Encoding"))
        {
            return;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await WriteAsync(context.Response.Body, null, context.RequestAborted);
        }
    }
}
