using System.Text;

namespace Insight.Api.Narrative;

/// <summary>A briefing as Markdown (CommonMark with tables).</summary>
internal static class BriefingMarkdown
{
    public static string Write(BriefingView view)
    {
        var text = new StringBuilder();
        text.Append($"# {Plain(view.Title)}\n\n{view.Published}.\n");
        text.Append(view.HasSynthetic ? $"\n**{view.Text("synthetic.notice")}**\n" : "");
        AddFindings(text, view);
        AddGaps(text, view);
        AddSources(text, view);
        return text.Append($"\n## {view.Text("rule")}\n\n{view.Rule}\n").ToString();
    }

    private static void AddFindings(StringBuilder text, BriefingView view)
    {
        text.Append($"\n## {view.Text("findings")}\n");
        text.Append(view.Findings.Count == 0 ? $"\n{view.Text("findings.none")}\n" : "");
        foreach (var finding in view.Findings)
        {
            var mark = finding.Facts.Indicator.Synthetic ? $" ({view.Text("synthetic")})" : "";
            text.Append($"\n### {Plain(view.Name(finding.Facts.Indicator.Names).Text)}{mark}\n\n");
            text.AppendJoin("", finding.Sentences.Select(sentence => $"- {Plain(sentence.Text)}\n"));
        }

        if (view.LeftOut.Count > 0)
        {
            text.Append($"\n{view.Text("left-out")} {string.Join("; ", view.LeftOut.Select(one => Plain(view.Name(one.Names).Text)))}.\n");
        }
    }

    private static void AddGaps(StringBuilder text, BriefingView view)
    {
        text.Append($"\n## {view.Text("missing")}\n\n");
        if (view.ShownGaps.Count == 0)
        {
            text.Append($"{view.Text("missing.none")}\n");
            return;
        }

        Table(text, view, ["column.indicator", "column.newest", "column.why"], view.ShownGaps.Select(gap => new[]
        {
            view.Name(gap.Source.Indicator.Names).Text, gap.Newest, gap.Words,
        }));
        text.Append(view.HiddenGaps > 0 ? $"\n{view.Text("missing.more", ("count", view.Language.Write(view.HiddenGaps, 0)))}\n" : "");
    }

    private static void AddSources(StringBuilder text, BriefingView view)
    {
        if (view.Findings.Count == 0)
        {
            return;
        }

        text.Append($"\n## {view.Text("sources")}\n\n");
        Table(text, view, ["column.indicator", "column.source", "column.updated"], view.Findings.Select(finding => new[]
        {
            view.Name(finding.Facts.Indicator.Names).Text,
            string.Join("; ", finding.Facts.Indicator.Sources.Select(source => view.Name(source).Text)),
            finding.Dated,
        }));
    }

    private static void Table(StringBuilder text, BriefingView view, string[] columns, IEnumerable<string[]> rows)
    {
        text.Append($"| {string.Join(" | ", columns.Select(column => view.Text(column)))} |\n|{string.Concat(columns.Select(_ => " --- |"))}\n");
        text.AppendJoin("", rows.Select(row => $"| {string.Join(" | ", row.Select(Plain))} |\n"));
    }

    /// <summary>Text in which nothing is taken for markup.</summary>
    private static string Plain(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' ? "\\" : "").Append(letter is '\n' or '\r' ? ' ' : letter);
        }

        return escaped.ToString();
    }
}
