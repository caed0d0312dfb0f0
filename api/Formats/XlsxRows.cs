using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>The sheet of rows.</summary>
internal sealed class XlsxRows(ValuesReply reply, Labels labels, Workbook workbook)
{
    private readonly IReadOnlyList<string> breakdowns = reply.Query.Breakdowns;

    /// <summary>Writes the sheet.</summary>
    public void Write(List<Selection> selections)
    {
        var headings = Headings();
        using var sheet = workbook.AddSheet(labels.Word("values"), [.. headings.Select(h => h.Width)], hasHeading: true);
        sheet.BeginRow();
        foreach (var heading in headings)
        {
            sheet.Text(heading.Text, WorkbookSheet.Heading);
        }

        sheet.EndRow();
        foreach (var selection in selections)
        {
            WriteRows(sheet, selection);
        }
    }

    private List<(string Text, double Width)> Headings() =>
    [
        (labels.Word("indicator"), 36), (labels.Word("area"), 20), (labels.Word("area") + " (id)", 12), (labels.Word("period"), 10),
        .. breakdowns.Select(b => (labels.Breakdown(b), 18.0)), (labels.Word("value"), 14), (labels.Word("unit"), 24),
        .. reply.Query.WithComponents ? [(labels.Word("numerator"), 14), (labels.Word("denominator"), 14)] : Array.Empty<(string, double)>(),
        (labels.Word("status"), 16),
    ];

    private void WriteRows(WorkbookSheet sheet, Selection selection)
    {
        var indicator = reply.Query.Publication.Indicator(selection.Indicator)!;
        var (name, unit) = (labels.Pick(indicator.Names), labels.Pick(indicator.Unit));
        var style = workbook.NumberStyle(indicator.Decimals);
        foreach (var row in RowTable.RowsOf(selection))
        {
            sheet.BeginRow();
            sheet.Text(name);
            sheet.Text(labels.Area(row.Area));
            sheet.Text(reply.Labels.IdOf(row.Area));
            sheet.Text(row.Period);
            foreach (var breakdown in breakdowns)
            {
                sheet.Text(Member(selection, row, breakdown));
            }

            sheet.Number(row.Value, style);
            sheet.Text(unit);
            WriteComponents(sheet, row);
            sheet.Text(row.Status.Code);
            sheet.EndRow();
        }
    }

    private void WriteComponents(WorkbookSheet sheet, TableRow row)
    {
        if (reply.Query.WithComponents)
        {
            sheet.Number(row.Numerator, WorkbookSheet.Plain);
            sheet.Number(row.Denominator, WorkbookSheet.Plain);
        }
    }

    private string Member(Selection selection, TableRow row, string breakdown)
    {
        var b = Array.IndexOf(selection.Slice.Axes.Breakdowns, breakdown);
        return b < 0 ? "" : labels.Member(breakdown, row.Members[b]);
    }
}
