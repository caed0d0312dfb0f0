using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>GET /v1/publications/{id}/changes and its cells. What was never published is a draft: its difference is for stewards only.</summary>
internal sealed class DifferenceEndpoints(PublicationShelf shelf, SliceFiles files, StewardDoor door)
{
    private const string Tag = "Publications";
    private const int MoverCount = 20;

    private static readonly string[] Kinds = ["added", "revised", "withdrawn", "status"];
    /// <summary>Forms of differences.</summary>
    public static readonly IReadOnlyList<string> Formats = ["json", "csv"];

    private static readonly string[] Ways = ["indicator", "area", "period"];
    private static readonly string[] Frequencies = ["year", "quarter", "month"];

    private static readonly Parameter Id = new("id", "Id of a publication, or with a steward's key of a candidate.", "20261121T083005Z-1a2b3c4d") { IsInPath = true };

    private static readonly Parameter From = new(
        "from", "Id of the publication to compare with. Default: the one that was current before it was written.", "20261014T051502Z-9f8e7d6c");

    private static readonly Parameter Format = new("format", "json (default) or csv; or ask by Accept.", "csv") { Words = Formats };

    private static readonly Operation ChangesOperation = new(
        "getPublicationChanges", Tag, "What differs between two publications: counts, coverage, largest movers")
    {
        Description = "The difference of a candidate that was not published needs a steward's key.",
        Parameters = [Id, From, new("by", "How the cells are counted: by indicator (default), and by area or by period besides.", "area") { Words = Ways }, Format],
        Answers = [("application/json", typeof(DifferenceAnswer)), ("text/csv", typeof(string))],
        Problems = [400, 401, 404, 503],
    };

    private static readonly Operation CellsOperation = new("getChangedCells", Tag, "The cells that differ between two publications, page by page")
    {
        Description = "Cells of a candidate that was not published need a steward's key. In CSV the next page is in the header Link.",
        Parameters =
        [
            Id, From,
            new("indicator", "Only this indicator.", "unemployment-rate"),
            new("division", "Only this division.", "current"),
            new("frequency", "Only this frequency.", "year") { Words = Frequencies },
            new("area", "Only this area.", "KU111"),
            new("period", "Only this period.", "2018"),
            new("kind", "Only cells of this kind.", "revised") { Words = Kinds },
            new("limit", "Most cells of a page. Default 100.", "20") { Range = (1, 10_000) },
            new("after", "Where the page begins: next of the page before.", "0-100"),
            Format,
        ],
        Answers = [("application/json", typeof(ChangedCellsAnswer)), ("text/csv", typeof(string))],
        Problems = [400, 401, 404, 503],
    };

    /// <summary>Maps the resources.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v1/publications/{id}/changes", ChangesOperation, ChangesAsync);
        routes.Get("/v1/publications/{id}/changes/cells", CellsOperation, CellsAsync);
    }

    private async Task ChangesAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, ChangesOperation.QueryNames);
        var by = query.OneOf("by", Ways) ?? "indicator";
        var (before, after) = Asked(context, query);
        var differences = await Task.Run(() => files.Compare(before, after));
        var counts = by == "indicator" ? null : await Task.Run(() => files.CountChanges(before, after, by == "period"));
        if (WantsCsv(context, query))
        {
            await DifferenceCsv.WriteAsync(context, DifferenceCsv.Of(differences, counts, by));
            return;
        }

        await Answer.JsonAsync(context, AnswerOf(before?.Id, after.Id, differences, counts, by));
    }

    private async Task CellsAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, CellsOperation.QueryNames);
        var (before, after) = Asked(context, query);
        Frequency? frequency = query.OneOf("frequency", Frequencies) switch { null => null, "year" => Frequency.Annual, "quarter" => Frequency.Quarterly, _ => Frequency.Monthly };
        var filter = new ChangedCellFilter(
            query.Single("indicator"), query.Single("division"), frequency, query.Single("area"), query.Single("period"), query.OneOf("kind", Kinds));
        var limit = query.Number("limit", 1, 10_000, 100);
        var page = await Task.Run(() => Page(before, after, filter, query.Single("after"), limit));
        if (WantsCsv(context, query))
        {
            DifferenceCsv.LinkNext(context, page.Next);
            await DifferenceCsv.WriteAsync(context, DifferenceCsv.Of(page.Cells));
            return;
        }

        await Answer.JsonAsync(context, new ChangedCellsAnswer(before?.Id, after.Id, [.. page.Cells.Select(CellOf)], page.Next));
    }

    private ChangedCellPage Page(PublicationManifest? before, PublicationManifest after, ChangedCellFilter filter, string? place, int limit)
    {
        try
        {
            return files.ChangedCells(before, after, filter, place, limit);
        }
        catch (FormatException e)
        {
            throw BadRequest.Parameter("after", place!, e.Message);
        }
    }

    private (PublicationManifest? Before, PublicationManifest After) Asked(HttpContext context, RequestQuery query)
    {
        var after = Manifest((string)context.GetRouteValue("id")!, context)
            ?? throw BadRequest.NotFound(
                "unknown-publication", (string)context.GetRouteValue("id")!,
                $"'{BadRequest.Cut((string)context.GetRouteValue("id")!)}' is not a publication; they are listed at /v1/publications.",
                NearestNames.Of((string)context.GetRouteValue("id")!, shelf.History.Select(m => m.Publication)));
        if (query.Single("from") is not { } from)
        {
            return (after.Previous is { } previous ? Manifest(previous, context) : null, after);
        }

        var before = Manifest(from, context) ?? throw BadRequest.Unknown(
            "publication", "from", from, NearestNames.Of(from, shelf.History.Select(m => m.Publication)), "Publications are listed at /v1/publications.");
        return (before, after);
    }

    private PublicationManifest? Manifest(string id, HttpContext context)
    {
        if (shelf.CurrentOrNull is not null && shelf.ById(id) is { } published)
        {
            return published.Manifest;
        }

        var draft = shelf.Store.Manifest(id);
        if (draft is not null)
        {
            door.Require(context);
        }

        return draft;
    }

    /// <summary>Whether a request asks for CSV, by format or by Accept.</summary>
    public static bool WantsCsv(HttpContext context, RequestQuery query) =>
        (query.OneOf("format", Formats) ?? (context.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "json")) == "csv";

    private static DifferenceAnswer AnswerOf(
        string? from, string to, IReadOnlyList<SliceDifference> differences, IReadOnlyList<DifferenceCount>? counts, string by)
    {
        var rows = counts?.Select(c => new DifferenceCountAnswer(c.Key, c.Added, c.Revised, c.Withdrawn, c.StatusChanged)).ToList();
        return new DifferenceAnswer(
            from, to,
            new DifferenceTotals(differences.Sum(d => d.Added), differences.Sum(d => d.Revised), differences.Sum(d => d.Withdrawn), differences.Sum(d => d.StatusChanged)),
            [.. differences.Select(SliceOf)],
            by == "area" ? rows : null,
            by == "period" ? rows : null,
            [.. differences.SelectMany(d => d.Movers.Select(m => (Slice: d, Mover: m)))
                .OrderByDescending(m => Math.Abs(m.Mover.NewValue - m.Mover.OldValue) / Math.Max(Math.Abs(m.Mover.OldValue), 1e-9)).Take(MoverCount)
                .Select(m => new LargestMoverAnswer(
                    m.Slice.Indicator, m.Slice.Division, Publication.Word(m.Slice.Frequency), m.Mover.Area, m.Mover.Period, m.Mover.Members,
                    m.Mover.OldValue, m.Mover.NewValue, Percent(m.Mover)))]);
    }

    private static SliceDifferenceAnswer SliceOf(SliceDifference d) => new(
        d.Indicator, d.Division, Publication.Word(d.Frequency), d.Added, d.Revised, d.Withdrawn, d.StatusChanged, CoverageOf(d.Before), CoverageOf(d.After),
        [.. d.Movers.Select(m => new MoverAnswer(m.Area, m.Period, m.Members, m.OldValue, m.NewValue, Percent(m)))]);

    private static CoverageAnswer CoverageOf(Coverage coverage) => new(coverage.Values, coverage.Areas, coverage.FirstPeriod, coverage.LastPeriod);

    private static double? Percent(CellDifference cell) => cell.OldValue == 0 ? null : 100 * (cell.NewValue - cell.OldValue) / Math.Abs(cell.OldValue);

    private static ChangedCellAnswer CellOf(ChangedCell c) => new(
        c.Indicator, c.Division, Publication.Word(c.Frequency), c.Area, c.Period, c.Members, c.Kind, c.OldValue, c.NewValue, c.Percent, c.OldStatus, c.NewStatus);
}
