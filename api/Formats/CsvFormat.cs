using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// Rows as CSV (RFC 4180). With lang= there are columns with the names of indicators and areas, and members have their names. For a spreadsheet:
/// byte order mark, and semicolons with decimal commas in Finnish and Swedish.
/// </summary>
/// <param name="excel">Language of the spreadsheet; null for programs.</param>
internal sealed class CsvFormat(string? excel) : IValuesFormat
{
    /// <inheritdoc/>
    public string Name { get; } = excel is null ? "csv" : "csv-excel-" + excel;

    /// <inheritdoc/>
    public string? MediaType => excel is null ? "text/csv" : null;

    /// <inheritdoc/>
    public string ContentType => "text/csv; charset=utf-8; header=present";

    /// <inheritdoc/>
    public string FileEnding => ".csv";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var labels = (reply.Query.Language ?? excel) is { } language ? new Labels(reply, []) { Language = language } : null;
        var rows = new CsvRows(reply.Query, excel is null ? CsvStyle.Plain : CsvStyle.Excel(excel), labels);
        await answer.WriteAsync(rows.Header());
        await reply.EachAsync(selection => answer.WriteAsync(rows, selection));
    }
}
