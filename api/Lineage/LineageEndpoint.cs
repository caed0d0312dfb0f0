using Insight.Api.Answers;
using Insight.Api.Areas;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Api.Values;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Api.Lineage;

/// <summary>GET /v1/lineage: one number back to the payloads as received.</summary>
internal sealed class LineageEndpoint(PublicationShelf shelf, SliceCache slices, SliceFiles files, StewardDoor door, LineSearch? search = null)
{
    private const int MostLines = 500;

    private static readonly string[] YesOrNo = ["true", "false"];

    private static readonly Operation Operation = new(
        "getLineage", "Lineage", "One number back to its components, definition, statement, loads and landing hashes")
    {
        Parameters =
        [
            new("indicator", "Id of the indicator.", "unemployment-rate") { IsRequired = true },
            new("area", "Id of the area; a bare number is a municipality.", "KU111") { IsRequired = true },
            new("period", "One period: 2018, 2018-Q4 or 2018-12.", "2018-12") { IsRequired = true },
            .. DivisionQuery.Parameters,
            new(
                "breakdown",
                "A breakdown of the indicator by its name, for example sex=male. Default: the total where there is one; needed where there is none.",
                "total") { IsOpen = true },
            new("lines", "true: also the lines of the landed payloads in which its figures stand. The payloads are read again for it; needs the steward's key. Default false.", "true") { Words = YesOrNo },
            Parameter.AsOf,
        ],
        Answers = [("application/json", typeof(LineageAnswer))],
        Problems = [400, 401, 404, 503],
    };

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/lineage", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Open(context.Request);
        var publication = shelf.AsOf(query.Single("asOf"));
        var indicator = IndicatorOf(query, publication);
        query.RefuseOthers(
            [.. Operation.QueryNames, .. indicator?.Breakdowns ?? publication.Manifest.Indicators.SelectMany(i => i.Breakdowns).Distinct()]);
        if (indicator is null)
        {
            throw BadRequest.Missing(
                "indicator", "Name the indicator, for example indicator=unemployment-rate; they are listed at /v1/indicators.");
        }

        var withLines = query.OneOf("lines", YesOrNo) == "true";
        if (withLines)
        {
            door.Require(context);
        }

        var area = AreaOf(query, publication);
        var period = PeriodOf(query);
        var slice = SliceOf(query, publication, indicator, period.Frequency);
        var members = await MembersAsync(query, indicator, slice);
        var lineage = await Task.Run(() => files.Explain(publication.Manifest, indicator.At(period), slice, area.Id, period.ToString(), members));
        var answer = AnswerOf(publication, lineage ?? throw BadRequest.NotFound(
            "no-such-value", $"{indicator.Id} {area.Id} {period}",
            $"The publication has no value of {indicator.Id} for {area.Id} in {period}{string.Concat(members.Select(m => ", " + m))}; it reaches from {slice.FirstPeriod} to {slice.LastPeriod}."));
        await (withLines ? WithLinesAsync(context, answer, lineage) : Answer.JsonAsync(context, answer));
    }

    private async Task WithLinesAsync(HttpContext context, LineageAnswer answer, Insight.Warehouse.Publications.Lineage lineage)
    {
        var lines = search is null
            ? throw new ProblemException(new Problem(503, "lines-not-here", "This server does not read landed payloads", "This server only reads what is published; ask a server that loads, or the command line: insight explain --lines."))
            : await Task.Run(() => search.Find(lineage, context.RequestAborted), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await Answer.WriteAsync(context, Answer.JsonType, Json.Serialize(answer with { Lines = [.. lines.Take(MostLines)], LineCount = lines.Count }), ContentCoding.Identity);
    }

    private static PublishedIndicator? IndicatorOf(RequestQuery query, Publication publication) => query.Single("indicator") is not { } id
        ? null
        : publication.Indicator(id) ?? throw BadRequest.Unknown(
            "indicator", "indicator", id, NearestNames.Of(id, publication.IndicatorIds), "Indicators are listed at /v1/indicators.");

    private static Area AreaOf(RequestQuery query, Publication publication) => query.Single("area") is { } text
        ? AreaSearch.Required(publication.Areas, "area", text)
        : throw BadRequest.Missing("area", "Name one area, for example area=KU111; they are listed at /v1/areas.");

    private static Period PeriodOf(RequestQuery query)
    {
        var text = query.Single("period") ?? throw BadRequest.Missing("period", "Name one period, for example period=2018-12.");
        return Period.TryParse(text, out var period)
            ? period
            : throw new ProblemException(new Problem(
                400, "bad-period", "A period cannot be read", $"'{BadRequest.Cut(text)}' is not one period; write a year 2025, a quarter 2025-Q1 or a month 2025-01.")
            { Parameter = "period", Value = text });
    }

    private static PublishedSlice SliceOf(RequestQuery query, Publication publication, PublishedIndicator indicator, Frequency frequency)
    {
        var division = DivisionQuery.Of(query, publication, [indicator]);
        var found = Publication.FrequenciesOf(indicator).Contains(frequency) ? division.SliceOf(publication, indicator, frequency) : null;
        return found ?? throw BadRequest.Contradictory(
            "period", Publication.Word(frequency),
            $"{indicator.Id} has no values by {Publication.Word(frequency)}.",
            [.. indicator.Slices.Where(s => s.Division != PublishedSlice.History).Select(s => $"division={s.Division}, {Publication.Word(s.Frequency)}")]);
    }

    private async ValueTask<IReadOnlyList<string>> MembersAsync(RequestQuery query, PublishedIndicator indicator, PublishedSlice slice)
    {
        if (indicator.Breakdowns.Count == 0)
        {
            return [];
        }

        var axes = (await slices.GetAsync(slice, indicator.Breakdowns)).Axes;
        return [.. axes.Breakdowns.Index().Select(b => MemberOf(query, b.Item, axes.Members[b.Index]))];
    }

    private static string MemberOf(RequestQuery query, string breakdown, string[] known)
    {
        var asked = query.Single(breakdown);
        if (asked is not null && !known.Contains(asked))
        {
            throw BadRequest.Unknown(
                "member", breakdown, asked, NearestNames.Of(asked, known), $"{breakdown} has {string.Join(", ", known)}.");
        }

        return asked ?? (DefaultMember.Among(known) is { } standing
            ? standing
            : throw BadRequest.Missing(breakdown, $"{breakdown} has no total; name one of {string.Join(", ", known)}."));
    }

    private static LineageAnswer AnswerOf(Publication publication, Insight.Warehouse.Publications.Lineage lineage)
    {
        var (indicator, slice, cell) = (lineage.Indicator, lineage.Slice, lineage.Cell);
        return new LineageAnswer
        {
            Publication = lineage.Publication,
            Indicator = indicator.Id,
            Version = indicator.Version,
            Area = cell.Area,
            Period = cell.Period,
            Frequency = Publication.Word(slice.Frequency),
            Division = slice.Division,
            DivisionDate = slice.DivisionDate,
            Breakdown = cell.Breakdown,
            Value = cell.Value,
            Numerator = cell.Numerator,
            Denominator = cell.Denominator,
            Multiplier = indicator.Multiplier,
            Status = StatusOf(cell),
            Formula = indicator.Formula,
            Aggregation = indicator.Aggregation,
            DefinitionHash = indicator.DefinitionHash,
            Sql = slice.Sql,
            Synthetic = indicator.Synthetic,
            Inputs = LineageInputs.Of(indicator),
            Members = [.. lineage.Members.Select(MemberOf)],
            AddedUpFrom = [.. lineage.AddedUpFrom.Select(MemberOf)],
            MemberCount = cell.MemberCount is { } of ? new MemberCount(of, cell.MembersPresent ?? 0) : null,
            DataUpdated = DataDates.Of(publication, indicator.At(Period.Parse(cell.Period)), cell.Load is { } load ? [load] : []).Updated,
            Loads = [.. lineage.Loads.Select(LineageLoad.Of)],
        };
    }

    private static LineageMember MemberOf(LineageCell member) => new(member.Area, member.Value, member.Numerator, member.Denominator, StatusOf(member));

    private static string? StatusOf(LineageCell cell) => cell.Status.Length == 0 ? null : cell.Status;
}
