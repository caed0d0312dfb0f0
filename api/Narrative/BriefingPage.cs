using System.Text;
using Insight.Api.Answers;
using Insight.Indicators.Narrative;

namespace Insight.Api.Narrative;

/// <summary>A briefing as one HTML page.</summary>
internal static class BriefingPage
{
    public static string Write(BriefingView view)
    {
        var page = HtmlPage.Begin(view.Language.Id, view.Title, view.Density);
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
        page.Append("<header>\n");
        HtmlPage.AddLanguages(page, view.Language.Id, view.Text("other-languages"), other => view.Address(other, "html"));
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

    /// <summary>A table whose cells are HTML already; caption and heads of columns are texts by their keys.</summary>
    private static void Table(StringBuilder page, BriefingView view, string caption, string[] columns, IEnumerable<string[]> rows) => HtmlPage.Table(
        page, caption.Replace('.', '-'), view.Text(caption), columns.Select(column => view.Text(column)), rows);

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

    private static string Html(string text) => HtmlPage.Text(text);
}
