using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Insight.Indicators.Forecasting.Backtests;

namespace Insight.Api.Forecasts;

/// <summary>A backtest as a page: four pictures, each with its table. No script; styles are allowed by their hash.</summary>
internal sealed class BacktestPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#17262e;--muted:#51626c;--ground:#fff;--rule:#d9dfe1;--a:#2463d9;--b:#b85f10;--c:#0c7f58;--d:#96398f;--band:#2463d9}
        @media(prefers-color-scheme:dark){:root{--ink:#e8eef1;--muted:#a5b3bb;--ground:#18222a;--rule:#3a4750;--a:#7aa6f5;--b:#f0924a;--c:#3fd3a3;--d:#d896d2;--band:#7aa6f5}}
        body{font:1rem/1.5 'Source Sans 3','Segoe UI',system-ui,sans-serif;color:var(--ink);background:var(--ground);max-width:52rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2.5rem}a{color:var(--a)}p.note{font-weight:600}
        svg{width:100%;height:auto;font-size:13px}svg text{fill:var(--muted)}.rule{stroke:var(--rule)}
        polyline{fill:none;stroke-width:2.5}.l0{stroke:var(--a)}.l1{stroke:var(--b);stroke-dasharray:7 4}.l2{stroke:var(--c);stroke-dasharray:2 4}.l3{stroke:var(--d);stroke-dasharray:10 3 2 3}
        .naive{stroke:var(--muted);stroke-dasharray:4 4}.came{stroke:var(--ink)}.wide{fill:var(--band);opacity:.14}.near{fill:var(--band);opacity:.22}.bar{fill:var(--a)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}caption{text-align:left;color:var(--muted);padding:.3rem 0}
        th,td{padding:.2rem .8rem .2rem 0;text-align:right;border-bottom:1px solid var(--rule);font-weight:400}th:first-child,td:first-child{text-align:left}thead th{font-weight:600;vertical-align:bottom}
        ul.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;padding:0;margin:0}ul.legend svg{width:2.6rem;height:.8rem;margin-right:.4rem}
        """;

    private readonly BacktestReport report;
    private readonly BacktestWords words;
    private readonly string language;
    private readonly StringBuilder html = new();

    private BacktestPage(BacktestReport report, string language) => (this.report, this.language, words) = (report, language, BacktestWords.In(language));

    /// <summary>What the page may load: nothing but the style sheet within it.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.ReplaceLineEndings("\n"))))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page in a language.</summary>
    public static byte[] Of(BacktestReport report, string language) => Encoding.UTF8.GetBytes(new BacktestPage(report, language).Page());

    private string Page()
    {
        var title = $"{report.Names[language]}: {report.AreaNames.GetValueOrDefault(language) ?? report.AreaNames["fi"]}";
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)} – {Text(words.Title)}</title><style>{Style.ReplaceLineEndings("\n")}</style></head><body><main>");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Text(words.Title)}: {Text(title)}</h1><p>{Text(words.Lead)} {Text(words.Publication)} {report.Publication}, {Text(report.Unit[language])}.</p>");
        if (report.Synthetic)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Text(words.Synthetic)}</p>");
        }

        foreach (var note in report.Notes)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{Text(note.Text[language])}</p>");
        }

        Errors();
        Coverage();
        Fan();
        Residuals();
        Downloads();
        return html.Append("</main></body></html>").ToString();
    }

    private void Errors()
    {
        Section(words.Error, words.ErrorLead);
        var axis = Enumerable.Range(1, report.Horizon).Select(h => h.ToString(CultureInfo.InvariantCulture)).ToArray();
        double At(MethodBacktest method, int h, Func<AreaError, double> pick) => method.Area.FirstOrDefault(a => a.Ahead == h + 1) is { } error ? pick(error) : double.NaN;
        var lines = report.Methods.Select((m, i) => new PlotLine(m.Method, [.. axis.Select((_, h) => At(m, h, e => e.Error))], "l" + i % 4))
            .Append(new PlotLine(words.Naive, [.. axis.Select((_, h) => At(report.Methods[0], h, e => e.NaiveError))], "naive")).ToArray();
        Legend(lines);
        html.Append(new Plot(axis, language).Draw($"{words.Error}. {words.ErrorLead}", [], lines));
        Table(
            words.Error, [words.Method, words.Ahead, words.Count, words.AreaError, words.Naive, words.PoolError, words.Skill],
            report.Methods.SelectMany(m => m.Area.Select(a => (string[])
            [
                m.Method, Whole(a.Ahead), Whole(a.Count), Number(a.Error), Number(a.NaiveError),
                m.Pool?.Horizons.FirstOrDefault(h => h.Ahead == a.Ahead) is { } pool ? Number(pool.Error, 2) : "–", m.Pool?.Skill is { } skill ? Number(100 * skill, 0) + " %" : "–",
            ])));
    }

    private void Coverage()
    {
        Section(words.Coverage, words.CoverageLead);
        var horizons = report.Methods[0].Pool?.Horizons ?? [];
        var levels = horizons.SelectMany(h => h.Coverage.Select(c => c.Level)).Distinct().Order().ToArray();
        var lines = levels.Select((level, i) => new PlotLine(Whole((int)Math.Round(level * 100)) + " %", [.. horizons.Select(h => 100 * (h.Coverage.FirstOrDefault(c => c.Level == level)?.Realised ?? double.NaN))], "l" + i % 4))
            .Concat(levels.Select(level => new PlotLine(words.Nominal, [.. horizons.Select(_ => 100 * level)], "naive"))).ToArray();
        Legend([.. lines.DistinctBy(l => l.Name)]);
        html.Append(new Plot([.. horizons.Select(h => Whole(h.Ahead))], language).Draw($"{words.Coverage}. {words.CoverageLead}", [], lines));
        Table(words.Coverage, [words.Ahead, .. levels.Select(l => Whole((int)Math.Round(l * 100)) + " %")],
            horizons.Select(h => (string[])[Whole(h.Ahead), .. levels.Select(l => h.Coverage.FirstOrDefault(c => c.Level == l) is { } c ? Number(100 * c.Realised, 0) + " %" : "–")]));
    }

    private void Fan()
    {
        Section(words.Fan, report.Fans.Count == 0 ? words.NoFan : words.FanLead);
        if (report.Fans.Count == 0)
        {
            return;
        }

        var shown = report.History.TakeLast(Math.Max(20, 4 * report.Horizon)).ToArray();
        var axis = shown.Select(v => v.Period).ToArray();
        double[] Placed(FanDocument fan, Func<FanRow, double> pick) => [.. axis.Select(p => fan.Rows.FirstOrDefault(r => r.Period == p) is { } row ? pick(row) : double.NaN)];
        var bands = report.Fans.SelectMany(fan => fan.Rows[0].Intervals.Select((_, i) => i).Reverse().Select(i =>
            new PlotBand(Placed(fan, r => r.Intervals[i].Lower), Placed(fan, r => r.Intervals[i].Upper), i == 0 ? "near" : "wide"))).ToArray();
        var lines = report.Fans.Select(fan => new PlotLine(words.Expected, Placed(fan, r => r.Value), "l0")).Append(new PlotLine(words.Came, [.. shown.Select(v => v.Value)], "came")).ToArray();
        Legend([.. lines.DistinctBy(l => l.Name)]);
        html.Append(new Plot(axis, language).Draw($"{words.Fan}. {words.FanLead}", bands, lines));
        Table(words.Fan, [words.Period, words.Ahead, words.Expected, .. report.Fans[0].Rows[0].Intervals.Select(i => $"{words.Interval} {Whole((int)Math.Round(i.Level * 100))} %"), words.Came],
            report.Fans.SelectMany(f => f.Rows.Select(r => (string[])[r.Period, Whole(r.Ahead), Number(r.Value), .. r.Intervals.Select(i => $"{Number(i.Lower)} – {Number(i.Upper)}"), Number(r.Came)])));
    }

    private void Residuals()
    {
        if (report.Residuals is not { } check)
        {
            return;
        }

        Section(words.Residuals, words.ResidualLead);
        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(check.Autocorrelations.All(r => Math.Abs(r) <= check.Bound) ? words.Noise : words.NoNoise)}</p>");
        var lags = check.Autocorrelations.Select((_, i) => Whole(i + 1)).ToArray();
        var bounds = new[] { check.Bound, -check.Bound }.Select(b => new PlotLine(Number(b, 2), [.. lags.Select(_ => b)], "naive")).ToArray();
        html.Append(new Plot(lags, language).Draw($"{words.Residuals}. {words.ResidualLead}", [], bounds, [.. check.Autocorrelations]));
        Table(words.ResidualLead, [words.Lag, words.Correlation], check.Autocorrelations.Select((r, i) => (string[])[Whole(i + 1), Number(r, 2)]));
    }

    private void Downloads()
    {
        var query = $"indicator={Uri.EscapeDataString(report.Indicator)}&area={Uri.EscapeDataString(report.Area)}&frequency={report.Frequency}&horizon={Whole(report.Horizon)}&method={string.Join(',', report.Methods.Select(m => m.Method))}&asOf={report.Publication}";
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(words.Downloads)}</h2><p>");
        html.AppendJoin(" · ", new[] { "json", "csv", "parquet", "arrow" }.Select(f => $"<a href=\"/v1/forecasts/backtest?{Text(query)}&amp;format={f}\">{f.ToUpperInvariant()}</a>")).Append("</p>");
    }

    private void Section(string title, string lead) => html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(title)}</h2><p>{Text(lead)}</p>");

    private void Legend(IReadOnlyList<PlotLine> lines)
    {
        html.Append("<ul class=\"legend\">");
        foreach (var line in lines)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><svg viewBox=\"0 0 42 12\" aria-hidden=\"true\"><polyline class=\"{line.Style}\" points=\"0,6 42,6\"/></svg>{Text(line.Name)}</li>");
        }

        html.Append("</ul>");
    }

    private void Table(string caption, IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table><caption>{Text(caption)}</caption><thead><tr>");
        html.AppendJoin("", head.Select(h => $"<th scope=\"col\">{Text(h)}</th>")).Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(row[0])}</th>").AppendJoin("", row.Skip(1).Select(c => $"<td>{Text(c)}</td>")).Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }

    private string Number(double value) => Number(value, report.Decimals);

    private string Number(double value, int decimals)
    {
        var text = value.ToString("N" + Whole(decimals), CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
        return language == "en" ? text : text.Replace(',', '\u00a0').Replace('.', ',');
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
