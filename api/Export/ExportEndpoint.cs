using System.IO.Compression;
using Insight.Api.Answers;
using Insight.Api.Jobs;
using Insight.Api.OpenApi;
using Insight.Api.Problems;
using Insight.Api.Publications;
using Insight.Api.Requests;
using Insight.Warehouse.Publications;
using Microsoft.AspNetCore.Http.Features;

namespace Insight.Api.Export;

/// <summary>GET /v1/export: a whole publication.</summary>
internal sealed class ExportEndpoint(PublicationShelf shelf, ExportWriter writer, JobDesk desk) : IDisposable
{
    private const int MostAtOnce = 4;
    private const string DefaultFormat = "csv";

    private static readonly Operation Operation = new("exportCatalogue", "Values", "All values of the catalogue, or of some indicators, with components and statuses")
    {
        Description = """
            Every row of every indicator in the current division (and that of the producer where it is another), all breakdowns. Streamed as it is read. csv and jsonl have a row a line; parquet is one file;
            zip has the publication's own Parquet files, areas and definitions. With the header Prefer: respond-async the answer is 202 with a job, whose result is kept for a day.
            /v1/changes says later what changed since.
            """,
        Parameters =
        [
            new("format", "Default: csv.", "csv") { Words = ["csv", "jsonl", "parquet", "zip"] },
            new("indicator", "Only these indicators. Default: all.", "unemployment-rate") { IsList = true },
            new("theme", "Only indicators of these themes.", "employment") { IsList = true },
            Parameter.AsOf,
        ],
        Answers = [("text/csv", typeof(string)), ("application/x-ndjson", typeof(string)), ("application/vnd.apache.parquet", typeof(string)), ("application/zip", typeof(string))],
        Problems = [400, 404, 503],
    };

    private readonly SemaphoreSlim atWork = new(MostAtOnce);

    /// <summary>Maps the resource.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Get("/v1/export", Operation, AnswerAsync);

    /// <inheritdoc/>
    public void Dispose() => atWork.Dispose();

    private Task AnswerAsync(HttpContext context)
    {
        var query = RequestQuery.Of(context.Request, Operation.QueryNames);
        var format = query.OneOf("format", Operation.Parameters[0].Words) ?? DefaultFormat;
        var publication = shelf.AsOf(query.Single("asOf"));
        var indicators = Asked(publication, query);
        var question = string.Join('\n', ["export", publication.Id, format, .. indicators.Select(i => i.Id)]);
        var file = FileOf(publication, format, indicators);
        return Preferences.WantsAsync(context.Request)
            ? JobEndpoints.AcceptAsync(context, desk.Ask(question, file, (target, progress, stop) => WriteAsync(target, publication, format, indicators, progress, stop)))
            : StreamAsync(context, question, file, (target, stop) => WriteAsync(target, publication, format, indicators, null, stop));
    }

    private async Task StreamAsync(HttpContext context, string question, JobFile file, Func<Stream, CancellationToken, Task> write)
    {
        var coding = file.ContentType.StartsWith("text/", StringComparison.Ordinal) || file.ContentType.EndsWith("json", StringComparison.Ordinal)
            ? ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding)
            : ContentCoding.Identity;
        if (Answer.IsUnchanged(context, EntityTag.OfQuery(question, coding), "no-cache", "Accept-Encoding"))
        {
            return;
        }

        if (!await atWork.WaitAsync(0))
        {
            throw new ProblemException(new Problem(
                503, "exports-busy", "Too many exports at once", $"{MostAtOnce} exports are under way; ask again in a while, or with the header Prefer: respond-async.") { RetryAfter = 10 });
        }

        try
        {
            await SendAsync(context, file, coding, write);
        }
        finally
        {
            atWork.Release();
        }
    }

    private static async Task SendAsync(HttpContext context, JobFile file, ContentCoding coding, Func<Stream, CancellationToken, Task> write)
    {
        var response = context.Response;
        response.ContentType = file.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        if (ContentCodings.NameOf(coding) is { } name)
        {
            response.Headers.ContentEncoding = name;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (context.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            // ZipArchive ends its entries with small synchronous writes.
            body.AllowSynchronousIO = true;
        }

        if (coding == ContentCoding.Identity)
        {
            await write(response.Body, context.RequestAborted);
            return;
        }

        await using var packed = ContentCodings.Pack(response.Body, coding, CompressionLevel.Fastest);
        await write(packed, context.RequestAborted);
    }

    private Task WriteAsync(
        Stream target, Publication publication, string format, IReadOnlyList<PublishedIndicator> indicators, IProgress<double>? progress, CancellationToken stop)
    {
        if (format == "zip")
        {
            return writer.WriteZipAsync(target, publication, indicators, progress, stop);
        }

        var asked = indicators.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var rows = PublicationRows.All(shelf.Store, publication.Manifest, asked.Contains);
        return format == "parquet"
            ? writer.WriteParquetAsync(target, publication, rows, stop)
            : writer.WriteAsync(target, rows, format == "csv" ? new CsvLines(false) : new JsonLines(false), progress, stop);
    }

    private static IReadOnlyList<PublishedIndicator> Asked(Publication publication, RequestQuery query)
    {
        var themes = query.EachOf("theme", [.. publication.Manifest.Themes.Select(t => t.Id)]);
        var ids = query.List("indicator");
        foreach (var id in ids.Where(id => publication.Indicator(id) is null))
        {
            throw BadRequest.Unknown("indicator", "indicator", id, NearestNames.Of(id, publication.IndicatorIds), "Indicators are listed at /v1/indicators.");
        }

        return [.. publication.Manifest.Indicators.Where(i => (ids.Count == 0 || ids.Contains(i.Id)) && (themes.Count == 0 || themes.Contains(i.Theme)))];
    }

    private static JobFile FileOf(Publication publication, string format, IReadOnlyList<PublishedIndicator> indicators)
    {
        var type = format switch { "csv" => "text/csv; charset=utf-8", "jsonl" => "application/x-ndjson", "zip" => "application/zip", _ => "application/vnd.apache.parquet" };
        var synthetic = indicators.Any(i => i.Synthetic) ? "-with-synthetic" : "";
        return new JobFile(type, $"insight-{publication.Id}{synthetic}.{format}");
    }
}
