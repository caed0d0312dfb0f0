using System.Globalization;

namespace Insight.Api.Formats;

/// <summary>The sheet that says what a workbook's figures are: descriptions, sources, licences, publication, notes, address.</summary>
internal static class XlsxAbout
{
    private static readonly double[] Widths = [22, 100];

    /// <summary>Writes the sheet.</summary>
    public static void Write(Workbook workbook, ValuesReply reply, Labels labels)
    {
        using var sheet = workbook.AddSheet(labels.Word("about"), Widths, hasHeading: false);
        foreach (var (label, text) in Lines(reply, labels))
        {
            sheet.BeginRow();
            sheet.Text(label, WorkbookSheet.Heading);
            sheet.Text(text, WorkbookSheet.Prose);
            sheet.EndRow();
        }
    }

    private static IEnumerable<(string Label, string Text)> Lines(ValuesReply reply, Labels labels)
    {
        var manifest = reply.Query.Publication.Manifest;
        foreach (var indicator in reply.Query.Indicators.Select(i => i.Indicator))
        {
            yield return (labels.Word("indicator"), $"{labels.Pick(indicator.Names)} ({indicator.Id})");
            yield return (labels.Word("unit"), labels.Pick(indicator.Unit));
            yield return (labels.Word("description"), labels.Pick(indicator.Descriptions));
        }

        foreach (var source in labels.Sources)
        {
            yield return (labels.Word("source"), $"{labels.Pick(source.Names)}, {source.Producer}");
            yield return (labels.Word("licence"), source.Licence);
        }

        foreach (var note in labels.Notes)
        {
            yield return (labels.Word("note"), note);
        }

        yield return (labels.Word("division"), reply.Query.Division.Label);
        yield return (labels.Word("publication"), manifest.Id);
        yield return (labels.Word("published"), manifest.CreatedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        yield return (labels.Word("address"), reply.Address.AbsoluteUri);
        yield return (labels.Word("citation"), reply.Citation.Text(labels.Language));
    }
}
