using System.Net;
using System.Text;

namespace Insight.Api.Facades.Px.Formats;

/// <summary>A table in HTML with a caption and headings of rows and columns.</summary>
internal static class PxHtml
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(Stream stream, PxAnswer answer)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        var title = WebUtility.HtmlEncode(answer.Words.Title(answer.Table));
        await text.WriteLineAsync($"<!DOCTYPE html>\n<html lang=\"{answer.Language}\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body><table>");
        await text.WriteLineAsync($"<caption>{title}</caption><thead><tr>");
        foreach (var heading in answer.Cube.Stub.Select(a => answer.Label(a.Dimension)).Concat(answer.ColumnLabels()))
        {
            await text.WriteAsync($"<th scope=\"col\">{WebUtility.HtmlEncode(heading)}</th>");
        }

        await text.WriteLineAsync("</tr></thead><tbody>");
        using var cells = answer.Cube.Cells().GetEnumerator();
        foreach (var row in answer.RowLabels())
        {
            await text.WriteAsync("<tr>" + string.Concat(row.Select(label => $"<th scope=\"row\">{WebUtility.HtmlEncode(label)}</th>")));
            for (var column = 0; column < answer.Cube.Columns && cells.MoveNext(); column++)
            {
                await text.WriteAsync($"<td>{(double.IsNaN(cells.Current.Number) ? PxSymbol.Of(cells.Current.Status) : PxAnswer.Digits(cells.Current.Number))}</td>");
            }

            await text.WriteLineAsync("</tr>");
        }

        await text.WriteLineAsync($"</tbody></table><p>{WebUtility.HtmlEncode(string.Join(' ', answer.NotesIn(answer.Language)))}</p></body></html>");
    }
}
