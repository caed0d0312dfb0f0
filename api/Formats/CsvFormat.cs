using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>Rows as CSV (RFC 4180).</summary>
internal sealed class CsvFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string MediaType => "text/csv";

    /// <inheritdoc/>
    public string ContentType => "text/csv; charset=utf-8; header=present";

    /// <inheritdoc/>
    public string FileEnding => ".csv";

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var query = reply.Query;
        var withSynthetic = query.Indicators.Any(i => i.Indicator.Synthetic);
        var rows = new CsvRows(query.Breakdowns, query.WithComponents, withSynthetic, id => query.Publication.Indicator(id)!.Synthetic);
        await answer.WriteAsync(rows.Header());
        await reply.EachAsync(selection => answer.WriteAsync(rows, selection));
    }
}
