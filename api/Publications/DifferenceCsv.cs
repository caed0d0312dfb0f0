using System.Globalization;
using System.Text;
using Insight.Api.Answers;
using Insight.Api.Values;
using Insight.Warehouse.Publications;

namespace Insight.Api.Publications;

/// <summary>Differences as CSV (RFC 4180, CRLF, UTF-8 without a byte order mark).</summary>
internal static class DifferenceCsv
{
    /// <summary>Counts: a row an indicator, division and frequency, or a row an area or period.</summary>
    public static string Of(IReadOnlyList<SliceDifference> differences, IReadOnlyList<DifferenceCount>? counts, string by) => counts is null
        ? Lines(
            "indicator,division,frequency,added,revised,withdrawn,status_changed,values_before,values_after,areas_before,areas_after,first_period_after,last_period_after",
            differences.Select(d => (object?[])
            [
                d.Indicator, d.Division, Publication.Word(d.Frequency), d.Added, d.Revised, d.Withdrawn, d.StatusChanged,
                d.Before.Values, d.After.Values, d.Before.Areas, d.After.Areas, d.After.FirstPeriod, d.After.LastPeriod,
            ]))
        : Lines($"{by},added,revised,withdrawn,status_changed", counts.Select(c => (object?[])[c.Key, c.Added, c.Revised, c.Withdrawn, c.StatusChanged]));

    /// <summary>Cells: a row each; members of breakdowns with blanks between them.</summary>
    public static string Of(IReadOnlyList<ChangedCell> cells) => Lines(
        "indicator,division,frequency,area,period,members,kind,before,after,percent,status_before,status_after",
        cells.Select(c => (object?[])
        [
            c.Indicator, c.Division, Publication.Word(c.Frequency), c.Area, c.Period, string.Join(' ', c.Members), c.Kind, c.OldValue, c.NewValue, c.Percent, c.OldStatus, c.NewStatus,
        ]));

    /// <summary>Answers 200 with the text, or 304.</summary>
    public static Task WriteAsync(HttpContext context, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Answer.IsUnchanged(context, EntityTag.OfBytes(bytes, ContentCoding.Identity), "no-cache", "Accept")
            ? Task.CompletedTask
            : Answer.WriteAsync(context, "text/csv; charset=utf-8", bytes, ContentCoding.Identity);
    }

    /// <summary>Names the next page in the header Link (RFC 8288).</summary>
    public static void LinkNext(HttpContext context, string? next)
    {
        if (next is null)
        {
            return;
        }

        var query = context.Request.Query.Where(p => p.Key != "after").SelectMany(p => p.Value.Select(v => $"{p.Key}={Uri.EscapeDataString(v ?? "")}"));
        context.Response.Headers.Link = $"<{context.Request.Path}?{string.Join('&', query.Append("after=" + next))}>; rel=\"next\"";
    }

    private static string Lines(string header, IEnumerable<object?[]> rows) =>
        string.Concat(rows.Select(Line).Prepend(header + "\r\n"));

    /// <summary>One line with its end; null is empty.</summary>
    public static string Line(object?[] fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => CsvRows.Field(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
