namespace Insight.Api.Facades.Dcat;

/// <summary>A form in which a data set can be had.</summary>
/// <param name="Name">Name within the catalogue.</param>
/// <param name="Title">What people call it.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="FileType">Code in the EU's table of file types, where it has one.</param>
/// <param name="Service">Path of the interface that gives it.</param>
/// <param name="Pattern">Path and query, with {0} for the indicator.</param>
internal sealed record DcatForm(string Name, string Title, string MediaType, string? FileType, string Service, string Pattern)
{
    private const string Values = "/v1/values?indicator={0}&format=";

    /// <summary>All forms.</summary>
    public static IReadOnlyList<DcatForm> All { get; } =
    [
        new("csv", "CSV", "text/csv", "CSV", "/v1", Values + "csv"),
        new("json", "JSON", "application/json", "JSON", "/v1", Values + "json"),
        new("json-stat", "JSON-stat 2.0", "application/json", "JSON", "/v1", Values + "json-stat"),
        new("sdmx-csv", "SDMX-CSV 2.0", "application/vnd.sdmx.data+csv", null, "/v1", Values + "sdmx-csv"),
        new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", "/v1", Values + "xlsx"),
        new("parquet", "Parquet", "application/vnd.apache.parquet", "PARQUET", "/v1", Values + "parquet"),
        new("arrow", "Arrow", "application/vnd.apache.arrow.stream", null, "/v1", Values + "arrow"),
        new("px", "PX", "application/octet-stream", null, "/px/v2", "/px/v2/tables/{0}/data?outputFormat=px&valuecodes%5Barea%5D=*&valuecodes%5Bperiod%5D=*"),
    ];

    /// <summary>Path and query for an indicator.</summary>
    public string Address(string indicator) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Pattern, indicator);
}
