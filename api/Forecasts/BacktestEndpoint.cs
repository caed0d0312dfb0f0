using Insight.Api.Answers;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Requests;
using Insight.Api.Server;
using Insight.Indicators.Forecasting.Backtests;
using Insight.Indicators.Forecasting.Engine;
using Insight.Indicators.Forecasting.Questions;

namespace Insight.Api.Forecasts;

/// <summary>GET /v1/forecasts/backtest: how methods would have done in the past, as data or as a page.</summary>
internal sealed class BacktestEndpoint(ForecastRunner runner, ForecastData data, ForecastQueue queue, StewardDoor door)
{
    /// <summary>Most work (series × periods a year × components × methods × origins) without the steward's key.</summary>
    private const int MostOpen = 30_000;

    private const int FewestValues = 5;
    private const int MostKept = 16;
    private const int UsualOrigins = 2;

    private static readonly string[] Formats = [.. ForecastFormats.Words, "html"];

    private static readonly Operation Operation = new("getForecastBacktest", "Forecasts", "How methods would have done in the past for an area")
    {
        Description = "Forecasts made again as of earlier periods: error by periods ahead and method, realised coverage, the area's past forecasts beside what came, and whether errors look like noise. format=html is a page for people.",
        Parameters =
        [
            new("indicator", "Id of an indicator.", "unemployment-rate") { IsRequired = true },
            new("area", "Id of an area; a bare number is a municipality.", "KU111") { IsRequired = true },
            new("frequency", "Default: the indicator's first.", "year") { Words = ["year", "quarter", "month"] },
            new("horizon", "Periods ahead. Default: 4 years, 8 quarters or 12 months.", "4") { Range = (1, 60) },
            new("method", "Methods to compare, the first of which is pictured. Default: auto.", "auto,theta") { IsList = true, Words = Methods.Ids },
            new("origins", "Earlier periods from which is forecast, half a horizon apart. Default: as many as the pool needs.", "4") { Range = (1, 12) },
            Parameter.AsOf,
            new("format", "Default: json; html is a page, the others have one row for each method and number of periods ahead.", "csv") { Words = Formats },
            new("lang", "Language of the page. Default: fi.", "sv") { Words = Languages.All },
        ],
        Answers =
        [
            ("application/json", typeof(BacktestReport)), ("text/csv", typeof(string)), (ForecastFormats.Parquet, typeof(string)),
            (Insight.Warehouse.Arrow.ArrowStreamWriter.MediaType, typeof(string)), ("text/html", typeof(string)),
        ],
        Problems = [400, 404, 503],
    };

    private readonly Lock gate = new();
    private readonly LinkedList<(string Key, BacktestReport Report)> kept = [];

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/forecasts/backtest", Operation, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, Operation.QueryNames);
        var format = query.OneOf("format", Formats) ?? "json";
        var methods = query.EachOf("method", Methods.Ids).Distinct().DefaultIfEmpty("auto").ToArray();
        int? origins = query.Single("origins") is null ? null : query.Number("origins", 1, 12, UsualOrigins);
        var question = runner.Question(new ForecastRequest
        {
            Indicator = query.Single("indicator"),
            Areas = query.Single("area") is { } area ? [area] : [],
            Frequency = query.OneOf("frequency", ["year", "quarter", "month"]),
            Horizon = query.Single("horizon") is null ? null : query.Number("horizon", 1, 60, 1),
            AsOf = query.Single("asOf"),
        });
        if (question.Areas.Count != 1)
        {
            throw BadRequest.Parameter("area", query.Single("area") ?? "", $"{question.Areas.Count} areas are named; a backtest is of one.");
        }

        var report = await ReportAsync(context, question, methods, origins);
        if (format == "html")
        {
            await PageAsync(context, BacktestPage.Of(report, query.OneOf("lang", Languages.All) ?? "fi"));
            return;
        }

        await ForecastFormats.WriteAsync(
            context, format, format == "json" ? Json.Serialize(report) : ForecastFormats.Of(BacktestTables.Of(report), format), $"backtest-{report.Indicator}-{report.Area}");
    }

    private async Task<BacktestReport> ReportAsync(HttpContext context, ForecastQuestion question, string[] methods, int? origins)
    {
        var key = $"{question.Manifest.Id}|{question.Hash}|{string.Join(',', methods)}|{origins}";
        lock (gate)
        {
            if (kept.FirstOrDefault(k => k.Key == key).Report is { } known)
            {
                return known;
            }
        }

        var series = ForecastRunner.Refused(() => data.Of(question));
        var work = question.Work(series.Areas.Values.Count(a => a.Values.Count(double.IsFinite) >= FewestValues)) * methods.Length * ((origins ?? UsualOrigins) + 1);
        if (work > MostOpen && !door.IsSteward(context.Request))
        {
            throw BadRequest.Parameter(
                "method", string.Join(',', methods), $"This backtest needs {work} units of work, and {MostOpen} are free; ask for fewer methods or origins, or send a steward's key.");
        }

        var job = queue.Add(question.Indicator.Id, 1, (progress, cancellation) =>
            new ForecastOutcome(null, null, new BacktestStudy(question, series, methods, origins).Run(progress, cancellation)));
        using (context.RequestAborted.Register(job.Cancel))
        {
            await job.Over;
        }

        return Keep(key, ForecastRunner.Result(job).Backtest!);
    }

    private BacktestReport Keep(string key, BacktestReport report)
    {
        lock (gate)
        {
            kept.AddFirst((key, report));
            if (kept.Count > MostKept)
            {
                kept.RemoveLast();
            }

            return report;
        }
    }

    private static Task PageAsync(HttpContext context, byte[] page)
    {
        context.Response.Headers.ContentSecurityPolicy = BacktestPage.Policy;
        var coding = ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding);
        return Answer.IsUnchanged(context, EntityTag.OfBytes(page, coding), "no-cache", "Accept-Encoding")
            ? Task.CompletedTask
            : Answer.WriteAsync(context, "text/html; charset=utf-8", ContentCodings.Pack(page, coding, System.IO.Compression.CompressionLevel.Fastest), coding);
    }
}
