using System.Text.Json;
using Insight.Api.Answers;
using Insight.Api.Formats;
using Insight.Api.Problems;
using Insight.Indicators.Forecasting.Documents;
using Insight.Indicators.Forecasting.Vintages;
using Insight.Warehouse.Arrow;
using Insight.Warehouse.Tables;

namespace Insight.Api.Forecasts;

/// <summary>The formats of forecasts and of their backtests, and how bytes of each are answered.</summary>
internal static class ForecastFormats
{
    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>Words of the parameter <c>format</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["json", "csv", "parquet", "arrow"];

    /// <summary>Answers 200 with bytes under a strong tag, or 304.</summary>
    public static Task WriteAsync(HttpContext context, string format, byte[] bytes, string fileName)
    {
        var coding = format is "json" or "csv" ? ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding) : ContentCoding.Identity;
        if (Answer.IsUnchanged(context, EntityTag.OfBytes(bytes, coding), "no-cache", "Accept-Encoding"))
        {
            return Task.CompletedTask;
        }

        if (format != "json")
        {
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}.{format}\"";
        }

        return Answer.WriteAsync(context, MediaType(format), ContentCodings.Pack(bytes, coding, System.IO.Compression.CompressionLevel.Fastest), coding);
    }

    /// <summary>A table in a format other than JSON.</summary>
    public static byte[] Of(Table table, string format) => format switch
    {
        "csv" => CsvText.Of(table),
        "arrow" => ArrowStreamWriter.Of(table),
        _ => ParquetOf(table),
    };

    /// <summary>A forecast's answer as bytes.</summary>
    public static byte[] Json(ForecastDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, VintageWriter.Json);

    private static byte[] ParquetOf(Table table)
    {
        using var file = new TemporaryFile(".parquet");
        ParquetFile.Write(file.Path, table);
        return File.ReadAllBytes(file.Path);
    }

    private static string MediaType(string format) => format switch
    {
        "json" => Answer.JsonType,
        "csv" => "text/csv; charset=utf-8",
        "arrow" => ArrowStreamWriter.MediaType,
        "parquet" => Parquet,
        _ => throw new ArgumentException($"'{format}' is not a format; formats are {string.Join(", ", Words)}.", nameof(format)),
    };
}
