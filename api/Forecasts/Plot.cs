using System.Globalization;
using System.Net;
using System.Text;

namespace Insight.Api.Forecasts;

/// <summary>A small line chart as SVG without script: bands, lines, bars, an axis with words. What it shows stands in a table beside it.</summary>
/// <param name="axis">Labels of the places on the horizontal axis.</param>
/// <param name="language">Language of its numbers.</param>
internal sealed class Plot(IReadOnlyList<string> axis, string language)
{
    private const double Width = 720, Height = 280, Left = 56, Right = 12, Top = 12, Bottom = 34;
    private const int Ticks = 4;

    private readonly StringBuilder marks = new();
    private double low, high;

    /// <summary>The chart.</summary>
    /// <param name="label">What it shows, in words.</param>
    /// <param name="bands">Drawn first.</param>
    /// <param name="lines">Drawn upon them.</param>
    /// <param name="bars">Values drawn as bars from zero, or none.</param>
    public string Draw(string label, IReadOnlyList<PlotBand> bands, IReadOnlyList<PlotLine> lines, double[]? bars = null)
    {
        var all = bands.SelectMany(b => b.Lower.Concat(b.Upper)).Concat(lines.SelectMany(l => l.Values)).Concat(bars ?? []).Concat(bars is null ? [] : [0.0]).Where(double.IsFinite).ToArray();
        (low, high) = all.Length == 0 ? (0.0, 1.0) : (all.Min(), all.Max());
        (low, high) = high - low < 1e-12 ? (low - 1.0, high + 1.0) : (low - 0.05 * (high - low), high + 0.05 * (high - low));
        Grid();
        foreach (var band in bands)
        {
            Band(band);
        }

        for (var i = 0; bars is not null && i < bars.Length; i++)
        {
            var (top, bottom) = (Y(Math.Max(0.0, bars[i])), Y(Math.Min(0.0, bars[i])));
            marks.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{X(i) - 8:F1}\" y=\"{top:F1}\" width=\"16\" height=\"{bottom - top:F1}\"/>");
        }

        foreach (var line in lines)
        {
            Line(line);
        }

        return $"<svg viewBox=\"0 0 {Width:F0} {Height:F0}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">{marks}</svg>";
    }

    private void Grid()
    {
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var value = low + (high - low) * tick / Ticks;
            marks.Append(CultureInfo.InvariantCulture, $"<line class=\"rule\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/>");
            marks.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{Number(value)}</text>");
        }

        var every = Math.Max(1, (int)Math.Ceiling(axis.Count / 10.0));
        for (var i = 0; i < axis.Count; i += every)
        {
            marks.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(i):F1}\" y=\"{Height - 12}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(axis[i])}</text>");
        }
    }

    private string Number(double value)
    {
        var text = value.ToString("G3", CultureInfo.InvariantCulture).Replace('-', '−');
        return language == "en" ? text : text.Replace('.', ',');
    }

    private void Band(PlotBand band)
    {
        var there = Enumerable.Range(0, band.Lower.Length).Where(i => double.IsFinite(band.Lower[i])).ToArray();
        var points = there.Select(i => (i, band.Upper[i])).Concat(there.Reverse().Select(i => (i, band.Lower[i])));
        marks.Append(CultureInfo.InvariantCulture, $"<polygon class=\"{band.Style}\" points=\"{string.Join(' ', points.Select(Point))}\"/>");
    }

    private void Line(PlotLine line)
    {
        var run = new List<(int, double)>();
        for (var i = 0; i <= line.Values.Length; i++)
        {
            if (i < line.Values.Length && double.IsFinite(line.Values[i]))
            {
                run.Add((i, line.Values[i]));
                continue;
            }

            if (run.Count > 0)
            {
                marks.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{line.Style}\" points=\"{string.Join(' ', run.Select(Point))}\"/>");
                run.Clear();
            }
        }
    }

    private string Point((int Place, double Value) point) => string.Create(CultureInfo.InvariantCulture, $"{X(point.Place):F1},{Y(point.Value):F1}");

    private double X(int place) => Left + (axis.Count < 2 ? 0.5 : (place + 0.5) / axis.Count) * (Width - Left - Right);

    private double Y(double value) => Top + (high - value) / (high - low) * (Height - Top - Bottom);
}
