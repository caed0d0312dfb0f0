using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Insight.Api.Answers;

/// <summary>
/// HTML pages that the server writes itself and that need nothing else: no script, their style within, allowed by its hash; headings, tables with
/// captions and scopes, the language of each part, and a style for print.
/// </summary>
internal static class HtmlPage
{
    private static readonly string Style = ReadStyle();

    /// <summary>Letters of all languages stay as they are.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What a page may load and run: its own style, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A page up to its body.</summary>
    /// <param name="language">fi, sv or en.</param>
    /// <param name="title">The title.</param>
    /// <param name="style">Class of the body; none where it is empty.</param>
    public static StringBuilder Begin(string language, string title, string style = "")
    {
        var page = new StringBuilder($"<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n");
        return page.Append($"<title>{Text(title)}</title>\n<style>{Style}</style>\n</head>\n<body{(style.Length > 0 ? $" class=\"{style}\"" : "")}>\n");
    }

    /// <summary>The beginning of a page's navigation: the other languages, each in its own words.</summary>
    /// <param name="page">The page.</param>
    /// <param name="language">The page's language.</param>
    /// <param name="label">What the navigation is, for who hears it.</param>
    /// <param name="address">Address of the page in a language.</param>
    public static void AddLanguages(StringBuilder page, string language, string label, Func<string, string> address)
    {
        page.Append($"<nav aria-label=\"{Text(label)}\"><ul>");
        foreach (var other in Requests.Languages.All.Where(other => other != language))
        {
            var name = other switch { "fi" => "Suomeksi", "sv" => "På svenska", _ => "In English" };
            page.Append($"<li><a href=\"{Text(address(other))}\" lang=\"{other}\" hreflang=\"{other}\">{name}</a></li>");
        }
    }

    /// <summary>A table whose first column heads the rows. A narrow screen scrolls it within its own box.</summary>
    /// <param name="page">The page.</param>
    /// <param name="id">Id of the caption.</param>
    /// <param name="caption">The caption as text.</param>
    /// <param name="columns">Heads of columns as text.</param>
    /// <param name="rows">Cells, HTML already.</param>
    public static void Table(StringBuilder page, string id, string caption, IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        page.Append($"<div class=\"box\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n<table>\n<caption id=\"{id}\">{Text(caption)}</caption>\n<thead><tr>");
        page.AppendJoin("", columns.Select(column => $"<th scope=\"col\">{Text(column)}</th>"));
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
    }

    /// <summary>A text within HTML.</summary>
    public static string Text(string text) => Encoder.Encode(text);

    /// <summary>Answers with a page, or 304.</summary>
    public static Task AnswerAsync(HttpContext context, string language, string page)
    {
        var headers = context.Response.Headers;
        (headers.ContentLanguage, headers.ContentSecurityPolicy, headers["Referrer-Policy"]) = (language, ContentSecurityPolicy, "no-referrer");
        return BytesAsync(context, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    /// <summary>Answers with text of a type that the header Accept may have chosen, or 304.</summary>
    public static Task BytesAsync(HttpContext context, string contentType, byte[] bytes)
    {
        var coding = ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding);
        return Answer.IsUnchanged(context, EntityTag.OfBytes(bytes, coding), "no-cache", "Accept, Accept-Encoding")
            ? Task.CompletedTask
            : Answer.WriteAsync(context, contentType, ContentCodings.Pack(bytes, coding, CompressionLevel.Fastest), coding);
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("answers/page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
