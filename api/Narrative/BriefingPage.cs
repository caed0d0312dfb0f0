using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Insight.Indicators.Narrative;

namespace Insight.Api.Narrative;

/// <summary>
/// A briefing as one HTML page that needs nothing else: no script, its style within, allowed by its hash. Headings, tables with captions and
/// scopes, the language of each part, and a style for print.
/// </summary>
internal static class BriefingPage
{
    private static readonly string Style = ReadStyle();

    /// <summary>Letters of all languages stay as they are.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What the page may load and run: its own style, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Write(BriefingView view)
    {
        var page = new StringBuilder();
        page.Append($"<!doctype html>\n<html lang=\"{view.Language.Id}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n");
        page.Append($"<title>{Html(view.Title)}</title>\n<style>{Style}</style>\n</head>\n<body{(view.Density.Length > 0 ? $" class=\"{view.Density}\"" : "")}>\n");
        AddHead(page, view);
        page.Append("<main>\n");
        AddOverview(page, view);
        AddFindings(page, view);
        AddGaps(page, view);
        AddSources(page, view);
        page.Append($"<section aria-labelledby=\"rule\">\n<h2 id=\"rule\">{Html(view.Text("rule"))}</h2>\n<p>{Html(view.Rule)}</p>\n</section>\n</main>\n");
        AddFoot(page, view);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void AddHead(StringBuilder page, BriefingView view)
    {
        page.Append($"<header>\n<nav aria-label=\"{Html(view.Text("other-languages"))}\"><ul>");
        foreach (var other in NarrativeLanguage.All.Where(language => language != view.Language))
        {
            var name = other.Id switch { "fi" => "Suomeksi", "sv" => "På svenska", _ => "In English" };
            page.Append($"<li><a href=\"{Html(view.Address(other.Id, "html"))}\" lang=\"{other.Id}\" hreflang=\"{other.Id}\">{name}</a></li>");
        }

        page.Append($"<li><a href=\"/?lang={view.Language.Id}&amp;area={Html(view.Briefing.Area.Id)}\">{Html(view.Text("to-dashboard"))}</a></li></ul></nav>\n");
        page.Append($"<h1>{Html(view.Title)}</h1>\n<p class=\"published\">{Html(view.Published)}</p>\n");
        page.Append(view.HasSynthetic ? $"<p class=\"notice\"><strong>{Html(view.Text("synthetic.notice"))}</strong></p>\n" : "");
        page.Append("</header>\n");
    }

    private static void AddOverview(StringBuilder page, BriefingView view)
    {
        page.Append($"<section class=\"repeated\" aria-labelledby=\"overview\">\n<h2 id=\"overview\">{Html(view.Text("overview"))}</h2>\n");
        if (view.Findings.Count == 0)
        {
            page.Append($"<p>{Html(view.Text("findings.none"))}</p>\n</section>\n");
            return;
        }

        Table(page, view, "overview.caption", ["column.indicator", "column.period", "column.value", "column.change", "column.target"], view.Findings.Select(
            finding => new[] { Heading(view, finding.Facts.Indicator), Html(finding.Period), Html(finding.Value), Html(finding.Change), Html(finding.Target) }));
        page.Append("</section>\n");
    }

    private static void AddFindings(StringBuilder page, BriefingView view)
    {
        if (view.Findings.Count == 0)
        {
            return;
        }

        page.Append($"<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">{Html(view.Text("findings"))}</h2>\n<div class=\"findings\">\n");
        foreach (var finding in view.Findings)
        {
            page.Append($"<article>\n<h3>{Heading(view, finding.Facts.Indicator)}</h3>\n");
            foreach (var sentence in finding.Sentences)
            {
                page.Append($"<p{(sentence.Kind == SentenceKind.Data ? " class=\"data\"" : "")}>{Linked(sentence, finding.Links, view)}</p>\n");
            }

            page.Append("</article>\n");
        }

        page.Append("</div>\n");
        if (view.LeftOut.Count > 0)
        {
            page.Append($"<p>{Html(view.Text("left-out"))} {string.Join("; ", view.LeftOut.Select(one => Name(view, one.Names)))}.</p>\n");
        }

        page.Append("</section>\n");
    }

    /// <summary>A sentence whose values lead to where they come from.</summary>
    private static string Linked(Sentence sentence, NarrativeLinks links, BriefingView view) => string.Concat(sentence.Pieces.Select(piece =>
        piece.Figure is { } figure && links.Page(figure, view.Language.Id) is { } page
            ? $"<a href=\"{Html(page)}\" title=\"{Html(view.Text("whence"))}\">{Html(piece.Text)}</a>"
            : Html(piece.Text)));

    private static void AddGaps(StringBuilder page, BriefingView view)
    {
        page.Append($"<section aria-labelledby=\"missing\">\n<h2 id=\"missing\">{Html(view.Text("missing"))}</h2>\n");
        if (view.ShownGaps.Count == 0)
        {
            page.Append($"<p>{Html(view.Text("missing.none"))}</p>\n</section>\n");
            return;
        }

        Table(page, view, "missing.caption", ["column.indicator", "column.newest", "column.why"], view.ShownGaps.Select(
            gap => new[] { Name(view, gap.Source.Indicator.Names), Html(gap.Newest), Html(gap.Words) }));
        page.Append(view.HiddenGaps > 0 ? $"<p>{Html(view.Text("missing.more", ("count", view.Language.Write(view.HiddenGaps, 0))))}</p>\n" : "");
        page.Append("</section>\n");
    }

    private static void AddSources(StringBuilder page, BriefingView view)
    {
        if (view.Findings.Count == 0)
        {
            return;
        }

        page.Append($"<section class=\"repeated\" aria-labelledby=\"sources\">\n<h2 id=\"sources\">{Html(view.Text("sources"))}</h2>\n");
        Table(page, view, "sources.caption", ["column.indicator", "column.source", "column.updated"], view.Findings.Select(finding => new[]
        {
            Name(view, finding.Facts.Indicator.Names),
            string.Join("; ", finding.Facts.Indicator.Sources.Select(source => Name(view, source))),
            Html(finding.Dated),
        }));
        page.Append("</section>\n");
    }

    private static void AddFoot(StringBuilder page, BriefingView view)
    {
        page.Append($"<footer>\n<p>{Html(view.Text("open-data"))}: ");
        page.Append($"<a href=\"{Html(view.Address(view.Language.Id, "json"))}\">JSON</a>, <a href=\"{Html(view.Address(view.Language.Id, "md"))}\">Markdown</a></p>\n</footer>\n");
    }

    /// <summary>A table whose first column heads the rows; its cells are HTML already. A narrow screen scrolls it within its own box.</summary>
    private static void Table(StringBuilder page, BriefingView view, string caption, string[] columns, IEnumerable<string[]> rows)
    {
        var id = caption.Replace('.', '-');
        page.Append($"<div class=\"box\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n<table>\n<caption id=\"{id}\">{Html(view.Text(caption))}</caption>\n<thead><tr>");
        page.AppendJoin("", columns.Select(column => $"<th scope=\"col\">{Html(view.Text(column))}</th>"));
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append($"<tr><th scope=\"row\">{row[0]}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{cell}</td>"))}</tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
    }

    /// <summary>A name of the catalogue; one that exists in Finnish only says so to screen readers.</summary>
    private static string Name(BriefingView view, IReadOnlyDictionary<string, string> names)
    {
        var (text, language) = view.Name(names);
        return language == view.Language.Id ? Html(text) : $"<span lang=\"{language}\">{Html(text)}</span>";
    }

    /// <summary>An indicator's name; one with invented figures says so.</summary>
    private static string Heading(BriefingView view, NarratedIndicator indicator) => indicator.Synthetic
        ? $"{Name(view, indicator.Names)} <span class=\"mark\">({Html(view.Text("synthetic"))})</span>"
        : Name(view, indicator.Names);

    private static string Html(string text) => Encoder.Encode(text);

    private static string ReadStyle()
    {
        using var stream = typeof(BriefingPage).Assembly.GetManifestResourceStream("narrative/briefing.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
